"""Badges and attendance sheets as PDFs. They are made for whoever asks and kept nowhere."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import asdict
from datetime import time
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from anpacken.alliance import queries as alliance
from anpacken.core.scripts import direction_of
from anpacken.door.paper import attending
from anpacken.door.paper.labels import Sheet
from anpacken.events import wording
from anpacken.events.models import Event, Registration
from anpacken.forums.models import Place
from anpacken.people import spoken
from anpacken.programme.models import Item
from anpacken.ui.printing import typesetting

TEMPLATES = Path(__file__).resolve().parent.parent / "typst"
PRINTED_SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC")
"""Those of which the fonts that we print with have all letters."""
EMPTY_LINES = 5
"""Lines at the end of an attendance sheet for those who come unannounced."""


def badges(event: Event, people: Sequence[Registration], sheet: Sheet, *, first: int, languages: bool) -> bytes:
    """One badge per registration, and one per named member of a group; companions and children, whose names nobody
    was asked for, stand on it as "+ 2".

    `first` is the label on the first sheet to begin with, `languages` puts on it in which languages one may speak to
    whoever registered; of the others in a group it is not known.

    Raises:
        NotTypeset: the typesetter refused; the reason is for the office.
    """
    data = {
        **about(event),
        "title": _("Badges"),
        "sheet": asdict(sheet),
        "first": first,
        "badges": badge_data(event, people, languages=languages),
        "words": {"nothing": _("Nobody is registered yet.")},
    }
    return typeset("badges.typ", data)


def badge_data(event: Event, people: Sequence[Registration], *, languages: bool) -> list[dict[str, Any]]:
    """What stands on each badge, in the order of `people`."""
    places = attending.places(event)
    tongues = attending.languages(event, people) if languages else {}
    return [badge for one in people for badge in _badges(one, places.get(one.pk, []), tongues.get(one.pk, []))]


def attendance(event: Event, lists: Sequence[tuple[Item | None, Sequence[Registration]]]) -> bytes:
    """Sheets to sign, each from a new page on; without a slot it is the whole event. Raises `NotTypeset`."""
    data = {
        **about(event),
        "title": _("Attendance sheet"),
        "lists": [
            {
                "heading": str(slot) if slot is not None else _("All participants"),
                "facts": _slot_facts(slot) if slot is not None else "",
                "people": [line for one in people for line in _lines(one)],
                "heads": _("%(people)d registrations, %(heads)d people")
                % {"people": len(people), "heads": sum(one.seats for one in people)},
            }
            for slot, people in lists
        ],
        "empty": EMPTY_LINES,
        "words": {
            "number": _("No."),
            "name": _("Name"),
            "organisation": _("Organisation"),
            "signature": _("Signature"),
            "page": _("Page"),
        },
    }
    return typeset("attendance.typ", data)


def typeset(template: str, data: dict[str, Any]) -> bytes:
    """The PDF that one of this room's templates makes of `data`. Raises `NotTypeset`."""
    with typesetting.desk(TEMPLATES) as root:
        return typesetting.run(root, template, data)


def about(event: Event) -> dict[str, Any]:
    """What every paper says about the event, in the active language."""
    return {
        "language": translation.get_language(),
        "alliance": alliance.current().name,
        "event": str(event.title),
        "when": wording.when(event, list(event.days.all())),
        "where": wording.where(event),
    }


def said(text: str) -> dict[str, str]:
    """A text that somebody wrote, with the way it runs."""
    return {"text": text, "dir": direction_of(text)}


def _lines(registration: Registration) -> list[dict[str, Any]]:
    """One for whoever registered, with those who have no names as "+ 2", and one for each named member of a group."""
    names = registration.member_names
    first = _line(registration, registration.name, more=registration.seats - 1 - len(names))
    return [first, *(_line(registration, name) for name in names)]


def _line(registration: Registration, name: str, *, more: int = 0) -> dict[str, Any]:
    return {"name": said(name), "organisation": said(registration.organisation_name), "more": more}


def _badges(registration: Registration, places: Sequence[Place], languages: Sequence[str]) -> list[dict[str, Any]]:
    forums = [
        {
            "round": str(place.round),
            "title": said(str(place.item.forum)),
            "room": place.item.room.name if place.item.room is not None else "",
        }
        for place in places
    ]
    first, *others = _lines(registration)
    own = {**first, "forums": forums, "languages": [said(_printable(code)) for code in languages]}
    return [own, *({**line, "forums": forums, "languages": []} for line in others)]


def _printable(code: str) -> str:
    """The language's own name, or its name in the active language where our fonts lack the letters."""
    own = spoken.own_name(code)
    letters = (unicodedata.name(sign, "") for sign in own if sign.isalpha())
    return own if all(letter.startswith(PRINTED_SCRIPTS) for letter in letters) else spoken.name(code)


def _slot_facts(slot: Item) -> str:
    """ "Round 1 · Monday, 3 June 2019, 11:00 to 12:30 · Room 101"."""
    when = _("%(day)s, %(begin)s to %(end)s") % {
        "day": date_format(slot.on, "DATE_FORMAT"),
        "begin": _clock(slot.begins_at),
        "end": _clock(slot.ends_at),
    }
    parts = [_("Round %(round)d") % {"round": slot.round}, when, slot.room.name if slot.room is not None else ""]
    return " · ".join(part for part in parts if part)


def _clock(moment: time) -> str:
    return time_format(moment, "H:i")
