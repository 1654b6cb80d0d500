"""Addresses that mails and calendars carry: absolute, in the reader's language."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from anpacken.core import links
from anpacken.core.links import LinkExpired
from anpacken.events.models import Event, Registration
from anpacken.events.rules import begins

PURPOSE = "events.registration"
# For so long after the event its registration can still be looked at.
KEPT_AFTER = timedelta(days=30)


def event_url(event: Event, language: str) -> str:
    with translation.override(language):
        return f"{settings.BASE_URL}{reverse('events:event', args=[event.public_id])}"


def manage_url(registration: Registration) -> str:
    """Where the registered person sees and changes the registration, without an account."""
    with translation.override(registration.language):
        return f"{settings.BASE_URL}{reverse('events:registration', args=[token(registration)])}"


def token(registration: Registration) -> str:
    return links.sign(PURPOSE, {"r": registration.public_id})


def read_token(value: str) -> str:
    """The public id of the registration that a link opens. Raises `LinkInvalid`."""
    found = links.read(PURPOSE, value).get("r")
    if not isinstance(found, str) or "\x00" in found:
        raise links.LinkInvalid
    return found


def check_age(event: Event, *, at: datetime) -> None:
    """Raises `LinkExpired` once the event lies so far back that its links are closed."""
    begin = begins(event)
    if begin is not None and at > begin + KEPT_AFTER:
        raise LinkExpired
