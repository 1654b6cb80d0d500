"""Tags: made on the way or in their list, put on people and taken off."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from django.db import transaction

from anpacken.audit.actions import record as write_audit
from anpacken.core.actors import Actor
from anpacken.core.folding import fold
from anpacken.people.errors import TagKnown
from anpacken.people.models import Tag

KEY_LENGTH = 80


def named(names: Iterable[str], *, by: Actor) -> list[Tag]:
    """The tags of these names, made where there are none. Capitals and accents make no other tag."""
    wanted: dict[str, str] = {}
    for name in names:
        if fold(name):
            wanted.setdefault(fold(name)[:KEY_LENGTH], " ".join(name.split()))
    with transaction.atomic():
        known = {tag.name_key: tag for tag in Tag.objects.filter(name_key__in=wanted)}
        for key, name in wanted.items():
            if key not in known:
                known[key] = Tag.objects.create(name=name)
                write_audit(by=by, action="tag.created", target=known[key])
    return [known[key] for key in wanted]


def save(*, record: Tag, changed: Sequence[str], save_related: Callable[[], None], by: Actor) -> None:
    """Saves a tag from its list.

    Raises:
        TagKnown: there is one of this name.
    """
    is_new = record.pk is None
    with transaction.atomic():
        if Tag.objects.filter(name_key=fold(record.name)[:KEY_LENGTH]).exclude(pk=record.pk).exists():
            raise TagKnown
        record.save()
        save_related()
        write_audit(by=by, action="tag.created" if is_new else "tag.changed", target=record, fields=list(changed))


def delete(*, record: Tag, by: Actor) -> None:
    """Takes a tag off everybody who has it, and out of the list."""
    with transaction.atomic():
        persons, organisations = record.persons.count(), record.organisations.count()
        write_audit(by=by, action="tag.deleted", target=record, persons=persons, organisations=organisations)
        record.delete()
