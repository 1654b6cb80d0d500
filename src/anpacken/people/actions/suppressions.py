"""Addresses that must not be written to again, and lifting that when their owner comes back."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from anpacken.alliance.queries import current as current_alliance
from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.core.addresses import email_key
from anpacken.people.choices import SuppressionReason
from anpacken.people.errors import AddressUnreadable
from anpacken.people.models import Suppression
from anpacken.people.queries.suppressions import hashed, hashes


def suppress(*, email: str, reason: SuppressionReason, by: Actor, at: datetime) -> None:
    """Keeps the address as a keyed hash; done again, it changes nothing.

    Raises:
        AddressUnreadable: this is no mail address.
    """
    key = _key(email)
    with transaction.atomic():
        if Suppression.objects.filter(key__in=hashes(key)).exists():
            return
        made = {"reason": reason.value, "suppressed_at": at}
        _line, is_new = Suppression.objects.get_or_create(key=hashed(key), defaults=made)
        if is_new:
            # The entry names nobody: which address it was stands nowhere.
            record(by=by, action="address.suppressed", target=current_alliance(), at=at, reason=reason.value)


def lift(*, email: str, by: Actor, at: datetime) -> bool:
    """Takes the address off the list, because its owner has just confirmed by mail to come back. False: not on it.

    Raises:
        AddressUnreadable: this is no mail address.
    """
    key = _key(email)
    with transaction.atomic():
        lifted, _kinds = Suppression.objects.filter(key__in=hashes(key)).delete()
        if lifted:
            record(by=by, action="address.suppression_lifted", target=current_alliance(), at=at)
    return bool(lifted)


def _key(email: str) -> str:
    try:
        return email_key(email)
    except ValueError as error:
        raise AddressUnreadable from error
