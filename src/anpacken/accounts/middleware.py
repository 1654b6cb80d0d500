"""Middleware of log-ins: where somebody is signed in, and that the office is behind two factors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from anpacken.accounts import devices, rules
from anpacken.accounts.actions import sessions
from anpacken.core import clock

SEEN = "seen_at"
# What of Wagtail everybody in the office needs: the home, one's own settings, and what pages are made of.
OPEN_OF_WAGTAIL = frozenset(
    {
        "wagtailadmin_home",
        "wagtailadmin_account",
        "wagtailadmin_logout",
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_dismissibles",
    }
)
Answer = Callable[[HttpRequest], HttpResponse]


class SeenSessions:
    """Keeps the list of places where somebody is signed in, with one write in ten minutes."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            session: SessionBase = request.session
            key, now = session.session_key, clock.now()
            last = session.get(SEEN)
            # A session gets a new key when somebody signs in; the note of the time before is not its own.
            if key and (last is None or last[0] != key or now.timestamp() - last[1] > _AGAIN):
                session[SEEN] = [key, now.timestamp()]
                device = devices.in_words(request.headers.get("user-agent", "")[:500])
                sessions.seen(user=request.user, session_key=key, device=device, at=now)
        return self._get_response(request)


class SecondFactor:
    """Leads whoever needs a second factor and has none to the page that sets one up, before anything of the office."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.MFA_REQUIRED and request.path_info.startswith(("/office/", "/documents/")):
            user = request.user
            if user.is_authenticated and rules.needs_second_factor(user) and not _has_factor(user):
                return redirect("mfa_index")
        return self._get_response(request)


_AGAIN = sessions.SEEN_AGAIN_AFTER.total_seconds()


class OwnPagesOnly:
    """Keeps those who write no pages to our own lists: Wagtail's choosers and histories show drafts and names to
    everybody with a role."""

    def __init__(self, get_response: Answer) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if not request.path_info.startswith("/office/") or not request.user.is_authenticated:
            return None
        is_ours = getattr(view, "view_class", view).__module__.startswith("anpacken.")
        match = request.resolver_match
        if is_ours or (match and match.view_name in OPEN_OF_WAGTAIL) or rules.uses_wagtail(request.user):
            return None
        return redirect("wagtailadmin_home")


def _has_factor(user: Any) -> bool:
    return bool(get_adapter().is_mfa_enabled(user, ["totp", "webauthn"]))
