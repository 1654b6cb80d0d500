"""The map of the report: a number for each town in which the alliance was a guest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import ngettext

from anpacken.events.models import Event
from anpacken.impact.queries.report.phrases import event_days
from anpacken.impact.queries.report.tree import Marker, ReportMap
from anpacken.places import maps
from anpacken.places.models import Municipality


def report_map(events: Iterable[Event]) -> ReportMap | None:
    """The map with the events' towns; None without geography."""
    events = list(events)
    towns = _towns(events)
    drawn = maps.build(values=_by_district(events), points=_points(towns))
    if not drawn.districts:
        return None
    names = {str(town.pk): town.name for town in towns}
    placed = {point.label: point for point in drawn.points}
    on_map = [town for town in towns if str(town.pk) in placed]
    markers = tuple(
        Marker(
            number=number,
            x=placed[str(town.pk)].x / drawn.width,
            y=placed[str(town.pk)].y / drawn.height,
            place=town.name,
            events=tuple(_line(event) for event in towns[town]),
        )
        for number, town in enumerate(on_map, start=1)
    )
    shown = {town.pk for town in on_map}
    elsewhere = tuple(
        _with_place(_line(event), event.municipality.name if event.municipality else event.venue)
        for event in events
        if event.municipality_id not in shown
    )
    return ReportMap(
        drawn=replace(drawn, points=[replace(point, label=names[point.label]) for point in drawn.points]),
        alt=_alt([(town.name, len(towns[town])) for town in on_map]),
        credit=drawn.credit,
        markers=markers,
        elsewhere=elsewhere,
    )


def _towns(events: Iterable[Event]) -> dict[Municipality, list[Event]]:
    """The towns with a known position, each with its events, in the order in which the year came by."""
    towns: dict[Municipality, list[Event]] = {}
    for event in events:
        if event.municipality is not None and event.municipality.latitude is not None:
            towns.setdefault(event.municipality, []).append(event)
    return towns


def _points(towns: dict[Municipality, list[Event]]) -> list[maps.Point]:
    return [
        maps.Point(town.latitude, town.longitude, str(town.pk), count=len(found))
        for town, found in towns.items()
        if town.latitude is not None and town.longitude is not None
    ]


def _by_district(events: Iterable[Event]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for event in events:
        if event.municipality is not None and event.municipality.district is not None:
            ags = event.municipality.district.ags
            counts[ags] = counts.get(ags, 0) + 1
    return counts


def _with_place(line: str, place: str) -> str:
    return f"{line} ({place})" if place else line


def _line(event: Event) -> str:
    return f"{event_days(event)}: {event.title}"


def _alt(towns: list[tuple[str, int]]) -> str:
    listed = ", ".join(f"{name} ({count})" if count > 1 else name for name, count in towns)
    return ngettext(
        "Map of the districts with %(count)d numbered town: %(towns)s.",
        "Map of the districts with %(count)d numbered towns: %(towns)s.",
        len(towns),
    ) % {"count": len(towns), "towns": listed}
