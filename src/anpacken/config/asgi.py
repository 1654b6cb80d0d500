"""The one ASGI root: the page cache in front, Django behind it as WSGI in a bounded pool of threads."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anpacken.config.settings")

from django.conf import settings

from anpacken.config.kept_pages import KeptPages
from anpacken.config.wsgi import application as django_application
from anpacken.config.wsgi_bridge import Bridge

application = KeptPages(
    Bridge(django_application, threads=settings.WEB_THREADS),
    bytes_at_most=settings.PAGE_CACHE_MEGABYTES * 2**20,
)
