"""Where those who have a seat come from, what they speak and care for. Nothing here names anybody.

A registration belongs to the person it names, or to the one with its address. Somebody's region is that of the person,
else that of the organisation they gave. Once names are gone from old registrations, their region is "not known any
more": they are counted all the same.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import BooleanField, Case, F, OuterRef, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from anpacken.alliance.models import Theme
from anpacken.events.choices import HOLDS_SEATS
from anpacken.events.models import Event, Registration
from anpacken.events.models.registrations import seats
from anpacken.people import spoken
from anpacken.people.choices import OrganisationKind
from anpacken.people.fields import name_key
from anpacken.people.models import Organisation, Person

# So many names are looked up one by one; of more than that all organisations are read.
_MOST_NAMES = 2000


@dataclass(frozen=True, slots=True)
class Origins:
    """Heads by the event's key, then by region, kind of organisation and language of our mails; words for what is not
    known are among them."""

    regions: dict[int, Counter[str]]
    kinds: dict[int, Counter[str]]
    languages: dict[int, Counter[str]]


@dataclass(frozen=True, slots=True)
class Themes:
    """How many people care for each theme, of those of whom we know any."""

    people: int
    by_theme: Counter[str]


def having_seats(events: Sequence[Event]) -> QuerySet[Registration]:
    return Registration.objects.filter(event__in=events, state__in=HOLDS_SEATS).order_by()


def origins(events: Sequence[Event]) -> Origins:
    """Regions, kinds of organisations and languages, in two queries."""
    region = Coalesce("person__district__region__name", _by_address("district__region__name"))
    gone = Case(When(name="", then=True), default=False, output_field=BooleanField())
    rows = list(
        having_seats(events)
        .annotate(region=region, gone=gone)
        .values_list("event", "region", "gone", "organisation_name", "language")
        .annotate(heads=Sum(seats()))
    )
    known = _organisations({name_key(name) for _event, _region, _gone, name, *_rest in rows if name})
    regions: dict[int, Counter[str]] = defaultdict(Counter)
    kinds: dict[int, Counter[str]] = defaultdict(Counter)
    languages: dict[int, Counter[str]] = defaultdict(Counter)
    for event, its_region, is_gone, name, language, heads in rows:
        kind, home = known.get(name_key(name), ("", None)) if name else ("", None)
        lost = _("not known any more") if is_gone else ""
        regions[event][its_region or home or lost or _("not known")] += heads
        in_words = str(OrganisationKind(kind).label) if kind else _("not in our register") if name else ""
        kinds[event][in_words or lost or _("for no organisation")] += heads
        languages[event][spoken.name(language)] += heads
    return Origins(regions, kinds, languages)


def themes(events: Sequence[Event]) -> dict[int, Themes]:
    """What those who have a seat care for, as far as they told the alliance, by the event's key; in three queries."""
    whose = having_seats(events).annotate(whose=Coalesce("person", _by_address("pk"))).exclude(whose=None)
    came_to: dict[int, set[int]] = defaultdict(set)
    for event, person in whose.values_list("event", "whose"):
        came_to[person].add(event)
    people: dict[int, set[int]] = defaultdict(set)
    many: dict[int, Counter[int]] = defaultdict(Counter)
    for person, theme in Person.themes.through.objects.filter(person__in=whose.values("whose")).values_list(
        "person_id", "theme_id"
    ):
        for event in came_to[person]:
            people[event].add(person)
            many[event][theme] += 1
    names = {theme.pk: str(theme.name) for theme in Theme.objects.all()}
    return {
        event.pk: Themes(len(people[event.pk]), Counter({names[pk]: n for pk, n in many[event.pk].items()}))
        for event in events
    }


def _by_address(path: str) -> Subquery:
    """What `path` leads to from the person with the registration's address, or from whom they turned out to be."""
    persons = Person.everyone.filter(email_key=OuterRef("email_key"), erased_at=None)
    kept = F("merged_into") if path == "pk" else F(f"merged_into__{path}")
    return Subquery(persons.annotate(found=Coalesce(kept, F(path))).values("found")[:1])


def _organisations(names: Iterable[str]) -> dict[str, tuple[str, str | None]]:
    """Kind and region of organisations by the folds of their names."""
    wanted = set(names)
    if not wanted:
        return {}
    found = Organisation.everyone.filter(erased_at=None).order_by("-pk")
    if len(wanted) <= _MOST_NAMES:
        found = found.filter(name_key__in=wanted)
    rows = found.values_list("name_key", "kind", "district__region__name")
    return {key: (kind, region) for key, kind, region in rows if key in wanted}
