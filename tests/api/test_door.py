"""What all addresses of the API have in common: language, caching, other sites, methods; and its schema and script."""

from __future__ import annotations

import pytest
from django.test import Client

from anpacken.alliance.models import Theme
from anpacken.core import clock
from anpacken.core.texts import translated
from anpacken.events.actions import load
from anpacken.events.facts import SeriesFacts
from anpacken.places.models import Region
from tests.factories.events import AT, BY, make_event

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _early_may():
    with clock.frozen(AT):
        yield


def test_the_way_in_names_everything():
    said = Client().get("/api/v1/?lang=en").json()
    assert said["version"] == "1.0"
    assert said["languages"] == [{"code": "de", "name": "Deutsch"}, {"code": "en", "name": "English"}]
    assert said["documentation"] == "http://127.0.0.1:8000/en/schnittstelle/"
    assert said["events"] == "http://127.0.0.1:8000/api/v1/events"


def test_codes():
    Theme.objects.create(slug="frauen", name=translated(de="Frauen", en="Women"))
    Theme.objects.create(slug="sonst", name=translated(de="Sonst"), is_field_of_action=False)
    Region.objects.create(code="nordost", name="Nordost", office_name=translated(de="Amt Nordost"))
    series = load.ensure_series(SeriesFacts(slug="werkstatt", name=translated(de="Werkstatt")), by=BY)
    load.ensure_series(SeriesFacts(slug="leer", name=translated(de="Noch ohne Öffentliches")), by=BY)
    make_event(series="werkstatt")
    said = {name: Client().get(f"/api/v1/{name}?lang=en").json()["items"] for name in ("themes", "regions", "series")}
    assert said["themes"] == [{"code": "frauen", "name": "Women", "description": None}]
    assert said["regions"] == [
        {"code": "nordost", "name": "Nordost", "office": {"text": "Amt Nordost", "lang": "de", "dir": "ltr"}}
    ]
    assert [(each["id"], each["name"]["text"]) for each in said["series"]] == [(series.public_id, "Werkstatt")]
    formats = Client().get("/api/v1/formats?lang=en").json()["items"]
    assert {"code": "culture_workshop", "name": "culture workshop"} in formats


class TestLanguage:
    def test_the_address_decides_and_the_answer_is_kept(self):
        make_event()
        answer = Client(headers={"accept-language": "de"}).get("/api/v1/events?lang=en")
        assert answer["Content-Language"] == "en"
        assert answer["X-Anpacken-Keep"] == "300 site events places alliance"

    def test_else_the_browser_does_and_the_answer_is_its_own(self):
        answer = Client(headers={"accept-language": "fr, en-GB;q=0.8"}).get("/api/v1/events")
        assert answer["Content-Language"] == "en"
        assert "X-Anpacken-Keep" not in answer
        assert "Accept-Language" in answer["Vary"]
        again = Client(headers={"accept-language": "en", "if-none-match": answer["ETag"]}).get("/api/v1/events")
        assert (again.status_code, again.content) == (304, b"")

    def test_without_a_word_the_first_language(self):
        assert Client().get("/api/v1/events")["Content-Language"] == "de"


class TestOtherSites:
    def test_read_it_without_a_cookie(self):
        for path in ("/api/v1/events?lang=de", "/api/v1/nothing", "/einbetten/v1.js"):
            answer = Client(headers={"origin": "https://verein.example"}).get(path)
            assert answer["Access-Control-Allow-Origin"] == "*"
            assert "Access-Control-Allow-Credentials" not in answer
            assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
            assert not answer.cookies

    def test_asking_before_asking(self):
        answer = Client(headers={"origin": "https://verein.example"}).options("/api/v1/events")
        assert (answer.status_code, answer["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")

    def test_only_reading(self):
        for method in ("post", "put", "delete"):
            answer = getattr(Client(enforce_csrf_checks=True), method)("/api/v1/events")
            assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
            assert answer.json()["title"] == "Method Not Allowed"

    def test_the_head_alone(self):
        answer = Client().head("/api/v1/events?lang=de")
        assert (answer.status_code, answer.content) == (200, b"")


def test_an_event_is_made_anew_before_its_registration_closes():
    from datetime import timedelta

    event = make_event(closes_at=AT + timedelta(seconds=40))
    for path in ("events", f"events/{event.public_id}"):
        assert Client().get(f"/api/v1/{path}?lang=de")["X-Anpacken-Keep"].split()[0] == "40"


class TestSchema:
    def test_says_what_there_is(self):
        said = Client().get("/api/v1/openapi.json").json()
        assert said["openapi"] == "3.1.0"
        assert said["servers"] == [{"url": "http://127.0.0.1:8000"}]
        assert sorted(said["paths"]) == [
            "/api/v1/",
            "/api/v1/events",
            "/api/v1/events/{event_id}",
            "/api/v1/formats",
            "/api/v1/regions",
            "/api/v1/series",
            "/api/v1/themes",
        ]
        events = said["paths"]["/api/v1/events"]["get"]
        assert events["operationId"] == "events"
        assert [each["name"] for each in events["parameters"]] == [
            "lang", "when", "format", "region", "theme", "series", "q", "since", "until", "page", "per_page",
        ]  # fmt: skip
        item = said["components"]["schemas"]["EventItem"]
        assert {"id", "title", "state", "registration", "when"} <= set(item["required"])

    @pytest.mark.parametrize(
        ("language", "heading"), [("de", "Schnittstelle für andere Websites"), ("en", "Interface for other sites")]
    )
    def test_stands_on_a_page_of_its_own(self, language, heading):
        page = Client().get("/schnittstelle/" if language == "de" else "/en/schnittstelle/").content.decode()
        assert heading in page
        assert "GET /api/v1/events/{event_id}" in page
        assert "A code from <code>/api/v1/regions</code>." in page


class TestScript:
    def test_is_small_and_speaks_every_language(self):
        answer = Client().get("/einbetten/v1.js")
        assert answer["Content-Type"] == "text/javascript; charset=utf-8"
        assert len(answer.content) < 5000
        script = answer.content.decode()
        assert '"none":"Zurzeit keine Veranstaltungen."' in script
        assert '"none":"No events at present."' in script
        assert '"list":"http://127.0.0.1:8000/en/veranstaltungen/"' in script

    def test_writes_text_and_never_markup(self):
        script = Client().get("/einbetten/v1.js").content.decode()
        for way in ("innerHTML", "insertAdjacentHTML", "document.write", "document.cookie", "localStorage", "eval("):
            assert way not in script
