from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.people import LISTING, make_district, make_institution, make_person, words

pytestmark = pytest.mark.django_db
PATH = "/unterstuetzende/"


def test_an_empty_register_says_what_to_do(client: Client) -> None:
    page = client.get(PATH).content.decode()
    assert "Noch wird hier niemand genannt" in page


def test_names_numbers_and_search(client: Client) -> None:
    make_district()
    make_person(1, last_name="Özdemir", postcode="38518", consents=words(LISTING))
    make_person(2, last_name="Quiet", postcode="38518")
    make_institution(1, name="Ölmühle", consents=words(LISTING))
    page = client.get(PATH).content.decode()
    assert "Ada Özdemir" in page
    assert "Quiet" not in page
    found = client.get(PATH, {"q": "ölm"}).content.decode()
    assert "Ölmühle" in found
    assert "Özdemir" not in found
    assert "Niemand gefunden" in client.get(PATH, {"q": "xyz"}).content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=" + "a" * 5000,
        "region=nowhere",
        "kind=ghost",
        "page=999999",
        "page=-1",
        "page=x",
        "page=%00",
        "q=%E2%80%AE",
    ],
)
def test_senseless_filters_filter_nothing_and_break_nothing(client: Client, query: str) -> None:
    assert client.get(f"{PATH}?{query}").status_code == 200


def test_thirty_lines_cost_no_more_queries_than_one(client: Client) -> None:
    make_district()
    make_person(0, postcode="38518", consents=words(LISTING))
    client.get(PATH)
    costs = []
    for many in (1, 30):
        for number in range(1, many):
            make_person(number, postcode="38518", consents=words(LISTING))
        with CaptureQueriesContext(connection) as seen:
            page = client.get(PATH).content.decode()
        costs.append(len(seen))
    assert costs[0] == costs[1] <= 8
    assert page.count('scope="row"') == 25
    assert client.get(PATH, {"page": 2}).content.decode().count('scope="row"') == 5


def test_the_page_is_the_same_for_everybody(client: Client) -> None:
    answer = client.get(PATH)
    assert not answer.cookies
