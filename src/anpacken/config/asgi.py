"""The one ASGI root: the page cache in front, Django behind it as WSGI in a bounded pool of threads."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anpacken.config.settings")

from a2wsgi import WSGIMiddleware  # noqa: E402
from django.conf import settings  # noqa: E402

from anpacken.config.kept_pages import KeptPages  # noqa: E402
from anpacken.config.wsgi import application as django_application  # noqa: E402

application = KeptPages(
    WSGIMiddleware(django_application, workers=settings.WEB_THREADS),
    bytes_at_most=settings.PAGE_CACHE_MEGABYTES * 2**20,
)
