"""Who agrees to what, read from the ledger for many at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from django.db.models import F, Model, OuterRef, QuerySet, Subquery, Window
from django.db.models.functions import FirstValue, RowNumber
from django.utils import timezone

from anpacken.people.choices import ConsentDeed, ConsentPurpose
from anpacken.people.models import Consent, Organisation, Person

S = TypeVar("S", Person, Organisation)


def owner_field(model: type[Model]) -> str:
    """The foreign key under which roles and consents of a person or an organisation stand."""
    return "person" if model is Person else "organisation"


def consenting(subjects: QuerySet[S], purpose: ConsentPurpose, *, at: datetime) -> QuerySet[S]:
    """Those of `subjects` who may be contacted or shown for `purpose` at `at`: `rules.may_contact` for a list."""
    owner = owner_field(subjects.model)
    newest = Consent.objects.filter(**{owner: OuterRef("pk")}, purpose=purpose).until(at).values("deed")[:1]
    return subjects.alias(newest_deed=Subquery(newest)).filter(newest_deed=ConsentDeed.GIVEN)


def live_count(purpose: ConsentPurpose, *, at: datetime) -> int:
    """How many persons and organisations agree to `purpose` at `at`."""
    by_owner: dict[str, Any] = {
        "partition_by": [F("person"), F("organisation")],
        "order_by": [F("confirmed_at").desc(), F("pk").desc()],
    }
    ledger = Consent.objects.filter(purpose=purpose, confirmed_at__lte=at).order_by()
    # Both are windows: a plain filter on `deed` would leave out the withdrawals before the newest line is found.
    lines = ledger.annotate(line=Window(RowNumber(), **by_owner), newest=Window(FirstValue("deed"), **by_owner))
    return int(lines.filter(line=1, newest=ConsentDeed.GIVEN).count())


def newsletter_subscriptions_since(day: date, until: date) -> int:
    """By how many the newsletter's subscriptions grew between the ends of the two days; below nought if they fell.

    Whoever agreed twice, or came and went in between, counts as what they are in the end.
    """
    return live_count(ConsentPurpose.NEWSLETTER, at=_end_of(until)) - live_count(
        ConsentPurpose.NEWSLETTER, at=_end_of(day)
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands with one purpose; `newest` is None when they were never asked."""

    purpose: ConsentPurpose
    newest: Consent | None

    @property
    def is_live(self) -> bool:
        return self.newest is not None and self.newest.deed == ConsentDeed.GIVEN


def standings(subject: Person | Organisation, *, at: datetime) -> list[Standing]:
    """How `subject` stands with each purpose at `at`, in one query."""
    newest: dict[str, Consent] = {}
    for consent in Consent.objects.of(subject).until(at):
        newest.setdefault(consent.purpose, consent)
    return [Standing(purpose, newest.get(purpose)) for purpose in ConsentPurpose]


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)) - timedelta(microseconds=1)
