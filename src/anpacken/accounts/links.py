"""The mailed links of this room: what they carry, and where they lead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac

from anpacken.accounts.models import Invitation, User
from anpacken.core import links
from anpacken.core.links import LinkInvalid

INVITATION = "invitation"
INVITATION_GOOD_FOR = timedelta(days=7)
RESET = "password-reset"
RESET_GOOD_FOR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class InvitationLink:
    public_id: str
    copy: int


def invitation_url(invitation: Invitation) -> str:
    """Where an invitation is taken; good for a week, and void once another copy is sent."""
    token = links.sign(INVITATION, {"id": invitation.public_id, "copy": invitation.copy})
    return _absolute("account_invited", token, invitation.language)


def read_invitation(token: str) -> InvitationLink:
    """What the link says.

    Raises:
        LinkInvalid, LinkExpired
    """
    payload = links.read(INVITATION, token, max_age=INVITATION_GOOD_FOR)
    public_id, copy = payload.get("id"), payload.get("copy")
    if not isinstance(public_id, str) or not isinstance(copy, int):
        raise LinkInvalid
    return InvitationLink(public_id, copy)


def reset_url(user: User, language: str) -> str:
    """Where a new password is set; good for an hour, and once: the new password makes it void."""
    token = links.sign(RESET, {"id": user.public_id, "stamp": _stamp(user)})
    return _absolute("account_reset_password_from_key", token, language)


def read_reset(token: str) -> User | None:
    """Whose password may be set with the link; None when it was used already.

    Raises:
        LinkInvalid, LinkExpired
    """
    payload = links.read(RESET, token, max_age=RESET_GOOD_FOR)
    user = User.objects.filter(public_id=str(payload.get("id")), is_active=True).first()
    if user is None or not constant_time_compare(str(payload.get("stamp")), _stamp(user)):
        return None
    return user


def _stamp(user: User) -> str:
    """Something that changes with the password, from which the password cannot be guessed."""
    return salted_hmac("anpacken.accounts.reset", f"{user.password}|{user.email}", algorithm="sha256").hexdigest()[:32]


def _absolute(name: str, token: str, language: str) -> str:
    with translation.override(language):
        return str(settings.BASE_URL + reverse(name, kwargs={"token": token}))
