"""Entries that name other entries, regions, municipalities or districts."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator

from anpacken.config.demo.problems import Problem, path
from anpacken.config.demo.schema.events import AnyEvent
from anpacken.config.demo.schema.files import Year
from anpacken.places import shipped

Reference = tuple[str, list[str], str, str | None]
"""File, the way to the field, what kind of thing it names, and the name."""

_HOME = {
    "theme": "alliance.yaml",
    "organisation": "organisations.yaml",
    "series": "events.yaml",
    "event": "events.yaml",
    "event or coming event": "events.yaml or upcoming.yaml",
    "project": "projects.yaml",
    "region": "places/data/regions.csv",
    "municipality": "places/data/municipalities.csv",
    "district": "places/data/nds_districts.csv",
    "key": "places/data/nds_districts.csv",
}


def missing(year: Year) -> Iterator[Problem]:
    known = _known(year)
    for file, where, kind, name in _references(year):
        if name and name not in known[kind]:
            near = difflib.get_close_matches(name, known[kind], n=1, cutoff=0.75)
            remedy = (
                f"Did you mean “{near[0]}”? If not, add it to {_HOME[kind]}." if near else f"Add it to {_HOME[kind]}."
            )
            yield Problem(file, path(where), f"there is no {kind} “{name}”. {remedy}")
    yield from _follows_backwards(year)
    yield from _ambiguous(year)


def _known(year: Year) -> dict[str, frozenset[str]]:
    return {
        "theme": frozenset(theme.slug for theme in year.alliance.themes),
        "organisation": frozenset(each.slug for each in year.organisations.organisations),
        "series": frozenset(series.slug for series in year.events.series),
        "event": frozenset(event.slug for event in year.events.events),
        "event or coming event": frozenset(event.slug for event in (*year.events.events, *year.upcoming.upcoming)),
        "past event": frozenset(event.slug for event in year.lookback.past),
        "project": frozenset(project.slug for project in year.projects.projects),
        "region": frozenset(region.code for region in shipped.regions()),
        "municipality": frozenset(town.name for town in shipped.municipalities()),
        "district": frozenset(district.name for district in shipped.districts()),
        "key": frozenset(district.ags for district in shipped.districts()),
    }


def _references(year: Year) -> Iterator[Reference]:
    for event in year.events.events:
        yield from _of_event("events.yaml", ["events", event.slug], event)
    yield from _of_made_up(year)
    yield from _at_events(year)
    for project in year.projects.projects:
        where = ["projects", project.slug]
        yield from (("projects.yaml", [*where, "themes"], "theme", theme) for theme in project.themes)
        for kind in ("organisation", "municipality", "district"):
            yield "projects.yaml", [*where, kind], kind, getattr(project, kind)
    for market in year.markets.markets:
        where = ["markets", market.event]
        yield "markets.yaml", [*where, "event"], "event or coming event", market.event
        for one in (*market.exhibitors, *market.applicants):
            yield "markets.yaml", [*where, "exhibitors"], "project", one.project
    for account in year.accounts.accounts:
        yield "accounts.yaml", ["accounts", account.email, "region"], "region", account.region
    for key in year.supporters.district_weights:
        yield "supporters.yaml", ["district_weights", key], "key", key
    yield from _of_impact(year)


def _at_events(year: Year) -> Iterator[Reference]:
    """What names the event that it belongs to."""
    for programme in year.programmes.programmes:
        yield "programmes.yaml", ["programmes", programme.event], "event or coming event", programme.event
    for survey in year.surveys.surveys:
        yield "surveys.yaml", ["surveys", survey.event], "past event", survey.event
    for letters in year.letters.letters:
        yield "letters.yaml", ["letters", letters.event], "event or coming event", letters.event


def _of_made_up(year: Year) -> Iterator[Reference]:
    for over in year.lookback.past:
        yield from _of_event("lookback.yaml", ["past", over.slug], over)
    for gathering in year.lookback.gatherings:
        yield "lookback.yaml", ["gatherings", gathering.event], "event", gathering.event
    for coming in year.upcoming.upcoming:
        yield from _of_event("upcoming.yaml", ["upcoming", coming.slug], coming)
    for asking in year.questions.asking:
        yield "questions.yaml", ["asking", asking.event, "event"], "event or coming event", asking.event
    for inviting in year.invitations.invitations:
        yield from _of_event("invitations.yaml", ["invitations", inviting.slug], inviting)
        yield "invitations.yaml", ["invitations", inviting.slug, "district"], "key", inviting.district
    for entry in year.documentation.documentations:
        where = ["documentations", entry.event]
        yield from (("documentation.yaml", where, "project", one.project) for one in entry.examples)


def _of_event(file: str, where: list[str], event: AnyEvent) -> Iterator[Reference]:
    yield from ((file, [*where, "themes"], "theme", theme) for theme in event.themes)
    yield from ((file, [*where, "partners"], "organisation", partner.organisation) for partner in event.partners)
    for field, kind in (
        ("series", "series"),
        ("follows", "event"),
        ("region", "region"),
        ("municipality", "municipality"),
    ):
        yield file, [*where, field], kind, getattr(event, field)


def _of_impact(year: Year) -> Iterator[Reference]:
    file = "impact.yaml"
    for prize in year.impact.prizes:
        yield file, ["prizes", prize.slug, "winner"], "organisation", prize.winner
        yield file, ["prizes", prize.slug, "event"], "event", prize.event
    for publication in year.impact.publications:
        yield file, ["publications", publication.slug, "event"], "event", publication.event
    for item in year.impact.press:
        yield file, ["press", item.outlet, "event"], "event", item.event
    for outcome in year.impact.outcomes:
        yield file, ["outcomes", outcome.slug, "theme"], "theme", outcome.theme
    for indicator in year.impact.indicators:
        yield file, ["indicators", indicator.slug, "theme"], "theme", indicator.theme


def _ambiguous(year: Year) -> Iterator[Problem]:
    times = Counter(district.name for district in shipped.districts())
    for project in year.projects.projects:
        if times[project.district or ""] > 1:
            where = path(["projects", project.slug, "district"])
            what = f"a city and a district are both called “{project.district}”. Name a municipality instead."
            yield Problem("projects.yaml", where, what)


def _follows_backwards(year: Year) -> Iterator[Problem]:
    """An event is made before the one that follows it, so it must stand before it."""
    seen: set[str] = set()
    every = {event.slug for event in year.events.events}
    for event in year.events.events:
        if event.follows in every and event.follows not in seen:
            where = path(["events", event.slug, "follows"])
            yield Problem("events.yaml", where, f"“{event.follows}” stands further down. Move it above this event.")
        seen.add(event.slug)
