"""Segments over a register that each test fills itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from anpacken.people.models import Organisation, Person
from anpacken.segments.choices import SegmentSubject
from anpacken.segments.models import Segment
from anpacken.segments.queries import members

# Thursday, 10 October 2019, 11:00 in Berlin.
AT = datetime(2019, 10, 10, 9, 0, tzinfo=UTC)


def leaf(condition: str, operator: str, *value: str, of: str = "") -> dict[str, Any]:
    return {"condition": condition, "operator": operator, "value": list(value), **({"of": of} if of else {})}


def segment(*nodes: dict[str, Any], kind: str = "all", subject: str = "person", name: str = "Probe") -> Segment:
    """A segment that is not saved; its conditions stand in one group."""
    return Segment(name=name, subject=SegmentSubject(subject), conditions={kind: list(nodes)})


@pytest.fixture
def who(db: None) -> Callable[..., set[str]]:
    """`who(segment)` gives the last names (or names) of its people as of `AT`."""

    def ask(asked: Segment, at: datetime = AT) -> set[str]:
        persons = members(asked, Person, at=at).values_list("last_name", flat=True)
        organisations = members(asked, Organisation, at=at).values_list("name", flat=True)
        return {*persons, *organisations}

    return ask
