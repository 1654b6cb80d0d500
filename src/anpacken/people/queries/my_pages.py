"""What somebody's own page shows."""

from __future__ import annotations

from datetime import datetime

from anpacken.people import chapters
from anpacken.people.chapters import Shown
from anpacken.people.models import Organisation, Person
from anpacken.people.queries.subjects import by_address, by_public_id, current

Subject = Person | Organisation


def speaking_for(key: str) -> list[Subject]:
    """Whom the normalised address `key` speaks for: the person, and every institution that is kept under it."""
    person = by_address(key)
    held = [current(row) for row in Organisation.everyone.filter(email_key=key, erased_at=None)]
    institutions = {institution.pk: institution for institution in held if institution is not None}
    return [*([person] if person else []), *institutions.values()]


def find(kind: str, public_id: str) -> Subject | None:
    """The person or organisation that a link names; the kept one, where it was merged since. None when erased."""
    return by_public_id(Organisation, public_id) if kind == "organisation" else by_public_id(Person, public_id)


def shown(subject: Subject, *, at: datetime) -> list[tuple[str, list[Shown]]]:
    """What each room shows of somebody at present: label and lines; rooms with nothing are left out."""
    found = [(str(chapter.label), list(chapter.shown(subject, at=at))) for chapter in chapters.every()]
    return [(label, lines) for label, lines in found if lines]
