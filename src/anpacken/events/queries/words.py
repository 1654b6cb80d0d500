"""Events by the word that lists show for them: what `rules.word` says of one, asked of the database for all."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F, Q
from django.utils import timezone

from anpacken.core.dates import DatePrecision
from anpacken.events.choices import EventState, EventWord
from anpacken.events.models.programme import EventQuerySet


def in_word(events: EventQuerySet, word: EventWord, *, at: datetime) -> EventQuerySet:
    """Those of `events` of which `rules.word` says `word` at the moment `at`."""
    return events.filter(_condition(word, at))


def _condition(word: EventWord, at: datetime) -> Q:
    here = timezone.localtime(at)
    today, hour = here.date(), here.time()
    if word in (EventWord.HELD, EventWord.DOCUMENTED):
        documented = ~Q(findings={}) | Q(documented_at__isnull=False)
        return Q(state=EventState.HELD) & (documented if word == EventWord.DOCUMENTED else ~documented)
    if word in (EventWord.DRAFT, EventWord.CANCELLED):
        return Q(state=word.value)
    over = Q(ends_on__lt=today) | Q(ends_on=None, starts_on__lt=today)
    announced = Q(state=EventState.ANNOUNCED)
    if word == EventWord.UNSAID:
        return announced & over
    begun = Q(date_precision=DatePrecision.DAY) & (Q(starts_on__lt=today) | Q(starts_on=today, begins_at__lte=hour))
    takes = announced & ~over & Q(takes_registrations=True) & ~begun & ~Q(registration_opens_at__gt=at)
    closed = takes & Q(registration_closes_at__lte=at)
    # An empty column compares to nothing, so what is not set has to be named.
    going = takes & (Q(registration_closes_at=None) | Q(registration_closes_at__gt=at))
    free = Q(waiting_count=0) & (Q(capacity=None) | Q(taken_seats__lt=F("capacity")))
    if word == EventWord.CLOSED:
        return closed
    if word == EventWord.OPEN:
        return going & free
    if word == EventWord.FULL:
        return going & ~free
    return announced & ~over & ~closed & ~going
