"""The one ASGI root: the page cache in front, Django behind it as WSGI in a bounded pool of threads."""

from __future__ import annotations

import os
from typing import Any, cast

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anpacken.config.settings")

from a2wsgi import WSGIMiddleware
from django.conf import settings

from anpacken.config.kept_pages import Application, KeptPages
from anpacken.config.wsgi import application as django_application

application = KeptPages(
    cast(Application, WSGIMiddleware(cast(Any, django_application), workers=settings.WEB_THREADS)),
    bytes_at_most=settings.PAGE_CACHE_MEGABYTES * 2**20,
)
