"""The only writers of the consent ledger."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from anpacken.audit.actions import record
from anpacken.core import page_cache
from anpacken.core.actors import Actor
from anpacken.people import rules
from anpacken.people.actions._locks import lock
from anpacken.people.choices import Channel, ConsentDeed, ConsentPurpose
from anpacken.people.errors import EvidenceMissing
from anpacken.people.models import Consent, Organisation, Person
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
) -> Consent:
    """Writes that `subject` agreed to `wording` at `at`, having been asked at `asked_at`.

    A consent that is live in the very same words is left as it is and returned.

    Raises:
        EvidenceMissing: nothing is named that shows the consent.
    """
    if not evidence.strip():
        raise EvidenceMissing
    with transaction.atomic():
        lock(subject)
        newest = Consent.objects.of(subject).until(at).filter(purpose=wording.purpose).first()
        if newest is not None and newest.deed == ConsentDeed.GIVEN and newest.wording == wording.text:
            return newest
        consent = _write(
            subject,
            purpose=wording.purpose,
            deed=ConsentDeed.GIVEN,
            wording=wording.text,
            wording_version=wording.version,
            language=wording.language,
            channel=channel,
            asked_at=asked_at,
            confirmed_at=at,
            evidence=evidence[:200],
        )
        record(
            by=by, action="consent.given", target=subject, at=at, purpose=wording.purpose.value, version=wording.version
        )
        page_cache.changed("supporters", "figures")
    return consent


def withdraw(
    *,
    subject: Person | Organisation,
    purpose: ConsentPurpose,
    channel: Channel,
    by: Actor,
    at: datetime,
    evidence: str = "",
) -> Consent | None:
    """Writes that `subject` no longer agrees. None, and nothing written, when there is no live consent."""
    with transaction.atomic():
        lock(subject)
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
        )
        record(by=by, action="consent.withdrawn", target=subject, at=at, purpose=purpose.value)
        page_cache.changed("supporters", "figures")
    return consent


def _write(subject: Person | Organisation, **facts: object) -> Consent:
    owner = {"person": subject} if isinstance(subject, Person) else {"organisation": subject}
    return Consent.objects.create(**owner, **facts)
