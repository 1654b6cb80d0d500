"""Taking people out of registrations. State, seats, days and language stay, so that no figure changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from anpacken.core.actors import Actor
from anpacken.core.ids import new_public_id
from anpacken.events.actions import registrations
from anpacken.events.models import Member, Registration
from anpacken.events.queries import keeping
from anpacken.events.queries.of_person import registrations_of
from anpacken.mail.actions import forgetting
from anpacken.people.chapters import Subject

BATCH = 500
GONE = "erased-"
"""What the key of an address begins with once nobody can be told from it; it is no address and stands once."""

_COLUMNS = ["public_id", "person", "name", "email", "email_key", "organisation_name", "support_needs"]


def erase(*, subject: Subject, by: Actor, at: datetime) -> None:
    """Gives up seats for what is to come, so that the waiting list moves on, and takes the person out of all.

    Called inside the transaction of an erasure. Events are locked in the order of their keys.
    """
    found = list(registrations_of(subject).order_by("event_id", "pk"))
    for registration in found:
        registrations.give_up(registration=registration, by=by, at=at)
    anonymise(found)


def anonymise(found: Sequence[Registration]) -> int:
    """Takes name, address, organisation and support needs out of registrations, and out of the mails about them."""
    with transaction.atomic():
        for start in range(0, len(found), BATCH):
            batch = list(found[start : start + BATCH])
            forgetting.forget(about={Registration._meta.label_lower: [one.public_id for one in batch]})
            for one in batch:
                # Links in mails and calendars lead nowhere from now on.
                one.public_id = new_public_id()
                one.person, one.name, one.email = None, "", ""
                one.email_key = f"{GONE}{one.public_id}"
                one.organisation_name, one.support_needs = "", ""
            Member.objects.filter(registration__in=batch).delete()
            Registration.objects.bulk_update(batch, _COLUMNS)
    return len(found)


def forget_names(*, before: datetime, by: Actor, at: datetime) -> int:
    """Makes anonymous who was registered for events that were over before. Returns how many registrations."""
    met = 0
    while batch := list(keeping.with_names(before).order_by("pk")[:BATCH]):
        met += anonymise(batch)
    return met


def forget_needs(*, before: datetime, by: Actor, at: datetime) -> int:
    """Takes the support needs out of the registrations for events that were over before."""
    met = 0
    while batch := list(keeping.with_needs(before).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        met += Registration.objects.filter(pk__in=batch).update(support_needs="")
    return met
