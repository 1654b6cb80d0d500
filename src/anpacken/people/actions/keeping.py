"""Keeping to the periods of this room: what is over goes, in batches of their own transactions."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.people import chapters
from anpacken.people.actions.erasures import erase
from anpacken.people.chapters import Subject
from anpacken.people.models import SignUp
from anpacken.people.queries import keeping

BATCH = 200


def delete_unconfirmed(*, before: datetime, by: Actor, at: datetime) -> int:
    """Deletes sign-ups that were never confirmed."""
    return _delete_sign_ups(keeping.unconfirmed, "not confirmed", before, by, at)


def delete_confirmed(*, before: datetime, by: Actor, at: datetime) -> int:
    """Deletes sign-ups that have become an entry of the register; the ledger keeps what proves the consents."""
    return _delete_sign_ups(keeping.confirmed, "confirmed long ago", before, by, at)


def _delete_sign_ups(due: Any, reason: str, before: datetime, by: Actor, at: datetime) -> int:
    met = 0
    while True:
        with transaction.atomic():
            batch = list(due(before).select_for_update(of=("self",)).order_by("pk")[:BATCH])
            for sign_up in batch:
                record(by=by, action="sign_up.deleted", target=sign_up, at=at, reason=reason)
            SignUp.objects.filter(pk__in=[sign_up.pk for sign_up in batch]).delete()
        if not batch:
            return met
        met += len(batch)


def erase_former_persons(*, before: datetime, by: Actor, at: datetime) -> int:
    """Erases persons who have left long ago and are nothing else to the alliance. See `queries.keeping`."""
    return _erase_all(keeping.former_persons, before, by, at)


def erase_former_organisations(*, before: datetime, by: Actor, at: datetime) -> int:
    """Erases organisations that have left long ago; what was published keeps their names."""
    return _erase_all(keeping.former_organisations, before, by, at)


def _erase_all(due: Any, before: datetime, by: Actor, at: datetime) -> int:
    met, last = 0, 0
    while batch := list(due(before).filter(pk__gt=last).order_by("pk")[:BATCH]):
        for subject in batch:
            if not _has_something(subject, at):
                erase(subject=subject, by=by, at=at)
                met += 1
        last = batch[-1].pk
    return met


def _has_something(subject: Subject, at: datetime) -> bool:
    """Whether somebody has anything in any room at present, such as a seat at an event to come: then they wait."""
    return any(True for chapter in chapters.every() for _line in chapter.shown(subject, at=at))
