"""Taking people out of invitations. Event, state and times stay, so that no count changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from anpacken.core.actors import Actor
from anpacken.core.ids import new_public_id
from anpacken.invitations.models import Invitation
from anpacken.invitations.queries import keeping
from anpacken.invitations.queries.of_person import invitations_of
from anpacken.mail.actions import forgetting
from anpacken.people.chapters import Subject

BATCH = 500
_COLUMNS = ["public_id", "person", "organisation", "name", "email", "email_key"]


def erase(*, subject: Subject, by: Actor, at: datetime) -> None:
    """Takes somebody out of all invitations, inside the transaction of the erasure. Their links lead nowhere then."""
    anonymise(list(invitations_of(subject)))


def forget_names(*, before: datetime, by: Actor, at: datetime) -> int:
    """Makes anonymous who was invited to events that were over before. Returns how many invitations."""
    met = 0
    while batch := list(keeping.with_names(before).order_by("pk")[:BATCH]):
        met += anonymise(batch)
    return met


def anonymise(found: Sequence[Invitation]) -> int:
    """Takes name, address and whose it is out of invitations, and out of the mails that brought them."""
    with transaction.atomic():
        for start in range(0, len(found), BATCH):
            batch = list(found[start : start + BATCH])
            forgetting.forget(about={Invitation._meta.label_lower: [one.public_id for one in batch]})
            for one in batch:
                one.public_id = new_public_id()
                one.person = one.organisation = None
                one.name, one.email, one.email_key = "", "", None
            Invitation.objects.bulk_update(batch, _COLUMNS)
    return len(found)
