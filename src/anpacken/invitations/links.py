"""The personal link of an invitation: in the reader's language, good for one invitation."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from anpacken.core import links
from anpacken.invitations.models import Invitation

PURPOSE = "invitations.invitation"


def token(invitation: Invitation) -> str:
    return links.sign(PURPOSE, {"i": invitation.public_id})


def invitation_url(invitation: Invitation) -> str:
    with translation.override(invitation.language):
        return f"{settings.BASE_URL}{reverse('invited:invitation', args=[token(invitation)])}"


def read_token(value: str) -> str:
    """The public id of the invitation that a link opens. Raises `LinkInvalid`."""
    found = links.read(PURPOSE, value).get("i")
    if not isinstance(found, str) or "\x00" in found:
        raise links.LinkInvalid
    return found
