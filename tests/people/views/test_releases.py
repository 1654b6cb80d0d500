from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anpacken.core import clock
from anpacken.people.models import Person, Release
from anpacken.people.queries.releases import seen
from tests.factories.people import AT, LISTING, STATEMENT, make_person, words

pytestmark = pytest.mark.django_db
INDEX = "/office/releases/"


@pytest.fixture(autouse=True)
def _today() -> Any:
    with clock.frozen(AT):
        yield


def saying(number: int = 1, said: str = "Weil wir hier leben.") -> Person:
    person = make_person(number, consents=words(LISTING, STATEMENT))
    person.statement = said
    person.save(update_fields=["statement"])
    return person


def press(client: Client, person: Person, **values: str) -> Any:
    given = {"purpose": "statement", "state": "released", "seen": seen(person, STATEMENT), **values}
    return client.post(reverse("releases:decide", args=["person", person.pk]), given, follow=True)


def test_the_list_holds_what_waits_and_a_button_releases_it(signed_in: Any) -> None:
    person, client = saying(), signed_in("office")
    page = client.get(INDEX).content.decode()
    assert "Weil wir hier leben." in page
    assert "Ada Muster1" in page
    answer = press(client, person)
    assert answer.redirect_chain == [(INDEX, 302)]
    page = answer.content.decode()
    assert "Die Freigabe ist vermerkt." in page
    assert "Es wartet nichts" in page
    assert "Weil wir hier leben." in client.get(INDEX, {"state": "released"}).content.decode()
    assert "Weil wir hier leben." in client.get("/unterstuetzende/").content.decode()


def test_the_record_says_how_it_stands_and_its_button_leads_back(signed_in: Any) -> None:
    person, client = saying(), signed_in("office")
    record = reverse("person:inspect", args=[person.pk])
    assert "wartet auf die Geschäftsstelle" in client.get(record).content.decode()
    answer = press(client, person, state="declined", next=record)
    assert answer.redirect_chain == [(record, 302)]
    assert "nicht gezeigt" in answer.content.decode()
    assert press(client, person, next="https://elsewhere.example/").redirect_chain == [(INDEX, 302)]


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"purpose": "newsletter"}, 404),
        ({"purpose": ""}, 404),
        ({"state": "waiting"}, 404),
        ({"state": "\x00"}, 404),
        ({"seen": "\x00" * 5000}, 200),
        ({"seen": "0123456789abcdef"}, 200),
    ],
)
def test_senseless_buttons_release_nothing(signed_in: Any, values: dict[str, str], status: int) -> None:
    person, client = saying(), signed_in("office")
    answer = press(client, person, **values)
    assert answer.status_code == status
    assert Release.objects.count() == 0
    if status == 200:
        assert "Inzwischen wurde es geändert" in answer.content.decode()


@pytest.mark.parametrize("role", ["editor", "regional", "reader", "member"])
def test_only_the_office_releases(signed_in: Any, role: str) -> None:
    person, client = saying(), signed_in(role)
    assert client.get(INDEX).status_code == 302
    press(client, person)
    assert Release.objects.count() == 0


def test_thirty_lines_cost_no_more_queries_than_one(signed_in: Any) -> None:
    client = signed_in("office")
    saying(0)
    client.get(INDEX)
    costs = []
    for many in (1, 30):
        for number in range(1, many):
            saying(number, f"Weil {number}.")
        with CaptureQueriesContext(connection) as asked:
            page = client.get(INDEX).content.decode()
        costs.append(len(asked))
    assert costs[0] == costs[1]
    assert page.count('class="release-statement"') == 25
    assert client.get(INDEX, {"page": 2}).content.decode().count('class="release-statement"') == 5


@pytest.mark.parametrize("query", ["state=ghost", "kind=ghost", "purpose=register", "q=%00", "page=x", "page=-3"])
def test_senseless_filters_narrow_nothing(signed_in: Any, query: str) -> None:
    saying()
    answer = signed_in("office").get(f"{INDEX}?{query}")
    assert answer.status_code == 200
