"""Whom we may not write to of our own accord: kept as keyed hashes, so that nobody can read who it is."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.crypto import salted_hmac

from anpacken.core.addresses import email_key
from anpacken.people.models import Suppression


def key_of(address_key: str) -> str:
    """The keyed hash of a normalised address (`core.addresses.email_key`), as it stands in the table."""
    return salted_hmac("anpacken.people.suppressions", address_key, algorithm="sha256").hexdigest()


def is_suppressed(email: str) -> bool:
    """Whether this address must not be written to of our own accord; False for what is no address."""
    try:
        address = email_key(email)
    except ValueError:
        return False
    return bool(suppressed([address]))


def suppressed(address_keys: Iterable[str]) -> set[str]:
    """Those of the normalised addresses that must not be written to, in one query."""
    by_hash = {key_of(address): address for address in address_keys}
    found = Suppression.objects.filter(key__in=list(by_hash)).values_list("key", flat=True)
    return {by_hash[key] for key in found}
