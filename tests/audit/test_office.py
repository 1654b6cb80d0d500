"""The audit log in the office, as those see it who may."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from django.template.loader import render_to_string
from django.urls import reverse
from openpyxl import load_workbook

from anpacken.audit.actions import record
from anpacken.audit.models import Entry
from anpacken.core.actors import Actor

NINE = datetime(2019, 10, 10, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def entries(make_user):
    """40 entries of four kinds, one a minute."""
    user = make_user()
    actors = [Actor.job("events.offers"), Actor.public(), Actor.link("cancel"), Actor.command("demo")]
    for number in range(40):
        at = NINE + timedelta(minutes=number)
        record(by=actors[number % 4], action=f"test.deed_{number % 2}", target=user, at=at, rows=number)
    return user


def rows(answer) -> list[str]:
    return [entry.action for entry in answer.context["object_list"]]


@pytest.mark.parametrize(("role", "status"), [(None, 302), ("editor", 302), ("regional", 302), ("office", 200)])
@pytest.mark.parametrize("name", ["index", "index_results", "export"])
def test_only_the_office_sees_the_log(signed_in, client, role, status, name):
    given = {"region_code": "oberbayern"} if role == "regional" else {}
    browser = signed_in(role, **given) if role else client
    assert browser.get(reverse(f"audit_log:{name}")).status_code == status


def test_the_list_is_in_pages_of_25_newest_first(signed_in, entries):
    office = signed_in("office")
    year = {"at_to": "2019-12-31"}
    first = office.get(reverse("audit_log:index"), year)
    assert len(rows(first)) == 25
    assert first.context["object_list"][0].details == {"rows": 39}
    assert len(rows(office.get(reverse("audit_log:index"), {**year, "p": 2}))) == 15


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({"action": "test.deed_1"}, 20),
        ({"actor_kind": "job"}, 10),
        ({"target_type": "accounts.user", "at_to": "2019-12-31"}, 25),
        ({"at_from": "2019-10-09", "at_to": "2019-10-09"}, 0),
        ({"at_from": "2019-10-10", "at_to": "2019-10-10"}, 25),
        ({"q": "EVENTS.offers"}, 10),
        ({"q": "nobody"}, 0),
        ({"q": "\x00"}, 25),
        ({"action": "no.such", "p": "x", "at_to": "2019-12-31"}, 25),
    ],
)
def test_the_list_can_be_filtered_and_searched(signed_in, entries, query, count):
    answer = signed_in("office").get(reverse("audit_log:index"), query)
    assert answer.status_code == 200
    assert len(rows(answer)) == count


def test_a_records_entries_are_found_by_its_id(signed_in, entries, make_user):
    record(by=Actor.public(), action="other", target=make_user(), at=NINE)
    answer = signed_in("office").get(reverse("audit_log:index"), {"q": entries.public_id.upper()})
    assert answer.context["paginator"].count == 40


def test_as_many_queries_for_1_row_as_for_30(signed_in, make_user, django_assert_num_queries):
    office = signed_in("office")
    record(by=Actor.public(), action="test.one", target=make_user())
    office.get(reverse("audit_log:index"))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as one:
        office.get(reverse("audit_log:index"))
    user = make_user()
    for _number in range(29):
        record(by=Actor.public(), action="test.one", target=user)
    with django_assert_num_queries(len(one)):
        office.get(reverse("audit_log:index"))


def test_an_export_needs_a_purpose(signed_in, entries):
    answer = signed_in("office").post(reverse("audit_log:export"), {"purpose": " ", "format": "csv"})
    assert answer.status_code == 200
    assert answer.context["form"].errors["purpose"]
    assert not Entry.objects.filter(action="audit.exported").exists()


def test_an_export_holds_what_the_list_shows_and_is_written_down(signed_in, entries):
    office = signed_in("office")
    answer = office.post(reverse("audit_log:export") + "?actor_kind=job", {"purpose": "Yearly review", "format": "csv"})
    table = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert len(table) == 11
    assert table[1][1] == "test.deed_0"
    entry = Entry.objects.get(action="audit.exported")
    assert entry.details == {"purpose": "Yearly review", "format": "csv", "rows": 10}
    assert entry.actor_kind == "user"


def test_an_export_as_xlsx_runs_no_formulas(signed_in, make_user):
    Entry.objects.create(
        at=NINE, actor_kind="user", actor_label="=1+1", action="test.x", target_type="accounts.user", target_ref="a"
    )
    address = reverse("audit_log:export") + "?at_to=2019-12-31"
    answer = signed_in("office").post(address, {"purpose": "Check", "format": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert [cell.value for cell in sheet[2]][4] == "'=1+1"


def test_an_export_as_csv_runs_no_formulas_and_says_details_in_words(signed_in, make_user):
    Entry.objects.create(
        at=NINE,
        actor_kind="user",
        actor_label="=1+1",
        action="test.x",
        target_type="accounts.user",
        target_ref="a",
        details={"fields": ["email"]},
    )
    address = reverse("audit_log:export") + "?at_to=2019-12-31"
    answer = signed_in("office").post(address, {"purpose": "Check", "format": "csv"})
    table = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert table[1][4] == "'=1+1"
    assert table[1][8] == "Felder: E-Mail-Adresse"


def test_a_timeline_shows_deed_doer_and_details(make_user):
    user = make_user()
    record(by=Actor.job("events.offers"), action="user.changed", target=user, at=NINE, fields=["email"])
    html = render_to_string("audit/timeline.html", {"entries": Entry.objects.all()})
    for part in ("10.10.2019 11:00", "events.offers", "E-Mail-Adresse"):
        assert part in html


def test_a_timeline_without_entries_says_so():
    assert "<p>" in render_to_string("audit/timeline.html", {"entries": []})
