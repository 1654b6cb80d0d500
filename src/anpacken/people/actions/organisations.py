"""Entering and changing organisations."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import transaction

from anpacken.audit.actions import record as write_audit
from anpacken.core import clock, page_cache
from anpacken.core.actors import Actor
from anpacken.core.addresses import email_key
from anpacken.people.actions._own_addresses import take_from_shadow
from anpacken.people.actions.details import Details, keep
from anpacken.people.choices import OrganisationKind
from anpacken.people.errors import AddressSuppressed, AddressUnreadable, OrganisationKnown
from anpacken.people.fields import name_key
from anpacken.people.models import Organisation
from anpacken.people.queries.suppressions import suppressed
from anpacken.places.queries import district_for_postcode


def ensure(
    *,
    name: str,
    kind: str = OrganisationKind.OTHER,
    website: str = "",
    by: Actor | None = None,
    at: datetime | None = None,
) -> Organisation:
    """The organisation of this name, entered if there is none. Spelling in capitals and accents does not matter.

    A known organisation keeps its kind and website.
    """
    at = at or clock.now()
    with transaction.atomic():
        found = Organisation.objects.filter(name_key=name_key(name)).order_by("pk").first()
        if found is not None:
            return found
        made = Organisation.objects.create(name=name, kind=OrganisationKind(kind), website=website, created_at=at)
        write_audit(by=by or Actor.command("load"), action="organisation.created", target=made, at=at)
    return made


def save(
    *,
    record: Organisation,
    changed: Sequence[str],
    save_related: Callable[[], None],
    by: Actor,
    details: Details | None = None,
) -> None:
    """Saves what the office entered; address key and district follow from address and postcode.

    Raises:
        AddressUnreadable, AddressSuppressed, OrganisationKnown
    """
    is_new = record.pk is None
    try:
        record.email_key = email_key(record.email) if record.email else None
    except ValueError as error:
        raise AddressUnreadable from error
    with transaction.atomic():
        take_from_shadow(record)
        same = Organisation.everyone.filter(email_key=record.email_key, name_key=name_key(record.name)).exclude(
            pk=record.pk
        )
        if record.email_key and same.exists():
            raise OrganisationKnown
        if record.email_key and (is_new or "email" in changed) and suppressed([record.email_key]):
            raise AddressSuppressed
        if (is_new or "postcode" in changed) and "district" not in changed:
            record.district = district_for_postcode(record.postcode)
        record.save()
        save_related()
        if details is not None:
            keep(subject=record, details=details, by=by)
        write_audit(
            by=by,
            action="organisation.created" if is_new else "organisation.changed",
            target=record,
            fields=list(changed),
        )
        page_cache.changed("supporters", "figures")
