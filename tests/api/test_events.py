"""The API's events: what is said, what is refused, what it costs."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from anpacken.alliance.models import Theme
from anpacken.core import clock
from anpacken.core.counts import Count, CountWord
from anpacken.core.texts import translated
from anpacken.events.actions import load
from anpacken.events.choices import Access, ContributionKind, EventFormat, EventState
from anpacken.events.facts import ContributionFacts, SeriesFacts
from anpacken.market.actions import calls, stands
from anpacken.market.choices import ApplicationState
from anpacken.places.models import Region
from anpacken.programme.actions import releases
from tests.factories.events import AT, BY, make_event, register
from tests.factories.market import make_application, make_call, make_stands
from tests.factories.programme import make_item, make_room

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _early_may():
    with clock.frozen(AT):
        yield


def ask(path: str, **headers: str) -> Any:
    return Client(headers=headers).get(f"/api/v1/{path}")


def titles(query: str) -> list[str]:
    answer = ask(f"events?lang=de&{query}")
    assert answer.status_code == 200, answer.content
    return [item["title"]["text"] for item in answer.json()["items"]]


class TestList:
    def test_an_event_as_lists_show_it(self):
        Theme.objects.create(slug="frauen", name=translated(de="Frauen", en="Women"))
        Region.objects.create(code="nordost", name="Nordost", office_name=translated(de="Amt Nordost"))
        event = make_event(
            title=translated(de="Offener Abend"),
            summary=translated(de="Reden und essen.", en="Talk and eat."),
            themes=("frauen",),
            region="nordost",
            venue="Altes Rathaus",
            address="Markt 1",
            begins_at=time(18, 0),
            ends_at=time(20, 30),
            spoken=("de", "uk"),
            interpreted=("gsg",),
            access=(Access.STEP_FREE,),
            capacity=40,
        )
        said = ask("events?lang=en").json()
        assert (said["count"], said["page"], said["pages"], said["next"], said["previous"]) == (1, 1, 1, None, None)
        item = said["items"][0]
        base = f"http://127.0.0.1:8000/en/veranstaltungen/{event.public_id}/"
        assert item["id"] == event.public_id
        assert item["url"] == base
        # Nobody has translated the title: it says so.
        assert item["title"] == {"text": "Offener Abend", "lang": "de", "dir": "ltr"}
        assert item["summary"] == {"text": "Talk and eat.", "lang": "en", "dir": "ltr"}
        assert item["motto"] is None
        assert item["format"] == {"code": "regional_dialogue", "name": "regional conference or dialogue"}
        assert item["state"] == {"code": "open", "name": "open"}
        assert (item["starts_on"], item["begins_at"], item["ends_at"]) == ("2026-06-20", "18:00:00", "20:30:00")
        assert item["when"] == "June 20, 2026, 18:00 to 20:30"
        assert item["place"]["words"] == "Altes Rathaus, Markt 1"
        assert item["region"] == {"code": "nordost", "name": "Nordost"}
        assert item["themes"] == [{"code": "frauen", "name": "Women"}]
        assert [one["code"] for one in item["spoken"]] == ["de", "uk"]
        assert item["interpreted"] == [{"code": "gsg", "name": "German Sign Language"}]
        assert item["accessibility"] == [{"code": "step_free", "name": "step-free access"}]
        assert item["registration"] == {
            "code": "open",
            "name": "Seats free",
            "action": "Register",
            "url": f"{base}anmelden/",
            "opens_at": None,
            "closes_at": None,
        }
        assert item["calendar_url"] == f"{base}termin.ics"

    def test_how_it_stands_with_registering(self):
        full = make_event(title=translated(de="voll"), capacity=1)
        register(full, "a@example.org")
        make_event(title=translated(de="bald"), opens_at=AT + timedelta(days=3))
        make_event(
            title=translated(de="fort"), takes_registrations=False, registration_url="https://host.example.org/x"
        )
        make_event(title=translated(de="abgesagt"), state=EventState.CANCELLED)
        found = {item["title"]["text"]: item["registration"] for item in ask("events?lang=de").json()["items"]}
        assert {title: (each["code"], each["action"]) for title, each in found.items()} == {
            "voll": ("waiting_list", "Auf die Warteliste"),
            "bald": ("not_yet", None),
            "fort": ("elsewhere", "Zur Anmeldung der Veranstaltenden"),
            "abgesagt": ("cancelled", None),
        }
        assert found["fort"]["url"] == "https://host.example.org/x"
        assert found["bald"]["opens_at"] == "2026-05-07T10:00:00+02:00"

    def test_drafts_are_never_shown(self):
        draft = make_event(state=EventState.DRAFT)
        for when in ("upcoming", "past", "all"):
            assert titles(f"when={when}") == []
        assert ask(f"events/{draft.public_id}").status_code == 404

    def test_filters(self):
        Theme.objects.create(slug="frauen", name=translated(de="Frauen"))
        Region.objects.create(code="nordost", name="Nordost", office_name=translated(de="Amt Nordost"))
        series = load.ensure_series(SeriesFacts(slug="werkstatt", name=translated(de="Werkstatt")), by=BY)
        make_event(
            title=translated(de="Grüße"), format=EventFormat.FOLLOW_UP, themes=("frauen",), region="nordost",
            series="werkstatt",
        )  # fmt: skip
        make_event(title=translated(de="Später"), starts_on=date(2026, 9, 1))
        past = {"starts_on": date(2026, 4, 1), "takes_registrations": False}
        make_event(title=translated(de="Damals"), state=EventState.HELD, **past)
        make_event(title=translated(de="Offen"), starts_on=None)
        for query in ("format=follow_up", "theme=frauen", "region=nordost", f"series={series.public_id}", "q=GRUSSE"):
            assert titles(query) == ["Grüße"], query
        assert titles("") == ["Grüße", "Später", "Offen"]
        assert titles("when=past") == ["Damals"]
        assert titles("when=all") == ["Damals", "Grüße", "Später", "Offen"]
        assert titles("since=2026-06-20&until=2026-08-31") == ["Grüße"]
        assert titles("since=2026-06-21") == ["Später"]

    def test_pages(self):
        for day in (1, 2, 3):
            make_event(title=translated(de=f"Tag {day}"), starts_on=date(2026, 7, day))
        said = ask("events?per_page=2&lang=de&format=regional_dialogue").json()
        assert [item["title"]["text"] for item in said["items"]] == ["Tag 1", "Tag 2"]
        assert (said["count"], said["pages"], said["previous"]) == (3, 2, None)
        assert said["next"] == (
            "http://127.0.0.1:8000/api/v1/events?per_page=2&lang=de&format=regional_dialogue&page=2"
        )
        last = ask("events?per_page=2&lang=de&page=2").json()
        assert ([item["title"]["text"] for item in last["items"]], last["next"]) == (["Tag 3"], None)
        assert last["previous"].endswith("page=1")
        assert ask("events?per_page=2&lang=de&page=9").json()["items"] == []

    @pytest.mark.parametrize(
        ("query", "parameter"),
        [
            ("format=party", "format"),
            ("when=soon", "when"),
            ("region=nowhere", "region"),
            ("theme=%00", "theme"),
            ("theme=nothing", "theme"),
            ("series=1", "series"),
            ("q=%00", "q"),
            (f"q={'x' * 101}", "q"),
            ("since=yesterday", "since"),
            ("page=0", "page"),
            ("page=99999999999999999999", "page"),
            ("per_page=101", "per_page"),
            ("lang=xx", "lang"),
            ("regoin=nordost", "regoin"),
            ("page=1&page=2", "page"),
        ],
    )
    def test_refuses_what_it_does_not_understand(self, query, parameter):
        answer = ask(f"events?{query}")
        assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
        said = answer.json()
        assert (said["type"], said["title"], said["status"]) == ("about:blank", "Bad Request", 400)
        assert [each["parameter"] for each in said["errors"]] == [parameter]
        assert said["detail"].startswith(f"{parameter}: ")
        assert answer["Access-Control-Allow-Origin"] == "*"

    def test_one_or_twenty_events_cost_four_queries(self):
        Theme.objects.create(slug="frauen", name=translated(de="Frauen"))
        load.ensure_series(SeriesFacts(slug="werkstatt", name=translated(de="Werkstatt")), by=BY)

        def cost() -> int:
            with CaptureQueriesContext(connection) as queries:
                ask("events?lang=de")
            return len(queries)

        make_event(themes=("frauen",), series="werkstatt")
        assert cost() == 4
        for _number in range(19):
            make_event(themes=("frauen",), series="werkstatt")
        assert cost() == 4


class TestOne:
    def test_everything_that_its_page_shows_and_nothing_personal(self):
        first = make_event(title=translated(de="Der erste"), state=EventState.HELD, starts_on=date(2026, 1, 10))
        event = make_event(
            title=translated(de="Konferenz"),
            body=translated(de="Ein Tag."),
            follows=first.slug,
            participants=Count(560, CountWord.ABOUT),
            contributions=(
                ContributionFacts(
                    kind=ContributionKind.KEYNOTE,
                    name="Dr. Ada Muster",
                    position_held=translated(de="Rektorin"),
                    title=translated(de="Anfangen"),
                ),
            ),
        )
        register(event, "secret@example.org", name="Gerda Geheim")
        make_item(event, title=translated(de="Begrüßung"), room=make_room(event, "Saal"))
        releases.release(event=event, by=BY, at=AT)
        call = make_call(event)
        accepted = make_application(
            call, ApplicationState.ACCEPTED, organisation_name="Verein für alle", contact_name="Karla Kontakt"
        )
        make_application(call, organisation_name="Noch nicht entschieden")
        stands.assign(stand=make_stands(call)[0], application=accepted, seen="", by=BY, at=AT)
        calls.publish(call=call, by=BY, at=AT)
        answer = ask(f"events/{event.public_id}?lang=de")
        said = answer.json()
        assert said["body"]["text"] == "Ein Tag."
        assert said["follows"]["title"]["text"] == "Der erste"
        assert said["participants"] == {"value": 560, "word": "about", "words": "rund 560"}
        assert said["contributions"] == [
            {
                "name": "Dr. Ada Muster",
                "role": "keynote",
                "function": {"text": "Rektorin", "lang": "de", "dir": "ltr"},
                "title": {"text": "Anfangen", "lang": "de", "dir": "ltr"},
            }
        ]
        assert [(item["title"]["text"], item["room"]) for item in said["programme"]["items"]] == [("Begrüßung", "Saal")]
        assert [(each["stand"], each["organisation"]) for each in said["market"]["exhibitors"]] == [
            (1, "Verein für alle")
        ]
        for secret in ("@example.org", "Geheim", "Kontakt", "Noch nicht", "capacity", "taken"):
            assert secret not in answer.content.decode()

    def test_without_programme_and_market(self):
        said = ask(f"events/{make_event().public_id}").json()
        assert (said["programme"], said["market"], said["picture"], said["follows"]) == (None, None, None, None)

    @pytest.mark.parametrize("name", ["aaaaaaaaaaaa", "1", "%00", "x" * 5000, "..%2f"])
    def test_what_is_not_there(self, name):
        answer = ask(f"events/{name}")
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
