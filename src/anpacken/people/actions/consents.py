"""The only writers of the consent ledger."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from anpacken.audit.actions import record
from anpacken.core import page_cache
from anpacken.core.actors import Actor
from anpacken.media.models import Paper
from anpacken.people import rules
from anpacken.people.actions._locks import locked
from anpacken.people.choices import Channel, ConsentDeed, ConsentPurpose
from anpacken.people.errors import AskedAfterGiven, EvidenceMissing, GivenInFuture, RecordGone, WithdrawnSince
from anpacken.people.models import Confirmation, Consent, Organisation, Person
from anpacken.people.wordings import Wording


def give(
    *,
    subject: Person | Organisation,
    wording: Wording,
    channel: Channel,
    asked_at: datetime,
    evidence: str,
    by: Actor,
    at: datetime,
    confirmation: Confirmation | None = None,
    document: Paper | None = None,
    recorded_at: datetime | None = None,
) -> Consent:
    """Writes that `subject` agreed to `wording` at `at`, having been asked at `asked_at`.

    A consent that is live in the very same words is left as it is and returned. What was merged in the meantime is
    written for the record that was kept. `recorded_at` is when we learnt of it, if that is later than `at`: the line
    takes its place in the ledger by `at`, so a withdrawal after that stays what counts.

    Raises:
        EvidenceMissing: nothing is named that shows the consent.
        RecordGone: the record was erased.
    """
    if not evidence.strip():
        raise EvidenceMissing
    recorded_at = recorded_at or at
    with transaction.atomic():
        subject = locked(subject)
        newest = Consent.objects.of(subject).until(at).filter(purpose=wording.purpose).first()
        if newest is not None and newest.deed == ConsentDeed.GIVEN and newest.wording == wording.text:
            return newest
        consent = _write(
            subject,
            deed=ConsentDeed.GIVEN,
            channel=channel,
            asked_at=asked_at,
            confirmed_at=at,
            evidence=evidence[:200],
            confirmation=confirmation,
            document=document,
            recorded_at=recorded_at,
            **_said(wording),
        )
        told = {"purpose": wording.purpose.value, "version": wording.version}
        record(by=by, action="consent.given", target=subject, at=recorded_at, **told)
        page_cache.changed("supporters", "figures")
    return consent


def _said(wording: Wording) -> dict[str, str]:
    return {
        "purpose": wording.purpose,
        "wording": wording.text,
        "wording_version": wording.version,
        "language": wording.language,
    }


def enter(
    *,
    subject: Person | Organisation,
    wording: Wording,
    channel: Channel,
    asked_at: datetime,
    given_at: datetime,
    evidence: str,
    by: Actor,
    at: datetime,
    document: Paper | None = None,
) -> Consent:
    """Enters a consent that was given on paper or at a desk; `at` is now.

    Raises:
        EvidenceMissing: no document is named.
        GivenInFuture, AskedAfterGiven: the times cannot be right.
        WithdrawnSince: it was withdrawn later than it was given; the withdrawal counts.
        RecordGone: the record was erased.
    """
    if given_at > at:
        raise GivenInFuture
    if asked_at > given_at:
        raise AskedAfterGiven
    with transaction.atomic():
        subject = locked(subject)
        newest = Consent.objects.of(subject).filter(purpose=wording.purpose).first()
        if newest is not None and newest.deed == ConsentDeed.WITHDRAWN and newest.confirmed_at >= given_at:
            raise WithdrawnSince(day=date_format(timezone.localtime(newest.confirmed_at), "DATETIME_FORMAT"))
        return give(
            subject=subject,
            wording=wording,
            channel=channel,
            asked_at=asked_at,
            evidence=evidence,
            document=document,
            by=by,
            at=given_at,
            recorded_at=at,
        )


def withdraw(
    *,
    subject: Person | Organisation,
    purpose: ConsentPurpose,
    channel: Channel,
    by: Actor,
    at: datetime,
    evidence: str = "",
) -> Consent | None:
    """Writes that `subject` no longer agrees. None, and nothing written, when there is no live consent.

    A withdrawal that meets a merge is written for the record that was kept: it is never lost.
    """
    with transaction.atomic():
        try:
            subject = locked(subject)
        except RecordGone:
            return None
        if not rules.may_contact(subject, purpose, at=at):
            return None
        consent = _write(
            subject,
            purpose=purpose,
            deed=ConsentDeed.WITHDRAWN,
            language=subject.language,
            channel=channel,
            asked_at=at,
            confirmed_at=at,
            evidence=evidence[:200],
            recorded_at=at,
        )
        record(by=by, action="consent.withdrawn", target=subject, at=at, purpose=purpose.value)
        page_cache.changed("supporters", "figures")
    return consent


def _write(subject: Person | Organisation, **facts: object) -> Consent:
    owner = {"person": subject} if isinstance(subject, Person) else {"organisation": subject}
    return Consent.objects.create(**owner, **facts)
