"""The statistics of one event, put together for the page and for the file: the same numbers in both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from anpacken.door.queries.counts import Counts
from anpacken.events.choices import RegistrationState
from anpacken.events.models import Event
from anpacken.forums.queries import places
from anpacken.programme.models import Item
from anpacken.questions import queries as answers
from anpacken.statistics.queries import days, figures, people
from anpacken.statistics.queries.figures import EventFigures
from anpacken.statistics.queries.periods import Together
from anpacken.ui import charts
from anpacken.ui.charts import Bar, Bars, Lines, Series

# Regions and kinds of organisations are few; of languages the rest is said together.
_MOST_BARS = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One number of each event, side by side."""

    label: str
    numbers: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars with what they are about."""

    key: str
    title: str
    heading: str
    bars: Bars
    note: str = ""


@dataclass(frozen=True, slots=True)
class ForumLine:
    """One slot, in heads."""

    item: Item
    first: int
    second: int
    taken: int
    waiting: int
    came: int | None


@dataclass(frozen=True, slots=True)
class Report:
    names: tuple[str, ...]
    lines: tuple[Line, ...]
    over_time: Lines
    is_countdown: bool
    charts: tuple[Chart, ...]
    forums: tuple[ForumLine, ...]
    answers: tuple[Chart, ...]


def of(event: Event, compared: Sequence[Event], *, at: datetime, with_sensitive: bool = False) -> Report:
    """The report; the number of queries does not grow with who comes."""
    every = [event, *compared]
    each = figures.of(every, at=at)
    names = tuple(_name(one) for one in every)
    over_time, is_countdown = _over_time(every, names, at)
    return Report(
        names=names,
        lines=tuple(_lines(each)),
        over_time=over_time,
        is_countdown=is_countdown,
        charts=tuple(_people(every, tuple(_day(one) for one in every))),
        forums=tuple(_forums(event, each[0].door)),
        answers=tuple(_answers(event, with_sensitive=with_sensitive)),
    )


def _name(event: Event) -> str:
    return f"{event.title} ({_day(event)})" if event.starts_on else str(event.title)


def _day(event: Event) -> str:
    """Short enough for the head of a column: the numbers on top say which event that is."""
    return date_format(event.starts_on, "SHORT_DATE_FORMAT") if event.starts_on else str(event.title)


def _lines(each: Sequence[EventFigures]) -> list[Line]:
    def line(label: object, numbers: Sequence[object], note: str = "") -> Line:
        return Line(str(label), tuple(_number(one) for one in numbers), note)

    found = [
        line(_("People registered"), [one.registered for one in each], _("with companions and children")),
        line(_("Registrations with a seat"), [one.holding.registrations for one in each]),
        line(pgettext("number of people", "Companions"), [one.holding.companions for one in each]),
        line(_("Children"), [one.holding.children for one in each]),
        line(_("Seats"), [one.event.capacity for one in each], _("– where there is no limit")),
    ]
    said = {RegistrationState.CONFIRMED, RegistrationState.CANCELLED}
    found.extend(
        line(state.label, [one.state(state).registrations for one in each])
        for state in RegistrationState
        if state not in said and any(one.state(state).registrations for one in each)
    )
    return [
        *found,
        line(_("Cancelled early"), [one.cancelled_early for one in each], _("more than a week before")),
        line(_("Cancelled late"), [one.cancelled.late for one in each], _("in the last week")),
        line(_("Counted at the door"), [one.at_the_door for one in each]),
        line(_("without a ticket"), [one.walk_ins for one in each]),
        line(_("Came"), [one.came for one in each], _("the number of the alliance’s figures, if it is set")),
        line(_("Registered and not there"), [one.no_show for one in each]),
        line(_("Share of those not there"), [rate(one) for one in each]),
    ]


def together(*times: Together) -> list[Line]:
    """What the events of some time, and of the time before, add up to."""

    def line(label: str, name: str, note: str = "") -> Line:
        return Line(label, tuple(_number(getattr(one, name)) for one in times), note)

    return [
        line(_("Events"), "events", _("without drafts")),
        line(_("Held"), "held"),
        line(_("Called off"), "cancelled"),
        line(_("People registered"), "registered", _("without events that were called off")),
        line(_("Participants"), "participants", _("of events held")),
        line(_("Registered and not there"), "no_show", _("of events of which it is known")),
        line(_("Conferences"), "conferences", _("central, regional, follow-ups, expert meetings")),
        line(_("People connected at conferences"), "people_connected"),
        line(_("Workshop forums"), "workshop_forums", _("one held in two rounds counts as two")),
        line(_("Stands on markets of opportunities"), "stands"),
        line(_("Reach of other people’s fairs"), "reach", _("their whole audience; never among the participants")),
    ]


def rows(each: Sequence[EventFigures]) -> list[dict[str, Any]]:
    """The events of some time as the page lists them."""
    return [
        {"figures": one, "rate": rate(one), "waiting": one.state(RegistrationState.WAITING).registrations}
        for one in each
    ]


def rate(one: EventFigures) -> str | None:
    """Who did not come, of those registered."""
    return None if one.no_show is None else charts.share(one.no_show.value, one.no_show_base)


def _number(value: object) -> str:
    if value is None or value == "":
        return "–"
    return number_format(value, force_grouping=True) if isinstance(value, int) else str(value)


def _over_time(every: Sequence[Event], names: Sequence[str], at: datetime) -> tuple[Lines, bool]:
    points = days.by_day(every)
    today = timezone.localtime(at).date()
    if every[0].starts_on is None:
        return charts.lines([Series(names[0], points.get(every[0].pk, []))]), False
    series = [
        Series(name, days.countdown(event, points.get(event.pk, []), until=min(today, event.starts_on or today)))
        for event, name in zip(every, names, strict=True)
    ]
    return charts.lines(series, zero=_("Day of the event")), True


def _people(every: Sequence[Event], names: Sequence[str]) -> list[Chart]:
    origins = people.origins(every)
    cared_for = people.themes(every)
    by_theme = {event: one.by_theme for event, one in cared_for.items()}
    note = _("Of %(people)s people who told the alliance what they care for. Several are possible.") % {
        "people": number_format(cared_for[every[0].pk].people, force_grouping=True)
    }
    regions = _("Where the person lives, else where the organisation is.")
    return [
        Chart("region", _("By region"), _("Region"), _bars(every, names, origins.regions), regions),
        Chart("kind", _("By kind of organisation"), _("Organisation"), _bars(every, names, origins.kinds)),
        Chart("language", _("By language of the mails"), _("Language"), _bars(every, names, origins.languages)),
        Chart(
            "theme",
            _("What they care for"),
            _("Theme"),
            _bars(every, names, by_theme, wholes=[cared_for[event.pk].people for event in every]),
            note,
        ),
    ]


def _bars(
    every: Sequence[Event],
    names: Sequence[str],
    found: Mapping[int, Counter[str]],
    wholes: Sequence[int] | None = None,
) -> Bars:
    """The largest first; of the compared events only the first is drawn."""
    own = found.get(every[0].pk, Counter())
    if len(every) == 1:
        listed = own.most_common(_MOST_BARS)
        return charts.bars(
            (Bar(label, many) for label, many in listed), whole=wholes[0] if wholes else sum(own.values())
        )
    other = found.get(every[1].pk, Counter())
    labels = sorted({*own, *other}, key=lambda label: (-own[label], -other[label], label))[:_MOST_BARS]
    return charts.bars(
        (Bar(label, own[label], other[label]) for label in labels),
        name=names[0],
        compared_name=names[1],
        whole=wholes[0] if wholes else sum(own.values()),
        compared_whole=wholes[1] if wholes else sum(other.values()),
    )


def _forums(event: Event, door: Counts | None) -> list[ForumLine]:
    slots = places.standings(event)
    was_counted = door is not None and any(door.at(slot.item) for slot in slots)
    return [
        ForumLine(
            slot.item,
            slot.first,
            slot.second,
            slot.item.taken,
            slot.waiting,
            door.at(slot.item) if door is not None and was_counted else None,
        )
        for slot in slots
    ]


def _answers(event: Event, *, with_sensitive: bool) -> list[Chart]:
    found = []
    for number, one in enumerate(answers.counts(event, with_sensitive=with_sensitive)):
        note = _("%(answered)s registrations answered.") % {"answered": number_format(one.answered)}
        if one.total is not None:
            note += " " + _("Together: %(total)s.") % {"total": number_format(one.total, force_grouping=True)}
        drawn = charts.bars((Bar(label, many) for label, many in one.bars), whole=one.answered)
        found.append(Chart(f"answer-{number}", str(one.question), _("Answer"), drawn, note))
    return found
