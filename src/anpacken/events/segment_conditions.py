"""What segments may ask about events: who registered for what, who came, how often, and who never did.

A registration belongs to whoever it names, to the person with its address, and to the one into whom that person was
merged. Organisations do not register; these conditions are about persons only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact, GreaterThanOrEqual, LessThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from anpacken.alliance.models import Theme
from anpacken.events.choices import EventFormat, EventState, RegistrationState
from anpacken.events.models import Event, Registration, Series
from anpacken.events.models.registrations import RegistrationQuerySet
from anpacken.events.queries.search import with_words
from anpacken.people.models import Person
from anpacken.places.models import Region
from anpacken.segments.choices import OPERATORS, Operator, ValueKind
from anpacken.segments.conditions import EVENTS, Ask, Both, Choice, Condition, Either, Found, Related
from anpacken.segments.own import days

SEAT, WAITING, CANCELLED, ANY, CAME = "seat", "waiting", "cancelled", "any", "came"
KINDS = {
    CAME: _("was registered and the event was held"),
    SEAT: _("has a seat, or had one"),
    WAITING: _("waits for a seat"),
    CANCELLED: _("cancelled"),
    ANY: _("registered in any way"),
}
EVER, TWELVE_MONTHS, THIS_YEAR, LAST_YEAR = "ever", "twelve_months", "this_year", "last_year"
PERIODS = {
    EVER: _("at any time"),
    TWELVE_MONTHS: _("in the last twelve months"),
    THIS_YEAR: _("this year"),
    LAST_YEAR: _("last year"),
}
DAYS = tuple(operator for operator in OPERATORS[ValueKind.DATE] if operator not in {Operator.FILLED, Operator.EMPTY})
MANY = (Operator.ANY_OF, Operator.ALL_OF, Operator.NONE_OF)
NUMBERS = (Operator.AT_LEAST, Operator.AT_MOST, Operator.EQUALS, Operator.BETWEEN)


def _registrations(of: str) -> RegistrationQuerySet:
    states = {
        SEAT: Q(state=RegistrationState.CONFIRMED),
        CAME: Q(state=RegistrationState.CONFIRMED, event__state=EventState.HELD),
        WAITING: Q(state__in=[RegistrationState.WAITING, RegistrationState.OFFERED]),
        CANCELLED: Q(state__in=[RegistrationState.CANCELLED, RegistrationState.LAPSED, RegistrationState.DECLINED]),
        ANY: Q(),
    }
    return Registration.objects.filter(states[of])


def _whose(rows: RegistrationQuerySet) -> Found:
    """The persons to whom these registrations belong."""
    shadows = Person.everyone.filter(merged_into__isnull=False, email_key__in=rows.order_by().values("email_key"))
    return Either((Related(rows, "email_key", "email_key"), Related(rows, "person"), Related(shadows, "merged_into")))


def _asking(narrowed: Callable[[RegistrationQuerySet, Ask], RegistrationQuerySet]) -> Callable[[Ask], Found]:
    return lambda ask: _whose(narrowed(_registrations(ask.of), ask))


def _period(of: str, today: date) -> Q:
    periods = {
        EVER: Q(),
        TWELVE_MONTHS: Q(event__starts_on__gt=today - timedelta(days=365), event__starts_on__lte=today),
        THIS_YEAR: Q(event__starts_on__year=today.year),
        LAST_YEAR: Q(event__starts_on__year=today.year - 1),
    }
    return periods[of]


def _count(ask: Ask) -> Found:
    """How many events somebody came to; whoever never came is nought of them."""
    rows = _registrations(CAME).filter(_period(ask.of, timezone.localtime(ask.at).date()))
    mine = rows.filter(
        Q(person=OuterRef("pk"))
        | Q(email_key=OuterRef("email_key"))
        | Q(email_key__in=Person.everyone.filter(merged_into=OuterRef(OuterRef("pk"))).values("email_key"))
    )
    # Grouped by a constant: all rows of one person are counted together.
    many = mine.order_by().annotate(all=Value(1)).values("all").annotate(n=Count("event", distinct=True)).values("n")
    number = Coalesce(Subquery(many, output_field=IntegerField()), Value(0))
    if ask.operator == Operator.BETWEEN:
        fits = Q(GreaterThanOrEqual(number, ask.value[0])) & Q(LessThanOrEqual(number, ask.value[1]))
    else:
        comparisons = {Operator.AT_LEAST: GreaterThanOrEqual, Operator.AT_MOST: LessThanOrEqual, Operator.EQUALS: Exact}
        fits = Q(comparisons[ask.operator](number, ask.value))
    least = (
        None if ask.operator == Operator.AT_MOST else ask.value[0] if ask.operator == Operator.BETWEEN else ask.value
    )
    # Few came at all, and the database finds them first.
    return fits if least is None or least <= 0 else Both((_whose(rows), fits))


def _choices(of: Mapping[str, object]) -> Callable[[], list[Choice]]:
    return lambda: [Choice(value, str(label)) for value, label in of.items()]


def find_events(words: str) -> list[Choice]:
    """Events in whose texts every word stands, the newest first, at most 20."""
    words = words.replace("\x00", "").strip()
    if not words:
        return []
    found = with_words(Event.objects.order_by("-starts_on", "-pk"), words)
    return [Choice(event.public_id, _name(event)) for event in found[:20]]


def _name(event: Event) -> str:
    return f"{event.title} ({event.starts_on:%d.%m.%Y})" if event.starts_on else str(event.title)


def _names(values: Iterable[str]) -> Mapping[str, str]:
    return {event.public_id: _name(event) for event in Event.objects.filter(public_id__in=list(values))}


def _about(key: str, label: object, lookup: str, choices: Callable[[], list[Choice]]) -> Condition:
    """A condition on what the event of a registration is."""
    return Condition(
        key=key,
        label=label,  # type: ignore[arg-type]
        group=EVENTS,
        kind=ValueKind.MANY,
        operators=MANY,
        choices=choices,
        ofs=_choices(KINDS),
        of_label=_("Registration"),
        found=_asking(lambda rows, ask: rows.filter(**{f"{lookup}__in": ask.value})),
        organisations=False,
    )


CONDITIONS = (
    Condition(
        key="event",
        label=_("One event"),
        group=EVENTS,
        kind=ValueKind.RECORD,
        find=find_events,
        names=_names,
        ofs=_choices(KINDS),
        of_label=_("Registration"),
        found=_asking(lambda rows, ask: rows.filter(event__public_id=ask.value)),
        organisations=False,
    ),
    Condition(
        key="event_ever",
        label=_("Any event at all"),
        group=EVENTS,
        kind=ValueKind.FLAG,
        ofs=_choices(KINDS),
        of_label=_("Registration"),
        found=_asking(lambda rows, ask: rows),
        organisations=False,
    ),
    _about(
        "event_series",
        _("Events of the series"),
        "event__series__public_id",
        lambda: [Choice(series.public_id, str(series.name)) for series in Series.objects.all()],
    ),
    _about(
        "event_format",
        _("Events of the format"),
        "event__format",
        lambda: [Choice(kind.value, str(kind.label)) for kind in EventFormat],
    ),
    _about(
        "event_theme",
        _("Events on the theme"),
        "event__themes__slug",
        lambda: [Choice(theme.slug, str(theme.name)) for theme in Theme.objects.all()],
    ),
    _about(
        "event_region",
        _("Events of the regional office"),
        "event__region__code",
        lambda: [Choice(region.code, region.name) for region in Region.objects.all()],
    ),
    Condition(
        key="event_count",
        label=_("How many events somebody came to"),
        group=EVENTS,
        kind=ValueKind.NUMBER,
        operators=NUMBERS,
        ofs=_choices(PERIODS),
        of_label=_("When"),
        found=_count,
        organisations=False,
    ),
    Condition(
        key="event_day",
        label=_("Day of an event"),
        group=EVENTS,
        kind=ValueKind.DATE,
        operators=DAYS,
        ofs=_choices(KINDS),
        of_label=_("Registration"),
        found=_asking(lambda rows, ask: rows.filter(days.on_day("event__starts_on", ask))),
        organisations=False,
    ),
)
