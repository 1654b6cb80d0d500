"""The printed programme: one tagged PDF for a version and a language, kept until what it says changes."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from anpacken.alliance import queries as alliance
from anpacken.core.dates import in_words
from anpacken.core.texts import TranslatedText
from anpacken.events import wording as event_wording
from anpacken.events.choices import ContributionKind
from anpacken.events.models import Event
from anpacken.programme import wording
from anpacken.programme.queries.released import Programme
from anpacken.programme.snapshots import Entry, Speaker
from anpacken.ui.printing import typesetting

TEMPLATES = Path(__file__).resolve().parent / "typst"
FOLDER = "programmes"


def pdf(event: Event, programme: Programme, *, language: str) -> bytes:
    """The PDF (PDF/UA-1) of a released version; typeset, which takes about a second, when there is none yet.

    Raises:
        NotTypeset: the typesetter refused or took too long.
    """
    return _kept(f"{event.public_id}-{language}-", _data(event, programme, language))


def draft_pdf(event: Event, programme: Programme, *, language: str) -> bytes:
    """The same for a draft, which says on every page that it is one."""
    return _kept(f"{event.public_id}-draft-{language}-", _data(event, programme, language, is_draft=True))


def _kept(stem: str, data: dict[str, Any]) -> bytes:
    """The file's name holds the hash of all that decides how it looks, so an old one is never shown."""
    looks = json.dumps(data, sort_keys=True) + typesetting.looks(TEMPLATES)
    name = f"{FOLDER}/{stem}{sha256(looks.encode()).hexdigest()[:20]}.pdf"
    if default_storage.exists(name):
        with default_storage.open(name, "rb") as file:
            content: bytes = file.read()
        return content
    with typesetting.desk(TEMPLATES) as root:
        content = typesetting.run(root, "programme.typ", data)
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(content))
    for other in default_storage.listdir(FOLDER)[1]:
        if other.startswith(stem) and f"{FOLDER}/{other}" != name:
            default_storage.delete(f"{FOLDER}/{other}")
    return content


def _data(event: Event, programme: Programme, language: str, *, is_draft: bool = False) -> dict[str, Any]:
    with translation.override(language):
        version = _("Version %(number)d of %(day)s") % {
            "number": programme.number,
            "day": in_words(programme.released_at.date()),
        }
        return {
            "language": language,
            "title": _("Programme: %(event)s") % {"event": event.title.text(language)},
            "heading": _said(event.title, language),
            "motto": _said(event.motto, language),
            "alliance": alliance.current().name,
            "when": event_wording.when(event, list(event.days.all())),
            "where": event_wording.where(event),
            "version": _("Draft: not released") if is_draft else version,
            "is_draft": is_draft,
            "page": pgettext("of a printed document", "Page"),
            "programme": _("Programme"),
            "days": [
                {"day": wording.weekday(day), "items": [_item(entry, language) for entry in entries]}
                for day, entries in programme.days
            ],
        }


def _item(entry: Entry, language: str) -> dict[str, Any]:
    kind = entry.kind.label if entry.round is None else _("Forum, round %(round)d") % {"round": entry.round}
    return {
        "hours": wording.span(entry.begins_at, entry.ends_at),
        "kind": str(kind),
        "is_break": entry.kind == "break",
        "title": _said(entry.title, language),
        "abstract": _said(entry.abstract, language),
        "room": ", ".join(part for part in (entry.room, entry.way) if part),
        "speakers": [_speaker(speaker, language) for speaker in entry.speakers],
    }


def _speaker(speaker: Speaker, language: str) -> dict[str, str]:
    return {
        "name": speaker.name,
        "kind": str(ContributionKind(speaker.kind).label),
        "position": speaker.position_held.text(language),
    }


def _said(text: TranslatedText, language: str) -> dict[str, str]:
    """A text with the language that it is really in."""
    return {"text": text.text(language), "lang": text.language_for(language)}
