"""What a letter says to one reader, and to a made-up one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import translation

from anpacken.core import clock, languages
from anpacken.events import asking, links, own_words, samples
from anpacken.events import rules as event_rules
from anpacken.events.actions import notices
from anpacken.events.models import Event, Registration
from anpacken.letters.models import Letter
from anpacken.mail.rendering import write

TEMPLATE = "letters/mail/letter.html"


def language_for(letter: Letter, registration: Registration) -> str:
    """The language in which somebody gets the letter: theirs if it is written in it. No mail is half and half."""
    return letter.text.language_for(registration.language)


def context(
    letter: Letter, registration: Registration, said: Mapping[str, Any], *, language: str, at: datetime
) -> dict[str, Any]:
    """The values of the mail. `said` is what all mails about the event say in this language."""
    event: Event = letter.event
    is_over = event_rules.is_over(event, at=at)
    with translation.override(language):
        lines: list[list[str]] = []
        if registration.pk and (not is_over or "{forums}" in letter.text.text(language)):
            lines = [[str(line.label), str(line.value)] for line in asking.lines(registration)]
        manage_url = links.manage_url(registration)
        values = own_words.values(registration, said, lines=lines, manage_url=manage_url)
    return {
        **said,
        "companions": registration.companions,
        "children": registration.children,
        "seats": registration.seats,
        "lines": lines,
        "manage_url": manage_url,
        "is_over": is_over,
        "own": own_words.own(letter.subject.text(language), letter.text.text(language), values=values),
    }


def made_up(letter: Letter, language: str) -> dict[str, Any]:
    """The values for a made-up reader."""
    said = notices.say(letter.event, language)["context"]
    registration = samples.made_up(letter.event, language)
    return context(letter, registration, said, language=language, at=clock.now())


def in_every_language(letter: Letter) -> list[samples.Sample]:
    """The letter in each language in which it is written."""
    found = []
    for code in languages.codes():
        if letter.text.has(code):
            mail = write(template=TEMPLATE, context=made_up(letter, code), language=code)
            found.append(samples.Sample(languages.language(code), is_own=True, mail=mail))
    return found
