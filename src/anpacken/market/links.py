"""Addresses that mails carry: absolute, in the reader's language."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from anpacken.core import links
from anpacken.events import links as event_links
from anpacken.market.models import Application, Call

PURPOSE = "market.application"


def manage_url(application: Application) -> str:
    """Where the applicant sees, changes and withdraws the application, without an account."""
    with translation.override(application.language):
        return f"{settings.BASE_URL}{reverse('market:application', args=[token(application)])}"


def market_url(call: Call, language: str) -> str:
    with translation.override(language):
        return f"{settings.BASE_URL}{reverse('market:market', args=[call.event.public_id])}"


def token(application: Application) -> str:
    return links.sign(PURPOSE, {"a": application.public_id})


def read_token(value: str) -> str:
    """The public id of the application that a link opens. Raises `LinkInvalid`."""
    found = links.read(PURPOSE, value).get("a")
    if not isinstance(found, str) or "\x00" in found:
        raise links.LinkInvalid
    return found


def check_age(application: Application, *, at: datetime) -> None:
    """Raises `LinkExpired` once the event lies 30 days back."""
    event_links.check_age(application.call.event, at=at)
