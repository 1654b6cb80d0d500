"""Middleware that knows where things are mounted."""

from __future__ import annotations

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware, PolicyParts
from django.http import HttpRequest, HttpResponseBase

# Wagtail's editor holds inline scripts and styles and shows uploads from memory.
OFFICE_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "frame-ancestors": [SELF],
    "worker-src": [SELF, "blob:"],
}


class ContentSecurityPolicy(CSPMiddleware):
    """Strict for the public; as relaxed as Wagtail's editor needs it under the office's address only."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith("/office/") and parts.replace is None:
            parts.replace = dict(OFFICE_POLICY)
        return parts
