"""A list with 30 rows asks the database no more often than one with a single row."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.consistency.world import MAKERS, World
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db

# The list's address, the kind of record in it, and who looks.
LISTS = [
    ("events:event_list", "upcoming_event", "visitor"),
    ("events:past_events", "past_event", "visitor"),
    ("network:project_list", "project", "visitor"),
    ("people:supporter_list", "organisation", "visitor"),
    ("impact:outcomes", "outcome", "visitor"),
    ("impact:publications", "publication", "visitor"),
    ("impact:press", "press_item", "visitor"),
    ("impact:report_list", "year", "visitor"),
    ("stand_applications:index", "stand_application", "office"),
    ("stand_applications:index", "stand_application", "regional"),
    ("demands:index", "demand", "office"),
    ("theme:index", "theme", "office"),
    ("aim:index", "aim", "office"),
    ("log_ins:index", "user", "office"),
    ("invitations:index", "invitation", "office"),
    ("projects:index", "project", "office"),
    ("projects:index", "project", "regional"),
    ("outbox:index", "mail", "office"),
    ("region:index", "region", "office"),
    ("municipality:index", "municipality", "office"),
    ("district:index", "district", "office"),
    ("postcode:index", "postcode", "office"),
    ("audit_log:index", "entry", "office"),
    ("jobs:index", "schedule", "office"),
]


def _queries(browser: Client, url: str) -> list[str]:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = browser.get(url)
    assert answer.status_code == 200
    return [query["sql"] for query in captured.captured_queries]


@pytest.mark.parametrize(("name", "kind", "who"), LISTS)
def test_as_many_queries_for_thirty_rows_as_for_one(name: str, kind: str, who: str) -> None:
    world = World()
    world["alliance"], world["region"], world["theme"]
    browser = Client()
    if who != "visitor":
        browser.force_login(make_user(who, is_staff=True))
    MAKERS[kind](1)
    url = reverse(name)
    _queries(browser, url)  # fills what is kept between requests
    few = _queries(browser, url)
    for number in range(5, 34):
        MAKERS[kind](number)
    many = _queries(browser, url)
    assert len(many) <= len(few), "\n".join(["More queries:", *(query for query in many if query not in few)])
