"""The markets of the demo: more than 30 stands at the sixth conference, and a call that is open."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from anpacken.config.demo.problems import DemoInvalid
from anpacken.config.demo.reading import read
from anpacken.market import rules
from anpacken.market.models import Call
from anpacken.market.queries import markets
from tests.demo.conftest import SET_UP

CONFERENCE, COMING = "werkstatt-frauen", "demo-konferenz-hannover"


@pytest.mark.usefixtures("loaded")
def test_the_sixth_conference_has_34_stands_without_a_conflict() -> None:
    call = Call.objects.select_related("event", "plan").get(event__slug=CONFERENCE)
    on_plan = markets.stands(call)
    assert [stand.number for stand in on_plan] == list(range(1, 35))
    assert markets.conflicts(on_plan, markets.without_stand(call)) == []
    assert call.applications.filter(came=True).count() == 33
    # What the report prints stays what it prints until the office says otherwise.
    assert str(call.event.stands_count) == "mehr als 30"
    assert call.plan is not None


@pytest.mark.usefixtures("loaded")
def test_every_exhibitor_is_a_profile_or_says_that_it_is_made_up() -> None:
    shown = [one for call in Call.objects.all() for one in call.applications.all()]
    assert len(shown) == 39
    plain = [one.organisation_name for one in shown if one.project is None]
    assert [name for name in plain if not name.startswith("Demo-")] == []
    assert {one.email.rsplit("@", 1)[1] for one in shown} == {"example.org"}


@pytest.mark.usefixtures("loaded")
def test_a_coming_conference_takes_applications() -> None:
    call = Call.objects.select_related("event").get(event__slug=COMING)
    assert rules.stance(call, at=SET_UP) == "open"
    assert list(markets.standing(call).values()) == [3, 2, 0, 0, 0]
    assert len(markets.to_tell(call)) == 2


@pytest.mark.once
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("project: ihafa", "project: ihafo", "there is no project “ihafo”. Did you mean “ihafa”?"),
        ("event: werkstatt-frauen", "event: werkstatt-frau", "Did you mean “werkstatt-frauen”?"),
    ],
)
def test_an_event_or_a_project_that_is_not_there_is_named(
    altered: Callable[..., Path], old: str, new: str, said: str
) -> None:
    with pytest.raises(DemoInvalid, match=re.escape(said)):
        read(altered("markets.yaml", old, new))
