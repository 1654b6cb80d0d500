"""Middleware that knows where things are mounted."""

from __future__ import annotations

from collections.abc import Callable

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseBase

# Wagtail's editor holds inline scripts and styles and shows uploads from memory.
OFFICE_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
    "worker-src": [SELF, "blob:"],
}

# Where a supporter gives their photo; the same under every language's prefix.
PICTURE_PATH = "/meine-seite/bild/"


class ContentSecurityPolicy(CSPMiddleware):
    """Strict for the public; as relaxed as Wagtail's editor needs it under the office's address only."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith("/office/") and parts.replace is None:
            parts.replace = dict(OFFICE_POLICY)
        return parts


class BodyLimit:
    """Refuses a body that no form of ours can have, before a byte of it is read.

    Django's own limit leaves uploaded files out. Only whoever has a session sends any. What says no length is read
    as empty.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            if request.path_info.startswith("/office/"):
                most = settings.OFFICE_BODY_AT_MOST
            elif request.path_info.endswith(PICTURE_PATH):
                most = settings.PICTURE_BODY_AT_MOST
        length = request.headers.get("content-length") or "0"
        if not length.isascii() or not length.isdigit() or len(length) > 18 or int(length) > most:
            raise RequestDataTooBig("The body is larger than any form.")
        return self._get_response(request)
