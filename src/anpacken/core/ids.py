"""Public ids: what stands in a URL instead of a primary key."""

from __future__ import annotations

import secrets
from typing import Any

from django.db import models

# Neither 0/o nor 1/l/i: people read ids out over the telephone.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
LENGTH = 12  # 31**12 is about 2**59: guessing one of a million records takes ages.
MANY = len(ALPHABET) ** LENGTH
_PAIRS = [one + other for other in ALPHABET for one in ALPHABET]


def new_public_id() -> str:
    """A fresh id of 12 lower-case letters and digits, from the system's secure random source."""
    # One draw for all letters: a list of ten thousands of people draws some ids for each.
    return public_id_of(secrets.randbelow(MANY))


def public_id_of(number: int) -> str:
    """The id that stands for a number below `MANY`: for made-up records, which are the same each time."""
    letters = []
    for _ in range(LENGTH // 2):
        number, pair = divmod(number, len(_PAIRS))
        letters.append(_PAIRS[pair])
    return "".join(letters)


class PublicIdField(models.CharField[str, str]):
    """A unique, unguessable id, made when the record is made and never changed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", LENGTH)
        kwargs.setdefault("default", new_public_id)
        kwargs.setdefault("unique", True)
        kwargs.setdefault("editable", False)
        super().__init__(*args, **kwargs)


class PublicIdConverter:
    """URL path converter `<public_id:…>`: what cannot be an id does not reach a view."""

    regex = f"[{ALPHABET}]{{{LENGTH}}}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
