"""Statements and pictures of supporters: what the office has released, and what waits for it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.fields import CharField
from django.db.models.functions import Coalesce

from anpacken.core.folding import fold
from anpacken.media.models import Picture
from anpacken.people.choices import ConsentPurpose, ReleaseState
from anpacken.people.models import Organisation, Person, Release
from anpacken.people.queries.consents import consenting, newest_given_at, owner_field
from anpacken.people.queries.narrowing import with_consent

S = TypeVar("S", Person, Organisation)
SHOWN = (ConsentPurpose.STATEMENT, ConsentPurpose.PHOTO)
"""What the office looks at before it stands in public."""
MODELS: dict[str, type[Person] | type[Organisation]] = {"person": Person, "organisation": Organisation}


@dataclass(frozen=True, slots=True)
class Offered:
    """A statement or a picture that its owner agreed to show, and how it stands with the office."""

    subject: Person | Organisation
    purpose: ConsentPurpose
    state: ReleaseState
    agreed_at: datetime | None = None

    @property
    def kind(self) -> str:
        return owner_field(type(self.subject))

    @property
    def statement(self) -> str:
        return self.subject.statement if self.purpose == ConsentPurpose.STATEMENT else ""

    @property
    def picture(self) -> Picture | None:
        found = getattr(self.subject, column(type(self.subject), ConsentPurpose.PHOTO))
        return found if self.purpose == ConsentPurpose.PHOTO else None

    @property
    def seen(self) -> str:
        """Stands for this very statement or picture: a decision says with it what was looked at."""
        return seen(self.subject, self.purpose)


def column(model: type[Person] | type[Organisation], purpose: ConsentPurpose) -> str:
    """Where what is shown for `purpose` stands."""
    if purpose == ConsentPurpose.STATEMENT:
        return "statement"
    return "portrait" if model is Person else "logo"


def seen(subject: Person | Organisation, purpose: ConsentPurpose) -> str:
    """A short sum of what would be shown; empty when there is nothing."""
    value = getattr(subject, column(type(subject), purpose))
    if not value:
        return ""
    said = value if isinstance(value, str) else value.public_id
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def released(subjects: QuerySet[S], purpose: ConsentPurpose, *, at: datetime) -> QuerySet[S]:
    """Those of `subjects` whose statement or picture may stand in public: agreed to by them, released by the office."""
    model = subjects.model
    let = _decisions(model, purpose).filter(state=ReleaseState.RELEASED)
    return consenting(subjects, purpose, at=at).filter(_something(model, purpose), Exists(let))


def state_of(subject: Person | Organisation, purpose: ConsentPurpose) -> ReleaseState:
    """What the office decided about what stands there now."""
    decided = Release.objects.filter(**{owner_field(type(subject)): subject}, purpose=purpose)
    if purpose == ConsentPurpose.STATEMENT:
        decided = decided.filter(statement=subject.statement)
    else:
        decided = decided.filter(picture=getattr(subject, column(type(subject), purpose)))
    found = decided.values_list("state", flat=True).first()
    return ReleaseState(found) if found else ReleaseState.WAITING


def offered_by(subject: Person | Organisation, live: Iterable[ConsentPurpose]) -> list[Offered]:
    """What somebody offers to show, of the purposes to which they agree (`live`)."""
    agreed = set(live)
    return [
        Offered(subject, purpose, state_of(subject, purpose))
        for purpose in SHOWN
        if purpose in agreed and seen(subject, purpose)
    ]


def offers(
    *, at: datetime, state: str = ReleaseState.WAITING, q: str = "", kind: str = "", purpose: str = ""
) -> QuerySet[Any, dict[str, Any]]:
    """Everything that somebody agreed to show and that stands so with the office, what was agreed to first at the top.

    Rows are turned into `Offered` by `loaded`.
    """
    first, *others = [
        _rows(MODELS[owner], shown, at=at, state=state, q=q)
        for owner in MODELS
        for shown in SHOWN
        if kind in ("", owner) and purpose in ("", shown.value)
    ]
    return first.union(*others, all=True).order_by("agreed_at", "owner", "number", "shown_for")


def loaded(rows: Iterable[Mapping[str, Any]]) -> list[Offered]:
    """One page of `offers`, in a fixed number of queries."""
    rows = list(rows)
    subjects: dict[tuple[str, int], Any] = {}
    for owner, model in MODELS.items():
        pks = [row["number"] for row in rows if row["owner"] == owner]
        field = column(model, ConsentPurpose.PHOTO)
        found: Any = model.objects.filter(pk__in=pks).select_related(field, "district__region")
        subjects |= {(owner, one.pk): one for one in found}
    return [
        Offered(
            subjects[row["owner"], row["number"]],
            ConsentPurpose(row["shown_for"]),
            ReleaseState(row["standing"]),
            row["agreed_at"],
        )
        for row in rows
        if (row["owner"], row["number"]) in subjects
    ]


def _rows(
    model: type[Person] | type[Organisation], purpose: ConsentPurpose, *, at: datetime, state: str, q: str
) -> QuerySet[Any, dict[str, Any]]:
    everyone: Any = model.objects.filter(_something(model, purpose))
    for word in fold(q).split():
        everyone = everyone.filter(name_key__contains=word)
    decided = Subquery(_decisions(model, purpose).values("state")[:1])
    found = with_consent(everyone, purpose, at=at).annotate(
        owner=Value(owner_field(model), CharField()),
        number=F("pk"),
        shown_for=Value(purpose.value, CharField()),
        standing=Coalesce(decided, Value(ReleaseState.WAITING.value), output_field=CharField()),
        agreed_at=newest_given_at(model, purpose, at=at),
    )
    columns = ("owner", "number", "shown_for", "standing", "agreed_at")
    return found.filter(standing=state).order_by().values(*columns)


def _decisions(model: type[Person] | type[Organisation], purpose: ConsentPurpose) -> QuerySet[Release]:
    """What the office decided about the very statement or picture of the row outside."""
    about = "statement" if purpose == ConsentPurpose.STATEMENT else "picture"
    same = {owner_field(model): OuterRef("pk"), about: OuterRef(column(model, purpose))}
    return Release.objects.filter(purpose=purpose, **same)


def _something(model: type[Person] | type[Organisation], purpose: ConsentPurpose) -> Q:
    if purpose == ConsentPurpose.STATEMENT:
        return ~Q(statement="")
    return Q(**{f"{column(model, purpose)}__isnull": False})
