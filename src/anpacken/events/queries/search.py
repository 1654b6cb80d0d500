"""Finding events by words, the same way on both databases."""

from __future__ import annotations

from django.db import models

from anpacken.core.folding import fold
from anpacken.events.models import Event


def search_text_of(event: Event) -> str:
    """All words by which an event is to be found, in all languages."""
    texts = [event.title, event.motto, event.summary, event.art, *([event.series.name] if event.series else [])]
    words = [text.text(code) for text in texts for code in text]
    words += [event.venue, event.municipality.name if event.municipality else ""]
    words += [partner.organisation.name for partner in event.partners.select_related("organisation")]
    words += list(event.contributions.values_list("name", flat=True))
    return fold(" ".join(word for word in words if word))


def with_words(events: models.QuerySet[Event], words: str) -> models.QuerySet[Event]:
    """Only events in which each of the words stands."""
    for word in fold(words).split():
        events = events.filter(search_text__contains=word)
    return events
