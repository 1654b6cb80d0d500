"""Questions that are asked at the door only: on the page, and from a device that had no network."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from anpacken.audit.models import Entry
from anpacken.core import clock
from anpacken.door.models import Scan
from anpacken.events.models import Event, Registration
from anpacken.questions.choices import Kind, When
from anpacken.questions.models import Answer
from tests.factories.events import make_event, register
from tests.factories.questions import make_question

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 20, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def now() -> Any:
    with clock.frozen(NOW):
        yield


@pytest.fixture
def event() -> Event:
    """At the door everybody is asked about pictures, and whoever comes by bike for its place."""
    event = make_event()
    bike = make_question(event, "Kommen Sie mit dem Rad?", Kind.YES_NO)
    make_question(event, "Fotos erlaubt?", Kind.YES_NO, when=When.DOOR)
    make_question(event, "Stellplatz", Kind.NUMBER, when=When.DOOR, only_if=(bike, ("yes",)))
    return event


@pytest.fixture
def ada(event: Event) -> Registration:
    return register(event, "ada@example.org")


@pytest.fixture
def helper(event: Event, signed_in: Callable[..., Client]) -> Client:
    return signed_in("helper", scope=event.public_id)


def said(registration: Registration) -> dict[str, Any]:
    return {answer.question.key: answer.value for answer in Answer.objects.filter(registration=registration)}


def line(
    registration: Registration, answers: Any, *, minutes_ago: int = 5, nonce: str = "nonce-0001"
) -> dict[str, Any]:
    moment = NOW - timedelta(minutes=minutes_ago)
    return {"nonce": nonce, "code": registration.public_id, "answers": answers, "scanned_at": moment.isoformat()}


def send(client: Client, event: Event, *lines: dict[str, Any]) -> list[dict[str, Any]]:
    body = json.dumps({"device": "a1", "scans": lines})
    address = reverse("door_office:sync", args=[event.public_id])
    return list(client.post(address, body, content_type="application/json").json()["results"])


def test_a_helper_asks_on_the_page_what_applies_and_is_still_open(
    event: Event, ada: Registration, helper: Client
) -> None:
    page = reverse("door_office:check_in", args=[event.public_id])
    shown = helper.get(page, {"q": "Ada"}).content.decode()
    assert "Fotos erlaubt?" in shown
    assert "Stellplatz" not in shown
    address = reverse("door_office:answers", args=[event.public_id, ada.public_id])
    assert helper.post(address, {"q_fotos_erlaubt": "no", "q_stellplatz": "7"}).status_code == 302
    assert said(ada) == {"fotos_erlaubt": False}
    assert "Fotos erlaubt?" not in helper.get(page, {"q": "Ada"}).content.decode()
    helper.post(address, {})
    assert said(ada) == {"fotos_erlaubt": False}
    assert Entry.objects.filter(action="questions.answered_at_door").count() == 1


def test_a_device_takes_the_questions_along_and_who_is_still_to_be_asked(
    event: Event, ada: Registration, helper: Client
) -> None:
    bike = event.questions.get(key="kommen_sie_mit_dem_rad")
    Answer.objects.create(registration=ada, question=bike, value=True)
    listed = helper.get(reverse("door_office:list", args=[event.public_id])).json()
    assert [one["key"] for one in listed["questions"]] == ["fotos_erlaubt", "stellplatz"]
    assert listed["questions"][0]["options"] == [["yes", "Ja"], ["no", "Nein"]]
    assert [one["asked"] for one in listed["people"]] == [["fotos_erlaubt", "stellplatz"]]


def test_queued_answers_are_written_once_and_the_later_one_stays(
    event: Event, ada: Registration, helper: Client
) -> None:
    first = line(ada, {"fotos_erlaubt": "yes"}, minutes_ago=30)
    later = line(ada, {"fotos_erlaubt": "no"}, minutes_ago=10, nonce="nonce-0002")
    for lines in ([first], [later], [first], [first, later]):
        results = send(helper, event, *lines)
        assert [one["is_bad"] for one in results] == [False] * len(lines)
    assert said(ada) == {"fotos_erlaubt": False}
    assert Entry.objects.filter(action="questions.answered_at_door").count() == 2
    # Answering lets nobody in.
    assert not Scan.objects.exists()


@pytest.mark.parametrize(
    "answers",
    [
        {"fotos_erlaubt": "vielleicht"},
        {"fotos_erlaubt": True},
        {"fotos_erlaubt": ["yes"]},
        {"fotos_erlaubt": "yes\x00"},
        {"stellplatz": "9" * 5000},
        {"kommen_sie_mit_dem_rad": "yes"},
        {"fotos_erlaubt": {"de": "yes"}},
    ],
)
def test_what_is_no_answer_to_a_question_of_the_door_is_left_out_and_said(
    event: Event, ada: Registration, helper: Client, answers: dict[str, Any]
) -> None:
    [result] = send(helper, event, line(ada, answers))
    assert result["is_bad"] is True
    assert "Bitte fragen Sie noch einmal." in result["said"]
    assert said(ada) == {}


def test_a_line_about_somebody_of_another_event_or_without_a_moment_is_not_read(
    event: Event, ada: Registration, helper: Client
) -> None:
    stranger = register(make_event(), "bert@example.org")
    good = line(ada, {"fotos_erlaubt": "yes"})
    bad = [line(stranger, {"fotos_erlaubt": "yes"}), {**good, "scanned_at": "gestern"}, {**good, "code": 5}]
    assert [one["is_bad"] for one in send(helper, event, *bad, good)] == [True, True, True, False]
    assert said(ada) == {"fotos_erlaubt": True}
    assert said(stranger) == {}


def test_a_helper_of_another_event_notes_nothing(ada: Registration, signed_in: Callable[..., Client]) -> None:
    other = signed_in("helper", scope=make_event().public_id)
    address = reverse("door_office:answers", args=[ada.event.public_id, ada.public_id])
    assert other.post(address, {"q_fotos_erlaubt": "yes"}).status_code == 404
    assert said(ada) == {}
