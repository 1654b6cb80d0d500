"""Making, changing, copying and deleting segments, and writing down who took people out of one."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from anpacken.audit.actions import record as write_audit
from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.people.fields import name_key
from anpacken.segments import resolving, uses
from anpacken.segments.errors import ConditionsUnreadable, NameTaken, SegmentInUse
from anpacken.segments.models import Segment

LONGEST_NAME = 120


def save(*, record: Segment, changed: Sequence[str], by: Actor) -> Segment:
    """Saves a segment that the office made or changed.

    Raises:
        ConditionsUnreadable: its conditions are none, or name what there is not.
        NameTaken: another segment is called so.
    """
    resolved = resolving.resolve_segment(record)
    if resolved.problems:
        raise ConditionsUnreadable(why=resolved.problems[0].words)
    is_new = record.pk is None
    with transaction.atomic():
        if Segment.objects.filter(name_key=name_key(record.name)).exclude(pk=record.pk).exists():
            raise NameTaken
        record.changed_at = clock.now()
        record.save()
        action = "segment.created" if is_new else "segment.changed"
        write_audit(by=by, action=action, target=record, fields=list(changed))
    return record


def copy(*, segment: Segment, by: Actor) -> Segment:
    """A segment with the same conditions and a name that tells it is a copy; a broken one can be copied too."""
    with transaction.atomic():
        made = Segment.objects.create(
            name=_free_name(segment),
            description=segment.description,
            subject=segment.subject,
            conditions=segment.conditions,
            made_at=clock.now(),
            changed_at=clock.now(),
        )
        write_audit(by=by, action="segment.copied", target=made, of=segment.public_id)
    return made


def delete(*, record: Segment, by: Actor) -> None:
    """Deletes a segment that nothing uses.

    Raises:
        SegmentInUse: something does.
    """
    with transaction.atomic():
        found = uses.of(record)
        if found:
            raise SegmentInUse(uses=", ".join(found))
        write_audit(by=by, action="segment.deleted", target=record)
        record.delete()


def note_export(*, segment: Segment, contact: str, purpose: str, format: str, rows: int, by: Actor) -> None:  # noqa: A002
    """Writes down that people of a segment left the house: what for in words, by which consent, and how many."""
    write_audit(
        by=by,
        action="segment.exported",
        target=segment,
        contact=contact,
        purpose=purpose,
        format=format,
        rows=rows,
    )


def _free_name(segment: Segment) -> str:
    taken = set(Segment.objects.values_list("name_key", flat=True))
    number = 1
    while True:
        end = _(" (copy)") if number == 1 else _(" (copy %(number)d)") % {"number": number}
        name = segment.name[: LONGEST_NAME - len(end)] + end
        if name_key(name) not in taken:
            return name
        number += 1
