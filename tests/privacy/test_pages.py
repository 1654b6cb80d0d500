"""The office's pages about retention, and what the public sees of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anpacken.audit.models import Entry
from anpacken.core import clock
from anpacken.people.models import SignUp
from anpacken.privacy import jobs, processing, retention
from anpacken.privacy.models import RetentionPeriod
from anpacken.privacy.views import office
from tests.consistency.world import alliance
from tests.factories.accounts import make_user
from tests.factories.people import asked

pytestmark = pytest.mark.django_db
NAME = "people.unconfirmed_sign_ups"


@pytest.fixture
def browser() -> Client:
    alliance()
    client = Client()
    client.force_login(make_user("office"))
    return client


def overdue(number: int) -> None:
    for each in range(number):
        asked(f"person{each}@example.org", at=clock.now() - timedelta(days=20 + each))


def test_the_list_says_of_each_rule_what_is_due(browser: Client) -> None:
    overdue(3)
    page = browser.get(reverse("retention:index")).content.decode()
    for rule in retention.every():
        assert reverse("retention:rule", args=[rule.name]) in page
    assert "<td>3</td>" in page


def test_the_preview_names_nobody_and_the_button_deletes(browser: Client) -> None:
    overdue(2)
    address = reverse("retention:rule", args=[NAME])
    page = browser.get(address).content.decode()
    assert "2 Datensätze" in page
    assert "person0@example.org" not in page
    assert "Ada" not in page
    answer = browser.post(reverse("retention:apply", args=[NAME]), follow=True)
    assert "Erledigt: 2 Datensätze." in answer.content.decode()
    assert SignUp.objects.count() == 0
    assert Entry.objects.get(action="retention.applied").actor_kind == "user"
    assert "Nichts ist fällig" in browser.get(address).content.decode()


def test_much_is_done_in_the_background(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "AT_ONCE", 1)
    overdue(2)
    answer = browser.post(reverse("retention:apply", args=[NAME]), follow=True)
    assert "im Hintergrund" in answer.content.decode()
    assert SignUp.objects.count() == 2
    jobs.apply_now.call(NAME, "nobody")
    assert SignUp.objects.count() == 0
    jobs.apply_now.call("no.rule", "nobody")


def test_a_period_is_changed_within_its_bounds(browser: Client) -> None:
    address = reverse("retention:set_days", args=["mail.contents"])
    assert browser.post(address, {"days": "90"}).status_code == 302
    assert RetentionPeriod.objects.get(rule="mail.contents").days == 90
    refused = browser.post(address, {"days": "7"})
    assert refused.status_code == 422
    assert "Bitte zwischen 30 und 1095 Tagen" in refused.content.decode()
    assert browser.post(address, {"days": "many\x00"}).status_code == 422
    assert RetentionPeriod.objects.get(rule="mail.contents").days == 90


def test_a_rule_that_does_not_exist_is_not_found(browser: Client) -> None:
    for name in ("rule", "set_days", "apply"):
        address = reverse(f"retention:{name}", args=["no.rule"])
        answer = browser.get(address) if name == "rule" else browser.post(address, {"days": 5})
        assert answer.status_code == 404


def test_the_office_prints_a_record_of_all_activities(browser: Client) -> None:
    page = browser.get(reverse("retention:record")).content.decode()
    for activity in processing.every():
        assert str(activity.title) in page
    assert "Artikel 30" in page


@pytest.mark.parametrize(
    ("prefix", "heading", "period"),
    [("", "Welche Daten wir haben", "14 Tage"), ("/en", "Which data we hold", "14 days")],
)
def test_the_public_reads_the_same_in_its_language(prefix: str, heading: str, period: str) -> None:
    alliance()
    answer = Client().get(f"{prefix}/datenschutz/daten/")
    page = answer.content.decode()
    assert heading in page
    assert period in page
    assert list(answer.cookies) == []


def test_the_public_page_follows_a_changed_period(browser: Client) -> None:
    browser.post(reverse("retention:set_days", args=["mail.contents"]), {"days": "90"})
    assert "90 Tage" in Client().get("/datenschutz/daten/").content.decode()


def test_a_failed_rule_shows(browser: Client) -> None:
    RetentionPeriod.objects.create(rule="mail.contents", problem="OperationalError")
    page = browser.get(reverse("retention:index")).content.decode()
    assert "OperationalError" in page


def test_the_public_page_asks_little() -> None:
    alliance()
    Client().get("/datenschutz/daten/")
    with CaptureQueriesContext(connection) as asked_queries:
        Client().get("/en/datenschutz/daten/")
    assert len(asked_queries) <= 8


def test_every_rule_stands_in_the_record() -> None:
    told = {name for activity in processing.every() for name in activity.rules}
    assert {rule.name for rule in retention.every()} == told


def test_the_walker_is_known() -> None:
    from anpacken.jobs import schedule

    assert "privacy.retention" in schedule.registered()
