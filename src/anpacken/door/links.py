"""The address under which somebody gets the certificate of having been there, without an account."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from anpacken.core import links
from anpacken.events.models import Registration

PURPOSE = "door.certificate"
"""A link of its own: whoever hands it on gives away the certificate, not the registration."""


def token(registration: Registration) -> str:
    return links.sign(PURPOSE, {"r": registration.public_id})


def read_token(value: str) -> str:
    """The public id of the registration that a link opens. Raises `LinkInvalid`."""
    found = links.read(PURPOSE, value).get("r")
    if not isinstance(found, str) or "\x00" in found:
        raise links.LinkInvalid
    return found


def certificate_path(registration: Registration) -> str:
    """The path in the active language."""
    return reverse("door:certificate", args=[token(registration)])


def certificate_url(registration: Registration) -> str:
    """As a mail carries it, in the language of the registration."""
    with translation.override(registration.language):
        return f"{settings.BASE_URL}{certificate_path(registration)}"
