"""The mails around the coming conference of the demo."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from anpacken.config.demo.problems import DemoInvalid
from anpacken.config.demo.reading import read
from anpacken.events.models import Event


@pytest.mark.usefixtures("loaded")
def test_the_conference_reminds_and_thanks_and_says_its_ticket_in_its_own_words() -> None:
    event = Event.objects.get(slug="demo-konferenz-hannover")
    assert set(event.letters.values_list("kind", "state")) == {
        ("reminder_week", "planned"),
        ("reminder_day", "planned"),
        ("thanks", "planned"),
        ("missed", "draft"),
    }
    [words] = event.texts.all()
    assert (words.occasion, words.text.has("en")) == ("ticket", True)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("thanks]", "thank]", "“thank” is not written as it must be"),
        ("occasion: ticket", "occasion: tickets", "“tickets” is not known"),
        ("event: demo-konferenz-hannover", "event: demo-konferenz-hanover", "Did you mean “demo-konferenz-hannover”?"),
    ],
)
def test_mistakes_are_told(altered: Callable[..., Path], old: str, new: str, said: str) -> None:
    with pytest.raises(DemoInvalid, match=said.replace("?", r"\?")):
        read(altered("letters.yaml", old, new))
