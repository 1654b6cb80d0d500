"""Notes of the office about somebody."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.people import rules
from anpacken.people.actions._locks import locked
from anpacken.people.errors import NoteOfAnother
from anpacken.people.models import Note, Organisation, Person


def write(*, subject: Person | Organisation, text: str, by: Actor, at: datetime) -> Note:
    """Keeps a note with its writer's name as it is today."""
    with transaction.atomic():
        subject = locked(subject)
        owner = {"person": subject} if isinstance(subject, Person) else {"organisation": subject}
        note = Note.objects.create(
            **owner, text=text, written_at=at, author_ref=by.ref[:12], author_name=by.label[:160]
        )
        record(by=by, action="note.written", target=subject, at=at)
    return note


def delete(*, note: Note, is_office: bool, by: Actor, at: datetime) -> None:
    """Deletes a note for good.

    Raises:
        NoteOfAnother: neither its writer nor the office asks.
    """
    if not rules.may_delete_note(note, author_ref=by.ref, is_office=is_office):
        raise NoteOfAnother
    subject = note.person or note.organisation
    with transaction.atomic():
        note.delete()
        if subject is not None:
            record(by=by, action="note.deleted", target=subject, at=at)
