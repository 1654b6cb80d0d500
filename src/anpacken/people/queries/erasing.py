"""What erasing somebody would mean, for the office to look at before."""

from __future__ import annotations

from dataclasses import dataclass

from anpacken.people.chapters import Subject
from anpacken.people.models import Organisation, Role
from anpacken.people.queries.held import everything


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is held, chapter by chapter, and what speaks for thinking twice."""

    chapters: list[tuple[str, int]]
    roles: list[str]
    """Roles that are held now, by their names: they end."""
    is_public: bool
    """A person named in a public role, or an organisation: reports may name them."""


def outlook(subject: Subject) -> Outlook:
    held = everything(subject)
    chapters = [(entry["label"], len(entry["entries"])) for entry in held["chapters"] if entry["entries"]]
    roles = [role.get_kind_display() for role in Role.objects.of(subject).filter(until_on=None)]
    is_public = isinstance(subject, Organisation) or subject.is_public_figure
    return Outlook(chapters, roles, is_public)
