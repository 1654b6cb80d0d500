"""Who supports the alliance: numbers for reports, and the list that the public sees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.fields import CharField
from django.utils import timezone

from anpacken.core.folding import fold
from anpacken.media.models import Picture
from anpacken.media.queries import for_list
from anpacken.people.choices import ConsentPurpose, OrganisationKind
from anpacken.people.models import Organisation, Person, Role
from anpacken.people.queries.consents import consenting
from anpacken.people.queries.releases import released
from anpacken.people.wordings import NAMING_THEMES
from anpacken.places.models import District

FEW = 3
"""Fewer supporters than this in a district are shown as "few": one or two could be told apart by who lives there."""


def supporter_counts(at: date) -> tuple[int, int]:
    """How many persons and how many institutions support the alliance on that day."""
    counted = (
        Role.objects.supporters()
        .held_on(at)
        .aggregate(persons=Count("person", distinct=True), institutions=Count("organisation", distinct=True))
    )
    return counted["persons"], counted["institutions"]


def supporters_by_district(at: date) -> dict[str, int]:
    """Supporters, persons and institutions together, by district key (AGS) on that day.

    Those whose district is not known are left out.
    """
    held = Role.objects.supporters().held_on(at)
    total: Counter[str] = Counter()
    for owner in ("person", "organisation"):
        rows = (
            held.filter(**{f"{owner}__district__isnull": False})
            .values_list(f"{owner}__district__ags")
            .annotate(many=Count(owner, distinct=True))
            .order_by()
        )
        total.update(dict(rows))
    return dict(total)


def few_hidden(counts: Mapping[str, int]) -> dict[str, int]:
    """`counts` as the public may see them: 1 and 2 become 1, to be read as "few"."""
    return {ags: 1 if 0 < count < FEW else count for ags, count in counts.items()}


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the public list; nothing but what the wording of the consent names."""

    name: str
    kind: str
    """The label of the institution's kind; empty for a person."""
    district: str
    website: str
    statement: str = ""
    picture: Picture | None = None

    @property
    def is_person(self) -> bool:
        return not self.kind


def public_list(
    *, at: datetime, q: str = "", region: str = "", theme: str = "", kind: str = ""
) -> QuerySet[Any, dict[str, Any]]:
    """Supporters who agreed to be listed, by name.

    `region` is a code, `theme` a theme's short name, `kind` "person" or "institution". By theme are found those only
    whose consent names their themes. Rows are turned into `Listed` by `shown`.
    """
    rows = []
    if kind != "institution":
        persons = _narrowed(Person.objects.all(), "person", at=at, q=q, region=region, theme=theme)
        rows.append(
            _columns(
                persons.annotate(
                    shown=F("first_name"),
                    rest=F("last_name"),
                    of_kind=Value("", CharField()),
                    link=Value("", CharField()),
                )
            )
        )
    if kind != "person":
        organisations = _narrowed(Organisation.objects.all(), "organisation", at=at, q=q, region=region, theme=theme)
        rows.append(
            _columns(
                organisations.annotate(
                    shown=F("name"), rest=Value("", CharField()), of_kind=F("kind"), link=F("website")
                )
            )
        )
    first, *others = rows
    return (
        first.union(*others, all=True).order_by("name_key", "public_id")
        if others
        else first.order_by("name_key", "public_id")
    )


def shown(rows: Iterable[Mapping[str, Any]], *, at: datetime) -> list[Listed]:
    """One page of `public_list` with the statements and pictures that are released, in a fixed number of queries."""
    rows = list(rows)
    statements: dict[str, str] = {}
    pictures: dict[str, Picture | None] = {}
    for model, field, size in ((Person, "portrait", "portrait"), (Organisation, "logo", "logo")):
        ids = [row["public_id"] for row in rows if bool(row["of_kind"]) == (model is Organisation)]
        subjects: QuerySet[Any] = model.objects.filter(public_id__in=ids)
        said = released(subjects, ConsentPurpose.STATEMENT, at=at)
        statements |= dict(said.values_list("public_id", "statement"))
        seen = released(subjects, ConsentPurpose.PHOTO, at=at)
        pictured = seen.prefetch_related(Prefetch(field, queryset=for_list(size))).only("public_id", field)
        pictures |= {subject.public_id: getattr(subject, field) for subject in pictured}
    return [
        listed(row, statement=statements.get(row["public_id"], ""), picture=pictures.get(row["public_id"]))
        for row in rows
    ]


def listed(row: Mapping[str, Any], *, statement: str = "", picture: Picture | None = None) -> Listed:
    """One row of `public_list` as it is shown."""
    kind = str(OrganisationKind(row["of_kind"]).label) if row["of_kind"] else ""
    home = District(name=row["home"], kind=row["home_kind"]).full_name if row["home"] else ""
    return Listed(f"{row['shown']} {row['rest']}".strip(), kind, home, row["link"], statement, picture)


def _narrowed(subjects: QuerySet[Any], owner: str, *, at: datetime, q: str, region: str, theme: str) -> QuerySet[Any]:
    today = timezone.localtime(at).date()
    held = Role.objects.supporters().held_on(today).filter(**{owner: OuterRef("pk")})
    versions = NAMING_THEMES if theme else ()
    found = consenting(subjects, ConsentPurpose.LISTING, at=at, versions=versions).filter(Exists(held))
    if theme:
        through: Any = subjects.model.themes.through
        found = found.filter(Exists(through.objects.filter(**{owner: OuterRef("pk")}, theme__slug=theme)))
    for word in fold(q).split():
        found = found.filter(Q(name_key__contains=word))
    return found.filter(district__region__code=region) if region else found


def _columns(subjects: QuerySet[Any]) -> QuerySet[Any, dict[str, Any]]:
    return (
        subjects.annotate(home=F("district__name"), home_kind=F("district__kind"))
        .order_by()
        .values("name_key", "public_id", "shown", "rest", "of_kind", "link", "home", "home_kind")
    )
