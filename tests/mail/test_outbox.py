from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from anpacken.audit.models import Entry
from anpacken.core.actors import Actor
from anpacken.core.refusals import Refusal
from anpacken.mail.actions import outbox
from anpacken.mail.errors import AddressRefused, AttachmentRefused, NameRefused, NotFailed, TooManyMails
from anpacken.mail.models import OutgoingMail

NINE = datetime(2019, 10, 10, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def test_queueing_is_one_insert_and_no_rendering(queued, alliance, django_assert_num_queries):
    with django_assert_num_queries(1):
        mail = queued(related=alliance, priority=5, at=NINE, by=Actor.job("events.offers"))
    mail.refresh_from_db()
    assert (mail.state, mail.subject, mail.text, mail.html) == ("queued", "", "", "")
    assert (mail.related_type, mail.related_ref) == ("alliance.alliance", alliance.public_id)
    assert (mail.queued_by, mail.priority, mail.queued_at, mail.next_try_at) == ("job:events.offers", 5, NINE, NINE)


def test_a_mail_goes_with_its_deed_or_not_at_all(queued):
    def deed() -> None:
        with transaction.atomic():
            queued()
            raise LookupError

    with pytest.raises(LookupError):
        deed()
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "a@b",
        "a b@example.org",
        "a@example.org\nBcc: all@example.org",
        "a@example.org, b@example.org",
        "a\x00@example.org",
    ],
)
def test_what_is_no_address_is_refused(queued, address):
    with pytest.raises(AddressRefused) as refusal:
        queued(to_email=address)
    assert refusal.value.field == "email"
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("name", ["Erika\nBcc: all@example.org", "Erika\r\nX: y", "Eri\x00ka"])
def test_a_name_that_could_begin_a_header_is_refused(queued, name):
    with pytest.raises(NameRefused):
        queued(to_name=name)


def test_a_name_is_made_plain_and_fits_the_column(queued):
    assert queued(to_name="https://evil.example").to_name == "evil. example"
    assert len(queued(to_name="x" * 500).to_name) == 200


@pytest.mark.parametrize(
    "attachment",
    [
        {"name": "a.ics", "type": "text/calendar"},
        {"name": "", "type": "text/calendar", "text": "x"},
        {"name": "a.ics", "type": "calendar", "text": "x"},
        {"name": "a.ics\nX: y", "type": "text/calendar", "text": "x"},
        {"name": "a.ics", "type": "text/calendar", "text": "x", "base64": "eA=="},
    ],
)
def test_an_incomplete_attachment_is_refused(queued, attachment):
    with pytest.raises(AttachmentRefused):
        queued(attachments=[attachment])


def test_an_address_gets_so_many_mails_of_a_kind_within_an_hour(queued):
    for minute in range(3):
        queued(limit_per_hour=3, at=NINE + timedelta(minutes=minute))
    with pytest.raises(TooManyMails) as refusal:
        queued(limit_per_hour=3, to_email="ERIKA@Example.org", at=NINE + timedelta(minutes=59))
    assert isinstance(refusal.value, Refusal)
    assert queued(limit_per_hour=3, to_email="max@example.org", at=NINE + timedelta(minutes=59))
    assert queued(limit_per_hour=3, template="mail/mail/other.html", at=NINE + timedelta(minutes=59))
    assert queued(limit_per_hour=3, at=NINE + timedelta(minutes=60))


def test_without_a_limit_nothing_is_counted(queued):
    assert len([queued(at=NINE) for _number in range(20)]) == 20


def test_a_failed_mail_gets_all_its_tries_again(queued):
    mail = queued(at=NINE)
    OutgoingMail.objects.update(state="failed", attempts=8, last_error="550 no such user")
    later = NINE + timedelta(days=1)
    again = outbox.retry(mail=mail, by=Actor.command("test"), at=later)
    assert (again.state, again.attempts, again.next_try_at) == ("queued", 0, later)
    entry = Entry.objects.get()
    assert (entry.action, entry.target_type, entry.target_ref) == (
        "mail.queued_again",
        "mail.outgoingmail",
        mail.public_id,
    )


@pytest.mark.parametrize("state", ["queued", "claimed", "sent"])
def test_only_a_failed_mail_is_tried_again(queued, state):
    mail = queued(at=NINE)
    OutgoingMail.objects.update(state=state, sent_at=NINE)
    with pytest.raises(NotFailed):
        outbox.retry(mail=mail, by=Actor.command("test"))
    assert not Entry.objects.exists()
