"""Days that do not fit the alliance year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from anpacken.config.demo.problems import Problem, path
from anpacken.config.demo.schema.events import EventEntry
from anpacken.config.demo.schema.files import Year
from anpacken.config.demo.schema.impact import YearEntry
from anpacken.events.choices import EventState


def misplaced(year: Year) -> Iterator[Problem]:
    told = year.impact.year
    for event in year.events.events:
        problem = _held(event, told) if event.state == EventState.HELD else _planned(event, told)
        if problem:
            yield Problem("events.yaml", path(["events", event.slug, "date"]), problem)
    for kind, name, day in _dated(year):
        if not told.starts_on <= day <= told.cut_off_on:
            yield Problem(
                "impact.yaml",
                path([kind, name]),
                f"{day} does not lie between the beginning of the year ({told.starts_on}) and its cut-off "
                f"({told.cut_off_on}). Correct the day or remove the entry.",
            )
    yield from _balances(year)
    yield from _supporters(year)


def _held(event: EventEntry, told: YearEntry) -> str:
    first, last = event.date.from_, event.date.until or event.date.from_
    if not told.starts_on <= first <= told.ends_on:
        return (
            f"{first} lies outside the alliance year ({told.starts_on} to {told.ends_on}). "
            "Correct the day, or move the event to the data of its own year."
        )
    if last > told.cut_off_on:
        return (
            f"{last} lies after the cut-off ({told.cut_off_on}), so the event cannot have been held. "
            "Correct the day, or set “state: announced”."
        )
    return ""


def _planned(event: EventEntry, told: YearEntry) -> str:
    if event.date.from_ <= told.cut_off_on:
        return (
            f"{event.date.from_} lies before the end of the cut-off day ({told.cut_off_on}), so the event is no longer "
            "planned. Correct the day, or set “state: held”."
        )
    return ""


def _dated(year: Year) -> Iterator[tuple[str, str, date]]:
    yield from (("prizes", prize.slug, prize.awarded_on) for prize in year.impact.prizes)
    yield from (("publications", each.slug, each.published.on) for each in year.impact.publications)
    yield from (("press", item.outlet, item.published_on) for item in year.impact.press)
    yield from (("outcomes", each.slug, each.date.on) for each in year.impact.outcomes if each.date)


def _balances(year: Year) -> Iterator[Problem]:
    cut_off_on = year.impact.year.cut_off_on
    for opening in year.impact.openings:
        if opening.as_of > cut_off_on:
            where = path(["openings", opening.figure, "as_of"])
            yield Problem(
                "impact.yaml", where, f"{opening.as_of} lies after the cut-off ({cut_off_on}). Correct the day."
            )


def _supporters(year: Year) -> Iterator[Problem]:
    founded_on, cut_off_on = year.alliance.alliance.founded_on, year.impact.year.cut_off_on
    if year.supporters.first_on < founded_on or year.supporters.last_on > cut_off_on:
        yield Problem(
            "supporters.yaml",
            "first_on, last_on",
            f"must lie between the founding ({founded_on}) and the cut-off ({cut_off_on}). Correct the days.",
        )
