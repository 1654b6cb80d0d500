"""Entering and changing persons in the office."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import transaction

from anpacken.audit.actions import record as write_audit
from anpacken.core import page_cache
from anpacken.core.actors import Actor
from anpacken.core.addresses import email_key
from anpacken.people.actions._own_addresses import take_from_shadow
from anpacken.people.actions.details import Details, keep
from anpacken.people.errors import AddressSuppressed, AddressTaken, AddressUnreadable
from anpacken.people.models import Person
from anpacken.people.queries.suppressions import suppressed
from anpacken.places.queries import district_for_postcode


def save(
    *,
    record: Person,
    changed: Sequence[str],
    save_related: Callable[[], None],
    by: Actor,
    details: Details | None = None,
) -> None:
    """Saves what the office entered; address key and district follow from address and postcode.

    Raises:
        AddressUnreadable: this is no mail address.
        AddressTaken: another person is kept under it.
        AddressSuppressed: its owner had everything erased, and has not come back by a confirmed sign-up.
    """
    is_new = record.pk is None
    try:
        record.email_key = email_key(record.email) if record.email else None
    except ValueError as error:
        raise AddressUnreadable from error
    with transaction.atomic():
        take_from_shadow(record)
        if record.email_key and Person.everyone.filter(email_key=record.email_key).exclude(pk=record.pk).exists():
            raise AddressTaken
        if record.email_key and (is_new or "email" in changed) and suppressed([record.email_key]):
            raise AddressSuppressed
        if (is_new or "postcode" in changed) and "district" not in changed:
            record.district = district_for_postcode(record.postcode)
        record.save()
        save_related()
        if details is not None:
            keep(subject=record, details=details, by=by)
        write_audit(by=by, action="person.created" if is_new else "person.changed", target=record, fields=list(changed))
        page_cache.changed("supporters", "figures")
