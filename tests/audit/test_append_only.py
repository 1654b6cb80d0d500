"""The log is written once: Python says so, and the database holds it whoever asks."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from anpacken.audit import queries
from anpacken.audit.actions import record
from anpacken.audit.errors import EntriesStay
from anpacken.audit.models import Entry
from anpacken.core.actors import Actor

NINE = datetime(2019, 10, 10, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(make_user):
    user = make_user()
    return record(by=Actor.job("events.offers"), action="registration.offered", target=user, at=NINE, seats=2)


def test_an_entry_says_who_did_what_to_which_record(make_user):
    user = make_user()
    made = record(by=Actor.link("cancel", "abc"), action="registration.cancelled", target=user, at=NINE, seats=2)
    made.refresh_from_db()
    assert (made.at, made.actor_kind, made.actor_ref, made.actor_label) == (NINE, "link", "abc", "cancel")
    assert (made.target_type, made.target_ref, made.details) == ("accounts.user", user.public_id, {"seats": 2})


@pytest.mark.parametrize(
    "change",
    [
        lambda: Entry.objects.update(action="other"),
        lambda: Entry.objects.all().delete(),
        lambda: Entry.objects.bulk_update(list(Entry.objects.all()), ["action"]),
    ],
)
def test_python_refuses_to_change_entries(entry, change):
    with pytest.raises(EntriesStay):
        change()
    assert Entry.objects.get().action == "registration.offered"


def test_the_database_refuses_to_change_entries(entry):
    entry.action = "other"
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        entry.save()
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE audit_entry SET action = 'other'")
    assert Entry.objects.get().action == "registration.offered"


def test_the_databases_owner_can_keep_a_retention_period(entry):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_entry")
    assert not Entry.objects.exists()


def test_a_timeline_holds_the_entries_of_one_record_newest_first(make_user):
    erika, max_ = make_user(), make_user()
    for number, user in enumerate([erika, max_, erika]):
        record(by=Actor.public(), action=f"test.{number}", target=user, at=NINE.replace(minute=number))
    assert [entry.action for entry in queries.timeline(erika)] == ["test.2", "test.0"]


def test_an_entry_goes_with_its_deed_or_not_at_all(make_user):
    user = make_user()

    def deed() -> None:
        with transaction.atomic():
            record(by=Actor.public(), action="test.undone", target=user)
            raise LookupError

    with pytest.raises(LookupError):
        deed()
    assert not Entry.objects.exists()
