"""The mailed links of this room: what they carry, and where they lead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from anpacken.core import links
from anpacken.core.links import LinkInvalid
from anpacken.people.choices import ConsentPurpose
from anpacken.people.models import Organisation, Person, SignUp
from anpacken.people.rules import SIGN_UP_GOOD_FOR

SIGN_UP = "sign-up"
WITHDRAW = "withdraw"
LEAVE = "leave"
"""The deed of leaving the alliance altogether, beside the purposes of consent."""

MY_PAGE = "my-page"
NEW_ADDRESS = "new-address"
MY_PAGE_GOOD_FOR = timedelta(hours=1)
"""How long the link to one's own page can be opened. A new one is a minute away."""
NEW_ADDRESS_GOOD_FOR = timedelta(days=2)

EVERYTHING = (
    ConsentPurpose.NEWSLETTER.value,
    ConsentPurpose.LISTING.value,
    ConsentPurpose.STATEMENT.value,
    ConsentPurpose.PHOTO.value,
    LEAVE,
)


def confirm_url(sign_up: SignUp) -> str:
    """Where a request is confirmed; good for 14 days."""
    return _absolute("people:sign_up_confirm", links.sign(SIGN_UP, {"id": sign_up.public_id}), sign_up.language)


def read_confirm(token: str) -> str:
    """The public id of the sign-up.

    Raises:
        LinkInvalid, LinkExpired
    """
    return _text(links.read(SIGN_UP, token, max_age=SIGN_UP_GOOD_FOR), "id")


@dataclass(frozen=True, slots=True)
class WithdrawLink:
    """Who may withdraw what: `deeds` are purposes of consent, and `leave`."""

    public_id: str
    is_organisation: bool
    deeds: tuple[str, ...]


def withdraw_url(subject: Person | Organisation, language: str, *, deeds: tuple[str, ...] = EVERYTHING) -> str:
    """Where consents are withdrawn. It never runs out, and can do nothing but what `deeds` names.

    A newsletter carries `deeds=("newsletter",)`: whoever gets it forwarded cannot make its reader leave.
    """
    kind = "organisation" if isinstance(subject, Organisation) else "person"
    token = links.sign(WITHDRAW, {"kind": kind, "id": subject.public_id, "deeds": list(deeds)})
    return _absolute("people:withdraw", token, language)


def read_withdraw(token: str) -> WithdrawLink:
    """What the link allows.

    Raises:
        LinkInvalid
    """
    payload = links.read(WITHDRAW, token)
    kind, deeds = _text(payload, "kind"), payload.get("deeds")
    if kind not in {"person", "organisation"} or not isinstance(deeds, list):
        raise LinkInvalid
    if not all(deed in EVERYTHING for deed in deeds):
        raise LinkInvalid
    return WithdrawLink(_text(payload, "id"), kind == "organisation", tuple(deeds))


def my_page_url(subject: Person | Organisation, language: str) -> str:
    """Where somebody opens their own page; good for an hour. Never put it into a mail that gets forwarded."""
    kind = "organisation" if isinstance(subject, Organisation) else "person"
    token = links.sign(MY_PAGE, {"kind": kind, "id": subject.public_id})
    return _absolute("people:my_page_open", token, language)


def read_my_page(token: str) -> tuple[str, str]:
    """Kind ("person" or "organisation") and public id.

    Raises:
        LinkInvalid, LinkExpired
    """
    payload = links.read(MY_PAGE, token, max_age=MY_PAGE_GOOD_FOR)
    return _text(payload, "kind"), _text(payload, "id")


def new_address_url(subject: Person | Organisation, email: str, language: str) -> str:
    """Where a new mail address is confirmed by its owner; good for two days and for this change only."""
    kind = "organisation" if isinstance(subject, Organisation) else "person"
    payload = {"kind": kind, "id": subject.public_id, "email": email, "from": subject.email}
    return _absolute("people:my_page_new_address", links.sign(NEW_ADDRESS, payload), language)


@dataclass(frozen=True, slots=True)
class NewAddressLink:
    kind: str
    public_id: str
    email: str
    old_email: str
    """The address from before. Once it is another one, the link has been used or overtaken."""


def read_new_address(token: str) -> NewAddressLink:
    """What is to be changed.

    Raises:
        LinkInvalid, LinkExpired
    """
    payload = links.read(NEW_ADDRESS, token, max_age=NEW_ADDRESS_GOOD_FOR)
    return NewAddressLink(_text(payload, "kind"), _text(payload, "id"), _text(payload, "email"), _text(payload, "from"))


def _text(payload: dict[str, Any], key: str) -> str:
    value = payload.get(key)
    if not isinstance(value, str) or "\x00" in value:
        raise LinkInvalid
    return value


def _absolute(name: str, token: str, language: str) -> str:
    with translation.override(language):
        return str(settings.BASE_URL + reverse(name, kwargs={"token": token}))
