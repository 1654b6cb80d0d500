"""The consents of two records that become one, and of one that becomes two again: never a contact without consent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from anpacken.core.actors import Actor
from anpacken.people import rules
from anpacken.people.actions import consents
from anpacken.people.actions._journal import Journal
from anpacken.people.choices import Channel, ConsentDeed, ConsentPurpose
from anpacken.people.models import Consent
from anpacken.people.queries.consents import owner_field
from anpacken.people.queries.merging import Outcome
from anpacken.people.queries.subjects import Subject

_NOT_COPIED = {"id", "public_id", "person_id", "organisation_id", "copy_of"}


def copy(
    kept: Subject,
    shadow: Subject,
    outcomes: Sequence[Outcome],
    journal: Journal,
    *,
    evidence: str,
    by: Actor,
    at: datetime,
) -> None:
    """Copies the shadow's lines with channel, times and evidence; the originals stay where they are.

    What must not count any more by `outcomes` is withdrawn, with the merge as its reason.
    """
    journal.own_lines = list(Consent.objects.of(kept).order_by("pk").values_list("pk", flat=True))
    owner = owner_field(type(kept))
    names = [field.attname for field in Consent._meta.concrete_fields if field.attname not in _NOT_COPIED]
    for line in Consent.objects.of(shadow).order_by("confirmed_at", "pk"):
        values = {name: getattr(line, name) for name in names}
        journal.copied.append(Consent.objects.create(copy_of=line.public_id, **{owner: kept}, **values).pk)
    for outcome in outcomes:
        if not outcome.is_live:
            written = consents.withdraw(
                subject=kept, purpose=outcome.purpose, channel=Channel.OFFICE, evidence=evidence, by=by, at=at
            )
            if written is not None:
                journal.withdrawn.append(written.pk)


def take_back(kept: Subject, shadow: Subject, journal: Journal, *, had: str | None, by: Actor, at: datetime) -> None:
    """Takes the merge's own lines away again. `had` is the kept record's normalised address while they were one.

    What was withdrawn since is withdrawn with both. What was agreed to since for an address that goes back to the
    other record counts with neither.
    """
    of_merge = {*journal.copied, *journal.withdrawn}
    Consent.objects.of(kept).filter(pk__in=of_merge).delete()
    since = Consent.objects.of(kept).exclude(pk__in=journal.own_lines).order_by("confirmed_at", "pk")
    for line in since.filter(deed=ConsentDeed.WITHDRAWN):
        newest = Consent.objects.of(shadow).filter(purpose=line.purpose).order_by("-confirmed_at", "-pk").first()
        if newest is not None and newest.confirmed_at <= line.confirmed_at:
            _withdraw(shadow, line.purpose, channel=Channel(line.channel), by=by, at=at)
    if kept.email_key != had and since.filter(purpose=ConsentPurpose.NEWSLETTER, deed=ConsentDeed.GIVEN).exists():
        before = Consent.objects.of(kept).filter(pk__in=journal.own_lines, purpose=ConsentPurpose.NEWSLETTER)
        own = before.order_by("-confirmed_at", "-pk").first()
        if own is None or own.deed != ConsentDeed.GIVEN:
            _withdraw(kept, ConsentPurpose.NEWSLETTER, channel=Channel.OFFICE, by=by, at=at)


def _withdraw(subject: Subject, purpose: str, *, channel: Channel, by: Actor, at: datetime) -> None:
    if rules.may_contact(subject, ConsentPurpose(purpose), at=at):
        consents.withdraw(
            subject=subject,
            purpose=ConsentPurpose(purpose),
            channel=channel,
            evidence="undoing of a merge",
            by=by,
            at=at,
        )
