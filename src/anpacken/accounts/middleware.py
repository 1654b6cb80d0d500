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


def _has_factor(user: Any) -> bool:
    return bool(get_adapter().is_mfa_enabled(user, ["totp", "webauthn"]))
