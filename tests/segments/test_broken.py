"""What is no tree of conditions is refused in a sentence; what names something that is gone reaches nobody."""

from __future__ import annotations

from typing import Any

import pytest

from anpacken.people.models import Person, Tag
from anpacken.segments.models import Segment
from anpacken.segments.queries import members
from anpacken.segments.tree import UnreadableTree, read
from tests.segments.conftest import AT, leaf, segment

DEEP: dict[str, Any] = {"all": []}
for _each in range(5000):
    DEEP = {"all": [DEEP]}
BAD: list[Any] = [
    None,
    7,
    "all",
    [],
    {},
    {"all": {}},
    {"all": [], "any": []},
    {"xor": []},
    {"all": [leaf("place", "is", "x" * 10_000)]},
    {"all": [leaf("place", "is", "a\x00b")]},
    {"all": [leaf("place", "DROP TABLE", "x")]},
    {"all": [{"condition": "place", "operator": "is", "value": 7}]},
    {"all": [{"condition": {"all": []}, "operator": "is"}]},
    {"all": [leaf("place", "is", "Celle")] * 51},
    DEEP,
]


@pytest.mark.once
@pytest.mark.parametrize("raw", BAD, ids=range(len(BAD)))
def test_what_is_no_tree_is_refused(raw: Any) -> None:
    with pytest.raises(UnreadableTree) as refused:
        read(raw)
    assert str(refused.value).endswith(".")


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["all", "any", "none"])
def test_what_is_gone_or_empty_reaches_nobody(kind: str) -> None:
    Person.objects.create(last_name="Muster")
    tag = Tag.objects.create(name="Presse")
    there = segment(leaf("tag", "none_of", tag.public_id))
    assert members(there, at=AT).count() == 1
    tag.delete()
    assert members(there, at=AT).count() == 0
    unknown = [leaf("a_room_that_is_gone", "is", "x"), leaf("event", "is_not", "aaaaaaaaaaaa", of="any")]
    for node in [*unknown, leaf("region", "none_of", "nowhere"), {"none": []}]:
        assert members(segment(node, kind=kind), at=AT).count() == 0
    assert members(segment(kind=kind), at=AT).count() == 0
    assert members(Segment(name="x", subject="person", conditions=[1]), at=AT).count() == 0
