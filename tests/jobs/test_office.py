"""The jobs in the office, as those see them who may."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from anpacken.audit.models import Entry
from anpacken.core import clock
from anpacken.jobs.actions import pulses, schedules, tasks
from anpacken.jobs.models import Schedule
from tests.jobs import walkers

pytestmark = pytest.mark.django_db


@pytest.fixture
def failed():
    walkers.always_fails.enqueue("erika@example.org")
    tasks.run(row=tasks.claim(worker="w1", at=clock.now()))
    return DBTaskResult.objects.get()


@pytest.mark.parametrize(("role", "status"), [(None, 302), ("editor", 302), ("regional", 302), ("office", 200)])
def test_only_the_office_sees_the_jobs(signed_in, client, failed, role, status):
    given = {"region_code": "oberbayern"} if role == "regional" else {}
    browser = signed_in(role, **given) if role else client
    for address in (reverse("jobs:index"), reverse("jobs:index_results"), reverse("jobs:task", args=[failed.pk])):
        assert browser.get(address).status_code == status


@pytest.mark.parametrize("role", [None, "editor", "regional"])
def test_only_the_office_runs_again(signed_in, client, failed, role):
    row = Schedule.objects.create(name="jobs.retry", next_at=clock.now() + timedelta(days=1))
    given = {"region_code": "oberbayern"} if role == "regional" else {}
    browser = signed_in(role, **given) if role else client
    browser.post(reverse("jobs:task_run_again", args=[failed.pk]))
    browser.post(reverse("jobs:schedule_run_again", args=[row.public_id]))
    failed.refresh_from_db()
    row.refresh_from_db()
    assert failed.status == "FAILED"
    assert row.next_at > clock.now() + timedelta(hours=1)


def test_the_page_shows_what_failed_and_warns_without_worker(signed_in, failed):
    schedules.lay_out()
    Schedule.objects.filter(name="mail.hand_over").update(failure_count=3, last_error="LookupError: broken")
    html = signed_in("office").get(reverse("jobs:index")).content.decode()
    assert "mail.hand_over" in html
    assert "LookupError: broken" in html
    assert "tests.jobs.walkers.always_fails" in html
    assert "anpacken worker" in html


def test_the_warning_is_gone_when_a_worker_lives(signed_in):
    pulses.beat(worker="w1", at=clock.now())
    assert "help-warning" not in signed_in("office").get(reverse("jobs:index")).content.decode()


def test_a_task_tells_why_it_failed_and_not_what_it_was_called_with(signed_in, failed):
    html = signed_in("office").get(reverse("jobs:task", args=[failed.pk])).content.decode()
    assert "TroubleWithSomebody: Cannot write to …@…" in html
    assert "erika" not in html


def test_run_again_by_post(signed_in, failed):
    office = signed_in("office")
    address = reverse("jobs:task_run_again", args=[failed.pk])
    assert office.get(address).status_code == 405
    assert office.post(address, follow=True).status_code == 200
    failed.refresh_from_db()
    assert failed.status == "READY"
    assert Entry.objects.get(action="task.run_again").actor_kind == "user"
    again = office.post(address, follow=True)
    assert [str(message.level_tag) for message in again.context["messages"]] == ["error"]


def test_a_schedule_runs_now_by_post(signed_in):
    row = Schedule.objects.create(name="jobs.retry", next_at=clock.now() + timedelta(days=1))
    signed_in("office").post(reverse("jobs:schedule_run_again", args=[row.public_id]))
    row.refresh_from_db()
    assert row.next_at <= clock.now()
    assert Entry.objects.get(action="schedule.run_again").target_ref == row.public_id


def test_unknown_records_are_not_found(signed_in):
    office = signed_in("office")
    assert office.post(reverse("jobs:schedule_run_again", args=["nothing"])).status_code == 404
    assert office.get(reverse("jobs:task", args=["00000000-0000-0000-0000-000000000000"])).status_code == 404


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, 25),
        ({"p": 2}, 5),
        ({"status": "READY"}, 25),
        ({"status": "FAILED"}, 0),
        ({"q": "REMEMBER"}, 25),
        ({"q": "zzz"}, 0),
    ],
)
def test_the_tasks_can_be_filtered_searched_and_paged(signed_in, query, count):
    for number in range(30):
        walkers.remember.enqueue(f"{number}")
    answer = signed_in("office").get(reverse("jobs:index"), query)
    assert len(answer.context["object_list"]) == count


def test_as_many_queries_for_1_row_as_for_30(signed_in, django_assert_num_queries):
    office = signed_in("office")
    walkers.remember.enqueue("x")
    office.get(reverse("jobs:index"))
    with CaptureQueriesContext(connection) as one:
        office.get(reverse("jobs:index"))
    for _number in range(29):
        walkers.remember.enqueue("x")
    with django_assert_num_queries(len(one)):
        office.get(reverse("jobs:index"))
