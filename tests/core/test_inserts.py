"""Rows that are written in one prepared statement are those that Django would have written."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from anpacken.core.ids import ALPHABET
from anpacken.core.inserts import insert
from anpacken.mail.models import OutgoingMail

pytestmark = pytest.mark.django_db
NINE = datetime(2026, 5, 4, 9, 0, 30, 123456, tzinfo=UTC)


def mail(**changed: object) -> OutgoingMail:
    facts: dict[str, object] = {
        "to_email": "erika@example.org",
        "to_key": "erika@example.org",
        "to_name": "Erika %s Köşe",
        "language": "de",
        "template": "mail/mail/trial.html",
        "context": {"name": "Ünal", "list": [1, None, True], "deep": {"a": "b"}},
        "attachments": [{"name": "a.ics", "type": "text/calendar", "text": "BEGIN"}],
        "queued_at": NINE,
        "next_try_at": NINE,
    }
    return OutgoingMail(**{**facts, **changed})


def test_the_row_is_the_one_that_save_would_have_written():
    ours, theirs = mail(), mail()
    insert(ours)
    theirs.save()
    ours, theirs = OutgoingMail.objects.get(pk=ours.pk), OutgoingMail.objects.get(pk=theirs.pk)
    alike = [field.name for field in OutgoingMail._meta.fields if field.name not in ("id", "public_id")]
    assert {name: getattr(ours, name) for name in alike} == {name: getattr(theirs, name) for name in alike}
    assert ours.context == {"name": "Ünal", "list": [1, None, True], "deep": {"a": "b"}}
    assert ours.queued_at == NINE
    assert ours.claimed_until is None


def test_the_record_knows_its_key_and_stands():
    made = mail()
    insert(made)
    assert made.pk == OutgoingMail.objects.get().pk
    assert len(made.public_id) == 12
    assert set(made.public_id) <= set(ALPHABET)
    assert not made._state.adding
    made.to_name = "Max"
    made.save()
    assert OutgoingMail.objects.get().to_name == "Max"


def test_it_is_one_statement(django_assert_num_queries):
    with django_assert_num_queries(1):
        insert(mail())


def test_the_database_says_no_to_a_second_one():
    first = mail()
    insert(first)
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(mail(public_id=first.public_id))
    assert OutgoingMail.objects.count() == 1


def test_a_record_of_several_tables_is_refused():
    from anpacken.website.models import HomePage

    with pytest.raises(TypeError, match="several tables"):
        insert(HomePage(title="x"))
