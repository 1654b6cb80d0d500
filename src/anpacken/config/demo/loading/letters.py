"""Planned letters of coming events, and what those say in their own words."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from anpacken.config.demo.loading.ledger import Found, Ledger
from anpacken.config.demo.schema.letters import LettersFile
from anpacken.config.demo.schema.values import value_of
from anpacken.core.actors import Actor
from anpacken.events.actions import texts
from anpacken.events.models import Event
from anpacken.letters.actions import letters
from anpacken.letters.errors import EventHasBegun, EventNotOn, MomentPast


def load_letters(file: LettersFile, ledger: Ledger, *, by: Actor, at: datetime) -> int:
    """Lays out the letters that were never brought, and returns for how many events."""
    due = [entry for entry in file.letters if ledger.is_due("letters", entry.event)]
    events = Found({event.slug: event for event in Event.objects.filter(slug__in=[entry.event for entry in due])})
    for entry in due:
        event = events[entry.event]
        letters.lay_out(event=event, by=by, at=at)
        for letter in event.letters.filter(kind__in=entry.turned_on):
            # An event of an earlier load may be too near by now: then it stays a draft.
            with suppress(MomentPast, EventHasBegun, EventNotOn):
                letters.turn_on(letter=letter, by=by, at=at)
        for words in entry.words:
            subject, text = value_of(words.subject), words.text.value
            texts.write(event=event, occasion=words.occasion, subject=subject, text=text, by=by, at=at)
    return len(due)
