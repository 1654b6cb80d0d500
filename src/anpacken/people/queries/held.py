"""Everything that is held about somebody, from every room: for their own eyes (GDPR, Articles 15 and 20)."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from anpacken.core import clock
from anpacken.people import chapters
from anpacken.people.chapters import Subject
from anpacken.people.queries.identities import asked_once


def everything(subject: Subject) -> dict[str, Any]:
    """Chapters with their entries, in the active language; chapters without entries are named too.

    `{"made_at": …, "for": name, "chapters": [{"name", "label", "entries": [{label: value}]}]}`. Values are texts,
    numbers, dates, yes and no, None, or lists and dictionaries of these; Django's JSON encoder writes them all.
    """
    with asked_once():
        told = [(chapter, chapter.held(subject)) for chapter in chapters.every()]
    return {
        "made_at": timezone.localtime(clock.now()),
        "for": str(subject),
        "chapters": [
            {"name": chapter.name, "label": str(chapter.label), "entries": entries} for chapter, entries in told
        ],
    }
