"""What is to be done and what is planned, limited to what the reader may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from anpacken.accounts.choices import Role
from anpacken.accounts.models import User
from anpacken.core.dates import DatePrecision
from anpacken.events.models import Event
from anpacken.events.queries.reach import events_of
from anpacken.planning import rules
from anpacken.planning.choices import Standing
from anpacken.planning.models import Task

VIEW, CHANGE = "planning.view_task", "planning.change_task"
# Urgent first; what has no day last.
_ORDER = {Standing.OVERDUE: 0, Standing.DUE: 1, Standing.OPEN: 2, Standing.UNDATED: 3, Standing.DONE: 4}


@dataclass(frozen=True, slots=True)
class Line:
    """A task as lists show it."""

    task: Task
    event: Event
    due_on: date | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the calendar: what begins or goes on, and what is due."""

    on: date
    is_today: bool
    events: list[Event] = field(default_factory=list)
    tasks: list[Line] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Month:
    """A month in whole weeks from Monday on; days of other months are None. `open_ended`: known to the month only."""

    first: date
    weeks: list[list[Day | None]]
    open_ended: list[Event]

    @property
    def days(self) -> list[Day]:
        """The days on which there is something."""
        return [day for week in self.weeks for day in week if day is not None and (day.events or day.tasks)]


def checklist(event: Event, *, on: date) -> list[Line]:
    """Every task of the event, in the order of its days."""
    return [_line(task, event, on) for task in event.tasks.select_related("responsible")]


def to_do(user: Any, *, on: date, only_own: bool = False, most: int | None = None) -> list[Line]:
    """Open tasks of events that were not called off, the most urgent first."""
    tasks = Task.objects.open().filter(event__in=events_of(user, VIEW)).select_related("event", "responsible")
    if only_own:
        tasks = tasks.filter(responsible=user)
    lines = [_line(task, task.event, on) for task in tasks]
    shown = [line for line in lines if line.standing != Standing.UNDATED or line.event.starts_on is None]
    shown.sort(key=lambda line: (_ORDER[line.standing], line.due_on or date.max, line.task.pk))
    return shown[:most]


def urgent(user: Any, *, on: date, most: int = 6) -> list[Line]:
    """What is overdue or due within a week and is the user's own, or nobody's: for the home page."""
    lines = to_do(user, on=on)
    own = [line for line in lines if line.task.responsible_id in (user.pk, None)]
    return [line for line in own if line.standing in (Standing.OVERDUE, Standing.DUE)][:most]


def months(user: Any, *, first: date, count: int, on: date) -> list[Month]:
    """`count` months from the one of `first` on, with all events that are planned or were, and open tasks."""
    begin = first.replace(day=1)
    end = _months_on(begin, count)
    events = list(
        events_of(user, VIEW)
        .filter(Q(starts_on__lt=end) & (Q(starts_on__gte=begin) | Q(ends_on__gte=begin)))
        .select_related("municipality")
        .prefetch_related("days")
        .order_by("starts_on", "begins_at", "pk")
    )
    on_day: dict[date, list[Event]] = defaultdict(list)
    loose: dict[date, list[Event]] = defaultdict(list)
    for event in events:
        if event.date_precision != DatePrecision.DAY:
            loose[_first(event)].append(event)
            continue
        for day in _days_of(event):
            on_day[day].append(event)
    due: dict[date, list[Line]] = defaultdict(list)
    for line in to_do(user, on=on):
        if line.due_on is not None and begin <= line.due_on < end:
            due[line.due_on].append(line)
    return [_month(_months_on(begin, number), on_day, due, loose, on) for number in range(count)]


def may_be_responsible() -> Any:
    """Who of the office can be asked to see to something."""
    roles = (Role.OFFICE, Role.EDITOR, Role.REGIONAL)
    granted = Q(role_grants__role__in=roles, role_grants__ended_at=None)
    return User.objects.filter(granted, is_active=True).distinct().order_by("last_name", "first_name", "email")


def _line(task: Task, event: Event, on: date) -> Line:
    return Line(task, event, rules.due_on(task, event), rules.standing(task, event, on=on))


def _days_of(event: Event) -> Sequence[date]:
    single = [day.on for day in event.days.all()]
    if single or event.starts_on is None:
        return single
    last = event.ends_on or event.starts_on
    return [event.starts_on + timedelta(days=number) for number in range((last - event.starts_on).days + 1)]


def _first(event: Event) -> date:
    """The month of an event that has a day or a month."""
    return (event.starts_on or date.min).replace(day=1)


def _months_on(begin: date, number: int) -> date:
    months = begin.year * 12 + begin.month - 1 + number
    return date(months // 12, months % 12 + 1, 1)


def _month(
    first: date,
    on_day: dict[date, list[Event]],
    due: dict[date, list[Line]],
    loose: dict[date, list[Event]],
    today: date,
) -> Month:
    end = _months_on(first, 1)
    cells: list[Day | None] = [None] * first.weekday()
    for number in range((end - first).days):
        day = first + timedelta(days=number)
        cells.append(Day(day, day == today, on_day.get(day, []), due.get(day, [])))
    cells += [None] * (-len(cells) % 7)
    return Month(first, [cells[start : start + 7] for start in range(0, len(cells), 7)], loose.get(first, []))
