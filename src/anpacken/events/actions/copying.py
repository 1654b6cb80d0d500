"""A new event after the pattern of an earlier one: last year's conference for this year."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.core.dates import DatePrecision
from anpacken.core.texts import TranslatedText
from anpacken.events import parts
from anpacken.events.actions import texts
from anpacken.events.actions.events import free_slug
from anpacken.events.choices import EventState
from anpacken.events.models import Event
from anpacken.events.queries.search import search_text_of

# What belongs to the one event and not to the next: who came, what came of it, what it followed on from.
_ITS_OWN = {
    "id",
    "public_id",
    "slug",
    "state",
    "follows",
    "findings",
    "participants",
    "participants_word",
    "registered",
    "registered_word",
    "reach",
    "reach_word",
    "stands",
    "stands_word",
    "taken_seats",
    "waiting_count",
    "turns",
    "revision",
    "changed_at",
    "search_text",
}


def copy(*, original: Event, starts_on: date, by: Actor, at: datetime) -> Event:
    """A draft with the texts, partners, forums and settings of `original`, and with what other rooms carry over.

    It begins on `starts_on`; its other days and the hours of registration keep their distance to the first day. Who
    contributed, who came and what came of it stay with the original.
    """
    values: dict[str, Any] = {
        field.attname: getattr(original, field.attname)
        for field in Event._meta.concrete_fields
        if field.name not in _ITS_OWN
    }
    values |= {"state": EventState.DRAFT, "starts_on": starts_on, "date_precision": DatePrecision.DAY}
    new = Event(**values, changed_at=at, revision=1)
    shift = starts_on - original.starts_on if original.starts_on else None
    _shift(new, original, shift)
    with transaction.atomic():
        new.slug = free_slug(new)
        new.search_text = search_text_of(new)
        new.save(force_insert=True)
        new.themes.set(original.themes.all())
        _copy_rows(original, new, shift)
        texts.copy(original=original, new=new)
        for part in parts.every():
            part.copied(original, new, by=by, at=at)
        record(by=by, action="event.copied", target=new, at=at, of=original.public_id)
    return new


def _shift(new: Event, original: Event, shift: timedelta | None) -> None:
    for name in ("ends_on", "registration_opens_at", "registration_closes_at"):
        moment = getattr(original, name)
        setattr(new, name, moment + shift if moment is not None and shift is not None else None)


def _copy_rows(original: Event, new: Event, shift: timedelta | None) -> None:
    for day in original.days.all():
        if shift is None:
            break
        day.pk, day.event, day.on = None, new, day.on + shift
        day.save(force_insert=True)
    for partner in original.partners.all():
        partner.pk, partner.event = None, new
        partner.save(force_insert=True)
    for forum in original.forums.all():
        forum.pk, forum.event, forum.findings = None, new, TranslatedText()
        forum.save(force_insert=True)
