"""Writing the documentation of an event, publishing it and taking it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from anpacken.audit.actions import record as record_deed
from anpacken.core import page_cache
from anpacken.core.actors import Actor
from anpacken.core.texts import TranslatedText
from anpacken.documentation import errors
from anpacken.documentation.choices import DemandState, DocumentationState
from anpacken.documentation.models import Became, Demand, Documentation
from anpacken.documentation.queries.shown import shown
from anpacken.events.actions import documenting as events
from anpacken.events.choices import EventState
from anpacken.events.models import Event, Forum


def save(
    *,
    record: Documentation,
    seen: int,
    whole: TranslatedText,
    forums: Mapping[int, TranslatedText],
    changed: Sequence[str],
    save_related: Callable[[], None],
    by: Actor,
    at: datetime,
) -> Documentation:
    """Saves what the office's page says: the documentation with all its parts, and what came of event and forums.

    `seen` is the revision that was on the page.

    Raises:
        ChangedMeanwhile: somebody else has saved since.
        DemandIsHandedOn: a demand that is being followed up was reworded or removed.
        ForumOfOtherEvent: a demand names a forum of another event.
    """
    with transaction.atomic():
        # Also for the very first save of two people at once: the event is there before its documentation.
        event = Event.objects.select_for_update(no_key=True).get(pk=record.event_id)
        stored = Documentation.objects.filter(event=event).first()
        if (stored.revision if stored else 0) != seen or (stored is not None and stored.pk != record.pk):
            raise errors.ChangedMeanwhile
        handed_on = _handed_on(stored)
        if stored is not None:
            record.state, record.published_at = stored.state, stored.published_at
        record.revision, record.changed_at = seen + 1, at
        record.save()
        save_related()
        if _handed_on(record) != handed_on:
            raise errors.DemandIsHandedOn
        others = Demand.objects.filter(documentation=record, forum__isnull=False).exclude(forum__event=event)
        if others.exists():
            raise errors.ForumOfOtherEvent
        Demand.objects.filter(documentation=record, raised_on=None).update(raised_on=event.starts_on)
        events.write_findings(event=event, whole=whole, forums=forums, by=by, at=at)
        deed = "documentation.changed" if stored else "documentation.created"
        record_deed(by=by, action=deed, target=record, at=at, event=event.public_id, fields=list(changed))
        tell_pages(event)
    return record


def publish(*, documentation: Documentation, by: Actor, at: datetime) -> None:
    """Shows the documentation to everybody; the event counts as documented. Once more changes nothing.

    Raises:
        EventNotHeld, NothingToShow
        NotFitToShow: a picture, film or paper lacks what it needs; the page names each.
    """
    with transaction.atomic():
        Event.objects.select_for_update(no_key=True).get(pk=documentation.event_id)
        found = Documentation.objects.select_related("event", "recording").get(pk=documentation.pk)
        if found.event.state != EventState.HELD:
            raise errors.EventNotHeld
        everything = shown(found)
        if everything.problems:
            first = everything.problems[0]
            raise errors.NotFitToShow(first=f"{first.what}: {', '.join(first.lacks)}.")
        if everything.is_empty:
            raise errors.NothingToShow
        if found.state != DocumentationState.PUBLISHED:
            _move(found, DocumentationState.PUBLISHED, by=by, at=at)


def withdraw(*, documentation: Documentation, by: Actor, at: datetime) -> None:
    """Makes a published documentation a draft again. Once more changes nothing."""
    with transaction.atomic():
        Event.objects.select_for_update(no_key=True).get(pk=documentation.event_id)
        found = Documentation.objects.select_related("event").get(pk=documentation.pk)
        if found.state != DocumentationState.DRAFT:
            _move(found, DocumentationState.DRAFT, by=by, at=at)


def write_became(*, event: Event, texts: Mapping[int | None, TranslatedText], by: Actor, at: datetime) -> int:
    """Writes what became of the findings of the event before, by the key of the forum, None for the whole.

    An empty text takes the entry back. Returns how many entries stand then.
    """
    with transaction.atomic():
        current = Event.objects.select_for_update(no_key=True).get(pk=event.pk)
        known = {one.forum_id: one for one in Became.objects.filter(event=current)}
        own = set(Forum.objects.filter(event=current.follows_id).values_list("pk", flat=True))
        for forum, said in texts.items():
            if forum is not None and forum not in own:
                continue
            entry = known.get(forum, Became(event=current, forum_id=forum))
            Became._meta.get_field("text").save_form_data(entry, said)
            if entry.text:
                entry.save()
            elif entry.pk is not None:
                entry.delete()
        record_deed(by=by, action="event.became_written", target=current, at=at)
        tell_pages(current)
        return Became.objects.filter(event=current).count()


def tell_pages(event: Event) -> None:
    """Pages that show something of this documentation are made anew."""
    page_cache.changed("events", f"event:{event.public_id}")


def _handed_on(documentation: Documentation | None) -> dict[int, TranslatedText]:
    """Demands that are being followed up, each with its wording."""
    if documentation is None:
        return {}
    found = Demand.objects.filter(documentation=documentation.pk, state=DemandState.HANDED_ON)
    return {demand.pk: demand.wording for demand in found}


def _move(found: Documentation, state: DocumentationState, *, by: Actor, at: datetime) -> None:
    found.state = state
    found.published_at = at if state == DocumentationState.PUBLISHED else None
    Documentation.objects.filter(pk=found.pk).update(state=found.state, published_at=found.published_at)
    events.mark(event=found.event, is_documented=state == DocumentationState.PUBLISHED, by=by, at=at)
