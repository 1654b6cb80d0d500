"""Who agrees to what, read from the ledger for many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from django.db.models import Case, CharField, Exists, F, Func, Model, OuterRef, QuerySet, Subquery, Value, When, Window
from django.db.models.functions import Coalesce, FirstValue, RowNumber
from django.utils import timezone

from anpacken.people.choices import ConsentDeed, ConsentPurpose
from anpacken.people.models import Consent, Organisation, Person

S = TypeVar("S", Person, Organisation)


def owner_field(model: type[Model]) -> str:
    """The foreign key under which roles and consents of a person or an organisation stand."""
    return "person" if model is Person else "organisation"


def consenting(
    subjects: QuerySet[S], purpose: ConsentPurpose, *, at: datetime, versions: Sequence[str] = ()
) -> QuerySet[S]:
    """Those of `subjects` who may be contacted or shown for `purpose` at `at`: `rules.may_contact` for a list.

    With `versions`, only those whose live consent is to one of these versions of the words.
    """
    deed, words = f"{purpose.value}_deed", f"{purpose.value}_words"
    standing: QuerySet[S] = subjects.filter(merged_into=None, erased_at=None)
    found = standing.alias(**{deed: newest_deed(subjects.model, purpose, at=at)}).filter(**{deed: ConsentDeed.GIVEN})
    if versions:
        found = found.alias(**{words: _newest(subjects.model, purpose, at, "wording_version")})
        found = found.filter(**{f"{words}__in": list(versions)})
    return found


def newest_deed(model: type[Model], purpose: ConsentPurpose, *, at: datetime) -> Subquery:
    """The deed in the newest line of each of `model`'s rows for `purpose`, NULL where there is none."""
    return _newest(model, purpose, at, "deed")


def newest_given_at(model: type[Model], purpose: ConsentPurpose, *, at: datetime) -> Subquery:
    """When the newest line was confirmed: for those of whom `consenting` tells, since when they agree so."""
    return _newest(model, purpose, at, "confirmed_at")


def standing(model: type[Model], purpose: ConsentPurpose, *, at: datetime) -> Func:
    """The same for counting many rows, "" where there is no line.

    SQLite asks the index of the ledger for each row. PostgreSQL is quicker with two sets, who ever gave and who ever
    withdrew: only of the few who did both it asks which line is newer.
    """
    newest = newest_deed(model, purpose, at=at)
    lines = Consent.objects.filter(**{owner_field(model): OuterRef("pk")}, purpose=purpose, confirmed_at__lte=at)
    by_sets = Case(
        When(Exists(lines.filter(deed=ConsentDeed.WITHDRAWN)), then=newest),
        When(Exists(lines.filter(deed=ConsentDeed.GIVEN)), then=Value(ConsentDeed.GIVEN.value)),
        default=Value(""),
        output_field=CharField(),
    )
    return _ByRowOrBySets(Coalesce(newest, Value("")), by_sets, output_field=CharField())


class _ByRowOrBySets(Func):
    """Two expressions with the same value; SQLite asks the first, other databases the second."""

    arity = 2

    def as_sql(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, Any]:  # type: ignore[override]
        return compiler.compile(self.source_expressions[1])

    def as_sqlite(self, compiler: Any, connection: Any, **_context: Any) -> tuple[str, Any]:
        return compiler.compile(self.source_expressions[0])


def _newest(model: type[Model], purpose: ConsentPurpose, at: datetime, column: str) -> Subquery:
    lines = Consent.objects.filter(**{owner_field(model): OuterRef("pk")}, purpose=purpose)
    return Subquery(lines.until(at).values(column)[:1])


def live_count(purpose: ConsentPurpose, *, at: datetime) -> int:
    """How many persons and organisations agree to `purpose` at `at`."""
    by_owner: dict[str, Any] = {
        "partition_by": [F("person"), F("organisation")],
        "order_by": [F("confirmed_at").desc(), F("pk").desc()],
    }
    ledger = Consent.objects.filter(purpose=purpose, confirmed_at__lte=at).order_by()
    # Who was merged is counted as the one who was kept, who has copies of these lines. Who was erased stays counted.
    ledger = ledger.filter(person__merged_into=None, organisation__merged_into=None)
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
