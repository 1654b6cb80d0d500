"""Signed links: what a mail carries so that its reader can act without an account."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core import signing
from django.utils.translation import gettext_lazy as _

from anpacken.core.refusals import Refusal


class LinkInvalid(Refusal):
    code = "link_invalid"
    sentence = _("This link is not valid. Please open it from the mail again, in full length.")


class LinkExpired(Refusal):
    code = "link_expired"
    sentence = _("This link has expired. Please ask for a new one.")


def sign(purpose: str, payload: dict[str, Any]) -> str:
    """A URL-safe token that says `payload` and is good for `purpose` only. It is signed, not secret."""
    return signing.dumps(payload, salt=f"anpacken.link.{purpose}", compress=False)


def read(purpose: str, token: str, *, max_age: timedelta | None = None) -> dict[str, Any]:
    """The payload of a token made by `sign` for the same purpose.

    Raises:
        LinkExpired: the token is older than `max_age`.
        LinkInvalid: the token was altered, cut off, or made for another purpose.
    """
    try:
        payload = signing.loads(token, salt=f"anpacken.link.{purpose}", max_age=max_age)
    except signing.SignatureExpired as error:
        raise LinkExpired from error
    except (signing.BadSignature, ValueError) as error:
        raise LinkInvalid from error
    if not isinstance(payload, dict):
        raise LinkInvalid
    return payload
