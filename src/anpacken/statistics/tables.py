"""The numbers of the pages as rows of a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from anpacken.core.counts import Count
from anpacken.events.choices import RegistrationState
from anpacken.statistics.queries.figures import EventFigures
from anpacken.statistics.report import Chart, Report, rate


def of_event(report: Report) -> Iterator[Sequence[object]]:
    """Everything on the page of one event, with the part of the page in the first column."""
    yield [_("Part"), "", *report.names]
    for line in report.lines:
        yield [_("Overview"), line.label, *line.numbers]
    for day, numbers in report.over_time.rows:
        yield [_("Days before the event") if report.is_countdown else _("Day"), day, *numbers]
    for chart in report.charts:
        yield from _bars(chart)
    for slot in report.forums:
        name = _("Round %(round)s: %(forum)s") % {"round": slot.item.round, "forum": slot.item.forum}
        yield [_("First wishes"), name, slot.first]
        yield [_("Second wishes"), name, slot.second]
        yield [_("Places taken"), name, slot.taken]
        yield [_("Waiting"), name, slot.waiting]
        yield [_("Came"), name, slot.came]
    for chart in report.answers:
        yield from _bars(chart)


def _bars(chart: Chart) -> Iterator[Sequence[object]]:
    for line in chart.bars.lines:
        yield [chart.title, str(line.label), *(length.number for length in line.lengths)]


def of_period(each: Sequence[EventFigures]) -> Iterator[Sequence[object]]:
    """A row for each event. A count that is no exact one has its word in the column after it."""
    yield [
        _("Event"), _("First day"), _("Format"), _("Regional office"), _("State"), _("Seats"),
        _("Registered"), _("counted"), pgettext("number of people", "Companions"), _("Children"), _("Waiting"),
        _("Cancelled"), _("Came"), _("counted"), _("Registered and not there"), _("Share of those not there"),
        _("Reach of the fair (not participants)"), _("counted"),
    ]  # fmt: skip
    for one in each:
        event = one.event
        yield [
            str(event.title), event.starts_on, event.get_format_display(), event.region, event.get_state_display(),
            event.capacity, *_number(one.registered), one.holding.companions, one.holding.children,
            one.state(RegistrationState.WAITING).registrations, one.cancelled.registrations, *_number(one.came),
            one.no_show.value if one.no_show else None, rate(one), *_number(event.reach_count),
        ]  # fmt: skip


def _number(count: Count | None) -> tuple[int | None, str]:
    """The number of a count and, where it is an estimate, its word."""
    if count is None:
        return None, ""
    return count.value, str(count.word.label) if count.is_estimate else ""
