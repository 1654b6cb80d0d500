"""The programmes of the demo: drafted, released, changed, and without conflicts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from datetime import time
from pathlib import Path

import pytest

from anpacken.config.demo.problems import DemoInvalid
from anpacken.config.demo.reading import read
from anpacken.events.models import Event
from anpacken.programme.models import Release
from anpacken.programme.queries import drafts, released


@pytest.mark.usefixtures("loaded")
def test_the_sixth_conference_has_eight_slots_in_two_rounds_and_two_versions() -> None:
    event = Event.objects.get(slug="werkstatt-frauen")
    draft = drafts.draft(event)
    assert Counter(item.round for item in draft.items if item.is_slot) == {1: 4, 2: 4}
    assert draft.conflicts() == []
    shown = released.latest(event)
    assert shown is not None
    assert shown.number == 2
    spoken = {speaker.name: entry for entry in shown.entries for speaker in entry.speakers}
    assert set(spoken) == {"Dr. Carola Reimann", "Düzen Tekkal"}
    assert spoken["Düzen Tekkal"].begins_at == time(10, 45)
    second = Release.objects.get(event=event, number=2)
    kinds = [tuple(change.kinds) for change in released.changes_of(second)]
    assert sorted(kinds) == [("moved",), ("moved",), ("moved",), ("room",), ("room",)]


@pytest.mark.usefixtures("loaded")
def test_a_coming_conference_has_a_programme_on_both_days() -> None:
    event = Event.objects.get(slug="demo-konferenz-hannover")
    shown = released.latest(event)
    assert shown is not None
    assert [len(entries) for _day, entries in shown.days] == [6, 9]
    assert drafts.draft(event).conflicts() == []


@pytest.mark.once
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("forum_rooms: [Raum Aller,", "forum_rooms: [Raum Elbe,", "there is no room “Raum Elbe”. Add it to “rooms”."),
        ("event: werkstatt-frauen", "event: werkstatt-frau", "Did you mean “werkstatt-frauen”?"),
    ],
)
def test_a_room_or_an_event_that_is_not_there_is_named(
    altered: Callable[..., Path], old: str, new: str, said: str
) -> None:
    with pytest.raises(DemoInvalid, match=re.escape(said)):
        read(altered("programmes.yaml", old, new))
