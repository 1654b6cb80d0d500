"""Releasing a draft as a numbered version."""

from __future__ import annotations

from datetime import datetime

from anpacken.audit.actions import record
from anpacken.core import page_cache
from anpacken.core.actors import Actor
from anpacken.core.texts import TranslatedText
from anpacken.events.models import Event
from anpacken.programme import errors, snapshots
from anpacken.programme.actions.holding import held_event
from anpacken.programme.models import Release, Telling
from anpacken.programme.queries.drafts import draft
from anpacken.programme.queries.telling import recipients


def release(
    *,
    event: Event,
    by: Actor,
    at: datetime,
    seen: str | None = None,
    note: TranslatedText | None = None,
    in_spite: bool = False,
    tell_affected: bool = False,
    tell_everybody: bool = False,
) -> Release:
    """Shows the draft to the public as the next version, and notes who is told what has changed for them.

    `seen` is the mark of the draft that was looked at (`snapshots.mark`); None takes it as it stands. Who is told is
    settled here; the mails are queued afterwards (`tellings.walk`), so that nobody who registers has to wait.

    Raises:
        ProgrammeEmpty, NothingChanged
        DraftChanged: the draft is no longer what was looked at.
        ConflictsStand: it has conflicts, and `in_spite` does not say to release it all the same.
    """
    with held_event(event.pk) as held:
        now = draft(held)
        entries = snapshots.of_items(now.items)
        before = Release.objects.filter(event=held).order_by("-number").first()
        if not entries and before is None:
            raise errors.ProgrammeEmpty
        if seen is not None and seen != snapshots.mark(entries):
            raise errors.DraftChanged
        changes = snapshots.changes(snapshots.from_json(before.snapshot), entries) if before is not None else []
        if before is not None and not changes:
            raise errors.NothingChanged(number=before.number)
        standing = now.conflicts()
        if standing and not in_spite:
            raise errors.ConflictsStand(count=len(standing))
        made = Release(
            event=held,
            number=before.number + 1 if before is not None else 1,
            released_at=at,
            note=note or TranslatedText(),
            snapshot=snapshots.to_json(entries),
            changes=[snapshots.change_to_json(change) for change in changes],
        )
        made.save(force_insert=True)
        told = recipients(held, changes, affected_too=tell_affected, everybody=tell_everybody)
        Telling.objects.bulk_create(
            Telling(release=made, registration=each.registration, changes=list(each.changes)) for each in told
        )
        record(by=by, action="event.programme_released", target=held, at=at, number=made.number, told=len(told))
        page_cache.changed("events", f"event:{held.public_id}")
    return made
