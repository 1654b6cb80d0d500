"""Signed links: what a mail carries so that its reader can act without an account."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core import signing
from django.utils.translation import gettext_lazy as _

from anpacken.core import clock
from anpacken.core.refusals import Refusal


class LinkInvalid(Refusal):
    code = "link_invalid"
    sentence = _("This link is not valid. Please open it from the mail again, in full length.")


class LinkExpired(Refusal):
    code = "link_expired"
    sentence = _("This link has expired. Please ask for a new one.")


def _signer(purpose: str) -> signing.Signer:
    return signing.Signer(salt=f"anpacken.link.{purpose}")


def sign(purpose: str, payload: dict[str, Any]) -> str:
    """A URL-safe token that says `payload` and is good for `purpose` only. It is signed, not secret."""
    return _signer(purpose).sign_object({"at": int(clock.now().timestamp()), "says": payload})


def read(purpose: str, token: str, *, max_age: timedelta | None = None) -> dict[str, Any]:
    """The payload of a token made by `sign` for the same purpose.

    Raises:
        LinkExpired: the token is older than `max_age`.
        LinkInvalid: the token was altered, cut off, or made for another purpose.
    """
    try:
        signed = _signer(purpose).unsign_object(token)
    except (signing.BadSignature, ValueError) as error:
        raise LinkInvalid from error
    if max_age is not None and clock.now().timestamp() - signed["at"] > max_age.total_seconds():
        raise LinkExpired
    payload: dict[str, Any] = signed["says"]
    return payload
