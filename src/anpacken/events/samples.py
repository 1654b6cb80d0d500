"""Mails about an event as a made-up person would get them: for the office, before anybody does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from anpacken.core import languages
from anpacken.core.ids import new_public_id
from anpacken.core.languages import Language
from anpacken.core.texts import TranslatedText
from anpacken.events import links, own_words
from anpacken.events.actions import notices
from anpacken.events.choices import Occasion, RegistrationState
from anpacken.events.models import Event, Registration
from anpacken.mail.rendering import Written, write


@dataclass(frozen=True, slots=True)
class Sample:
    """One mail in one language."""

    language: Language
    is_own: bool
    """Whether it says words of the event's own."""
    mail: Written


def made_up(event: Event, language: str) -> Registration:
    """Somebody who is nowhere written down, registered with one companion."""
    with translation.override(language):
        return Registration(
            public_id=new_public_id(),
            event=event,
            state=RegistrationState.CONFIRMED,
            name=_("Alex Example"),
            email="alex@example.org",
            organisation_name=_("Example Association"),
            companions=1,
            language=language,
        )


def of_occasion(
    event: Event, occasion: Occasion, *, subject: TranslatedText, text: TranslatedText, at: datetime
) -> list[Sample]:
    """The mail of an occasion with these words, in every language."""
    found = []
    for code in languages.codes():
        registration = made_up(event, code)
        own = tuple(each.text(code) if each.has(code) else "" for each in (subject, text))
        context = _context(occasion, registration, event, at=at)
        if any(own):
            with translation.override(code):
                values = own_words.values(
                    registration, context, lines=[], manage_url=context["manage_url"], until=context["until"]
                )
            context["own"] = own_words.own(own[0], own[1], values=values)
        template = f"events/mail/{occasion.value}.html"
        mail = write(template=template, context=context, language=code)
        found.append(Sample(languages.language(code), any(own), mail))
    return found


def _context(occasion: Occasion, registration: Registration, event: Event, *, at: datetime) -> dict[str, Any]:
    said: Mapping[str, Any] = notices.say(event, registration.language)["context"]
    until = timezone.localtime(at + timedelta(hours=event.offer_hours))
    with translation.override(registration.language):
        held_until = date_format(until, "DATETIME_FORMAT")
    return {
        **said,
        "companions": registration.companions,
        "children": 0,
        "seats": registration.seats,
        "lines": [],
        "manage_url": links.manage_url(registration),
        "until": held_until if occasion in own_words.HELD else "",
        "had_seat": True,
        "approved": False,
        "reason": "",
        "was": "",
        "who": {"name": registration.name, "organisation": registration.organisation_name, "members": ""},
        "state": registration.state,
        "has_entry": occasion == Occasion.TICKET,
    }
