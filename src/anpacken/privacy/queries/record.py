"""The record of processing as it is shown: activities with their periods as they hold now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from anpacken.privacy import processing
from anpacken.privacy.processing import Activity
from anpacken.privacy.queries.retention import Standing, standings


@dataclass(frozen=True, slots=True)
class Entry:
    """One activity with what its rules say about the end."""

    activity: Activity
    periods: list[Standing]


def entries() -> list[Entry]:
    """All activities, in two queries at most, however many there are."""
    by_name = {held.rule.name: held for held in standings()}
    return [
        Entry(activity, [by_name[name] for name in activity.rules if name in by_name])
        for activity in processing.every()
    ]


def measures() -> tuple[Any, ...]:
    """What protects the data."""
    return processing.MEASURES
