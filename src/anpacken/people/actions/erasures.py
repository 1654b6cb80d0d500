"""Erasing somebody (GDPR, Article 17): nothing stays by which they could be told, and no past figure changes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from anpacken.audit.actions import record
from anpacken.core import page_cache
from anpacken.core.actors import Actor, ActorKind
from anpacken.core.locks import one_at_a_time
from anpacken.mail.actions import forgetting
from anpacken.people import chapters
from anpacken.people.actions import _blanks, suppressions
from anpacken.people.actions._locks import IDENTITIES, locked
from anpacken.people.actions._moving import lock_all
from anpacken.people.actions.supporters import leave
from anpacken.people.chapters import Subject
from anpacken.people.choices import Channel, SuppressionReason
from anpacken.people.errors import RecordGone
from anpacken.people.models import DuplicatePair, Merge, Organisation, Person, SignUp
from anpacken.people.queries.identities import Identity, identity

__all__ = ["erase"]


def erase(*, subject: Subject, by: Actor, at: datetime) -> None:
    """Erases one person or organisation with every record that was merged into it, in one transaction.

    They leave the alliance; every room takes out what it knows (`people.chapters`); the row itself is emptied and
    stays, with its district and the days of its roles, for the counts of years gone by. The address stays only as a
    keyed hash. Somebody who is erased already is left as they are.

    An organisation that something published names keeps its name, and loses everything else.
    """
    with transaction.atomic():
        one_at_a_time(IDENTITIES)
        sign_ups = _held_sign_ups(identity(subject))
        try:
            held = locked(subject)
        except RecordGone:
            return
        who = identity(held)
        rows = lock_all(type(held), who.pks)
        channel = Channel.LINK if by.kind == ActorKind.LINK else Channel.OFFICE
        leave(subject=held, channel=channel, by=by, at=at)
        _blanks.end_roles(held, by=by, at=at)
        others = _others(who)
        for chapter in sorted(chapters.every(), key=lambda one: one.erased_last):
            chapter.erase(held, by=by, at=at)
        _forget_sign_ups([*sign_ups, *_held_sign_ups(who)])
        for address in who.addresses:
            if address not in others:
                suppressions.suppress(email=address, reason=SuppressionReason.ERASED, by=by, at=at)
        # Under the old public id: what was done before leads to this entry, and to the empty row nothing does.
        record(by=by, action=f"{who.owner}.erased", target=held, at=at)
        _blanks.blank_ledger(held, who.pks, by=by, at=at)
        for pk in who.pks:
            row = rows[pk]
            row.refresh_from_db()
            _blanks.blank_row(row, by=by, at=at)
        page_cache.changed("supporters", "figures")


def note_handed_out(*, subject: Subject, by: Actor, at: datetime) -> None:
    """Writes down that everything that is held was handed out (GDPR, Article 15)."""
    record(by=by, action="data.handed_out", target=subject, at=at)


def forget_comparisons(subject: Subject) -> None:
    """Deletes what compares the record with others, and what was kept to undo its merges."""
    who = identity(subject)
    for model, sides in ((DuplicatePair, ("first", "second")), (Merge, ("kept", "shadow"))):
        either = Q()
        for side in sides:
            either |= Q(**{f"{side}_{who.owner}__in": who.pks})
        model._base_manager.filter(either).delete()


def forget_mails(subject: Subject) -> None:
    """Blanks the mails to the addresses and about the record, except those about others with the same address."""
    who = identity(subject)
    refs = list(SignUp.objects.filter(**{f"{who.owner}__in": who.pks}).values_list("public_id", flat=True))
    about = {who.kind: who.refs, SignUp._meta.label_lower: refs}
    forgetting.forget(addresses=who.addresses, about=about, spare=_mails_of_others(who))


def forget_details(subject: Subject, *names: str) -> None:
    """Deletes the rows that hang on the record and on those merged into it, by the names of the relations."""
    who = identity(subject)
    for name in names:
        relation: Any = type(subject)._meta.get_field(name)
        foreign_key = relation.field
        foreign_key.model._base_manager.filter(**{f"{foreign_key.name}__in": who.pks}).delete()


def _held_sign_ups(who: Identity) -> list[int]:
    """Keys of somebody's sign-ups, held. Before the record itself: so does whoever confirms one."""
    linked = Q(**{f"{who.owner}__in": who.pks})
    unlinked = Q(email_key__in=who.addresses, person=None, organisation=None)
    found = SignUp.objects.select_for_update(of=("self",)).filter(linked | unlinked)
    return list(found.order_by("pk").values_list("pk", flat=True))


def _forget_sign_ups(pks: Sequence[int]) -> None:
    SignUp.objects.filter(pk__in=pks).delete()


def _others(who: Identity) -> set[str]:
    """Those of the addresses under which somebody else is kept still: a person and their association, for instance."""
    found: set[str] = set()
    for model in (Person, Organisation):
        kept = model.objects.filter(email_key__in=who.addresses)
        if model._meta.label_lower == who.kind:
            kept = kept.exclude(pk__in=who.pks)
        found |= {key for key in kept.values_list("email_key", flat=True) if key}
    return found


def _mails_of_others(who: Identity) -> dict[str, list[str]]:
    spared: dict[str, list[str]] = {SignUp._meta.label_lower: []}
    for model, owner in ((Person, "person"), (Organisation, "organisation")):
        kept = model.objects.filter(email_key__in=who.addresses)
        if model._meta.label_lower == who.kind:
            kept = kept.exclude(pk__in=who.pks)
        pks = list(kept.values_list("pk", flat=True))
        spared[model._meta.label_lower] = list(kept.values_list("public_id", flat=True))
        linked = SignUp.objects.filter(**{f"{owner}__in": pks})
        spared[SignUp._meta.label_lower] += list(linked.values_list("public_id", flat=True))
    return spared
