"""What somebody with a log-in has chosen for themselves."""

from __future__ import annotations

from anpacken.accounts.models import User
from anpacken.core import languages


def language_of(user: User) -> str:
    """The language that somebody has chosen for the office; else the house's own."""
    profile = getattr(user, "wagtail_userprofile", None)
    chosen = profile.preferred_language if profile else ""
    return chosen if chosen in languages.codes() else languages.source()
