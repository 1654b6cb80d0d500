"""Entering what was signed on paper, with the scan that shows it."""

from __future__ import annotations

from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.media.actions import papers
from anpacken.people.actions import consents
from anpacken.people.choices import Channel
from anpacken.people.errors import EvidenceMissing
from anpacken.people.models import Consent, Organisation, Person
from anpacken.people.wordings import Wording

COLLECTION = "Einwilligungen auf Papier"
"""The collection of scans, which only the office may open."""


def note_opened(*, line: Consent, subject: Person | Organisation, by: Actor, at: datetime) -> None:
    """Writes down that somebody opened the scan of a consent."""
    record(by=by, action="consent.scan_opened", target=subject, at=at, line=line.public_id)


def enter_consent(
    *,
    subject: Person | Organisation,
    wording: Wording,
    channel: Channel,
    given_at: datetime,
    evidence: str,
    by: Actor,
    at: datetime,
    asked_at: datetime | None = None,
    scan: UploadedFile | None = None,
) -> Consent:
    """`consents.enter` together with a scan, which belongs to the line and whose number stands in the evidence.

    Raises:
        EvidenceMissing, GivenInFuture, AskedAfterGiven, WithdrawnSince, RecordGone: as `consents.enter`; then the scan
            is not kept either.
    """
    if not evidence.strip():
        raise EvidenceMissing
    with transaction.atomic():
        named, paper = evidence.strip(), None
        if scan is not None:
            title = f"{named} ({given_at:%Y-%m-%d})"
            paper = papers.take_in_confidence(upload=scan, title=title, collection=COLLECTION, by=by, at=at)
            named = f"{named} · {paper.public_id}"
        return consents.enter(
            subject=subject,
            wording=wording,
            channel=channel,
            asked_at=asked_at or given_at,
            given_at=given_at,
            evidence=named,
            document=paper,
            by=by,
            at=at,
        )
