"""The outbox in the office, as those see it who may."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from anpacken.audit.models import Entry
from anpacken.mail.actions.hand_over import hand_over
from anpacken.mail.models import OutgoingMail
from anpacken.mail.transports import Keep

NINE = datetime(2019, 10, 10, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def failed(queued):
    mail = queued(at=NINE)
    OutgoingMail.objects.update(state="failed", attempts=8, last_error="550 no such user")
    mail.refresh_from_db()
    return mail


@pytest.mark.parametrize(("role", "status"), [(None, 302), ("editor", 302), ("regional", 302), ("office", 200)])
def test_only_the_office_sees_the_outbox(signed_in, client, failed, role, status):
    given = {"region_code": "oberbayern"} if role == "regional" else {}
    browser = signed_in(role, **given) if role else client
    for name, args in (("index", []), ("index_results", []), ("inspect", [failed.pk])):
        assert browser.get(reverse(f"outbox:{name}", args=args)).status_code == status
    assert browser.post(reverse("outbox:retry", args=[failed.pk])).status_code == 302
    failed.refresh_from_db()
    assert failed.state == ("queued" if role == "office" else "failed")


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ({}, 25),
        ({"p": "2"}, 2),
        ({"state": "failed"}, 1),
        ({"template": "mail/mail/trial.html"}, 25),
        ({"queued_at_from": "2019-10-11"}, 0),
        ({"q": "MAX@"}, 1),
        ({"q": "Probe"}, 1),
        ({"q": "zzz"}, 0),
    ],
)
def test_the_outbox_can_be_filtered_and_searched(signed_in, queued, failed, query, count):
    for number in range(25):
        queued(at=NINE + timedelta(minutes=number))
    mail = queued(at=NINE, to_email="max@example.org")
    OutgoingMail.objects.filter(pk=mail.pk).update(subject="Probemail")
    answer = signed_in("office").get(reverse("outbox:index"), query)
    assert len(answer.context["object_list"]) == count


def test_a_mail_is_shown_as_it_was_sent(signed_in, queued):
    mail = queued(at=NINE)
    hand_over(at=NINE, transport=Keep())
    html = signed_in("office").get(reverse("outbox:inspect", args=[mail.pk])).content.decode()
    assert '<a href="https://www.example.org/">https://www.example.org/</a>' in html
    assert f"{mail.public_id}@example.org" in html
    assert reverse("outbox:retry", args=[mail.pk]) not in html


def test_a_failed_mail_says_why_and_gets_another_try(signed_in, failed):
    office = signed_in("office")
    html = office.get(reverse("outbox:inspect", args=[failed.pk])).content.decode()
    assert "550 no such user" in html
    address = reverse("outbox:retry", args=[failed.pk])
    assert address in html
    assert office.get(address).status_code == 405
    office.post(address)
    assert Entry.objects.get(action="mail.queued_again").actor_kind == "user"
    again = office.post(address, follow=True)
    assert [message.level_tag for message in again.context["messages"]] == ["success", "error"]
    assert office.post(reverse("outbox:retry", args=[0])).status_code == 404


def test_as_many_queries_for_1_row_as_for_30(signed_in, queued, django_assert_num_queries):
    office = signed_in("office")
    queued()
    office.get(reverse("outbox:index"))
    with CaptureQueriesContext(connection) as one:
        office.get(reverse("outbox:index"))
    for _number in range(29):
        queued()
    with django_assert_num_queries(len(one)):
        office.get(reverse("outbox:index"))
