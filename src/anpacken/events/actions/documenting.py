"""What came of an event, and whether it is documented: written for the room that documents events."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.core.texts import TranslatedText
from anpacken.events.actions import seats
from anpacken.events.models import Event, Forum


def mark(*, event: Event, is_documented: bool, by: Actor, at: datetime) -> None:
    """Says that the event's documentation can be read by everybody, or no longer."""
    with seats.held(event.pk) as held:
        held.event.documented_at = at if is_documented else None
        held.event.save(update_fields=["documented_at"])
        deed = "event.documented" if is_documented else "event.documentation_withdrawn"
        record(by=by, action=deed, target=held.event, at=at)
        seats.tell_pages(held.event)


def write_findings(
    *, event: Event, whole: TranslatedText, forums: Mapping[int, TranslatedText], by: Actor, at: datetime
) -> bool:
    """Writes what came of an event and of its forums, by their keys; whether anything is new. What is not named stays.

    A text is laid over what is stored, so that an unchanged translation keeps the source that it was made from.
    """
    with seats.held(event.pk) as held:
        changed = [_laid_over(held.event, whole)] if whole != held.event.findings else []
        known = Forum.objects.select_for_update(no_key=True).filter(event=held.event, pk__in=forums)
        changed += [_laid_over(forum, forums[forum.pk]) for forum in known if forums[forum.pk] != forum.findings]
        for found in changed:
            found.save(update_fields=["findings"])
        if changed:
            held.event.changed_at = at
            held.event.revision += 1
            held.event.save(update_fields=["changed_at", "revision"])
            record(by=by, action="event.findings_changed", target=held.event, at=at, texts=len(changed))
            seats.tell_pages(held.event)
    return bool(changed)


def _laid_over(found: Event | Forum, said: TranslatedText) -> Event | Forum:
    found._meta.get_field("findings").save_form_data(found, said)
    return found
