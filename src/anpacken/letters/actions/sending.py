"""Letters leave: first everybody who gets one is written down, all at once, then each copy goes into the outbox.

A copy is taken by one conditional UPDATE in the transaction that queues its mail. So whatever dies, and wherever: what
was queued is marked, what is not marked is queued by the next walk, and nobody gets it twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Q

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.events.actions import notices
from anpacken.letters import rules, sample
from anpacken.letters.choices import LeftOut, LetterState
from anpacken.letters.models import Letter, LetterCopy
from anpacken.letters.queries import letters as queries
from anpacken.mail.actions import outbox
from anpacken.mail.errors import AddressRefused, NameRefused

BY = Actor.job("letters.leave")
AT_ONCE = 500
"""So many copies in one walk; the next one goes on."""


def walk(*, at: datetime, most: int = AT_ONCE) -> int:
    """Begins what is due and queues what has begun, at most `most` mails. Returns how many."""
    for letter in queries.turned_on():
        if rules.is_due(letter, letter.event, at=at):
            begin(letter=letter, at=at)
    queued = 0
    for letter in Letter.objects.filter(state=LetterState.LEAVING).select_related("event__municipality").order_by("pk"):
        queued += _send(letter, most=most - queued, at=at)
        if queued >= most:
            break
    return queued


def begin(*, letter: Letter, at: datetime) -> None:
    """Fixes who gets the letter. Whoever comes second finds nothing to do."""
    with transaction.atomic():
        held = Letter.objects.select_for_update(of=("self",)).select_related("event").get(pk=letter.pk)
        if not rules.is_due(held, held.event, at=at):
            return
        people = queries.audience(held, at=at).order_by("pk").values_list("pk", "email")
        LetterCopy.objects.bulk_create(
            [
                LetterCopy(letter=held, registration_id=pk, left_out="" if email else LeftOut.NO_ADDRESS)
                for pk, email in people
            ],
            batch_size=500,
            ignore_conflicts=True,
        )
        held.state, held.begun_at = LetterState.LEAVING, at
        held.save(update_fields=["state", "begun_at"])
        record(by=BY, action="letter.leaving", target=held, at=at, recipients=queries.open_copies(held).count())


def _send(letter: Letter, *, most: int, at: datetime) -> int:
    said: dict[str, Mapping[str, Any]] = {}
    queued = 0
    for pk in list(queries.open_copies(letter).order_by("pk").values_list("pk", flat=True)[:most]):
        queued += _queue(letter, pk, said, at=at)
    if not queries.open_copies(letter).exists():
        _settle(letter, at=at)
    return queued


def _queue(letter: Letter, pk: int, said: dict[str, Mapping[str, Any]], *, at: datetime) -> bool:
    with transaction.atomic():
        # The condition stands on the row itself: through a join, Django would look for the row in a query of its own,
        # and who waited for the lock would not ask again.
        leaving = Letter.objects.filter(state=LetterState.LEAVING).values("pk")
        open_copy = LetterCopy.objects.filter(pk=pk, queued_at=None, left_out="", letter__in=leaving)
        if not open_copy.update(queued_at=at):
            return False
        copy = LetterCopy.objects.select_related("registration").get(pk=pk)
        registration = copy.registration
        registration.event = letter.event
        if not queries.audience(letter, at=at).filter(pk=registration.pk).exists():
            return _leave_out(copy, LeftOut.GONE)
        if not registration.email:
            return _leave_out(copy, LeftOut.NO_ADDRESS)
        language = sample.language_for(letter, registration)
        if language not in said:
            said[language] = notices.say(letter.event, language)["context"]
        try:
            outbox.queue(
                template=sample.TEMPLATE,
                to_email=registration.email,
                to_name=registration.name,
                language=language,
                context=sample.context(letter, registration, said[language], language=language, at=at),
                related=registration,
                priority=3,
                by=BY,
                at=at,
            )
        except (AddressRefused, NameRefused):
            # One address that nobody can write to keeps the letter from no one else.
            return _leave_out(copy, LeftOut.BAD_ADDRESS)
    return True


def _leave_out(copy: LetterCopy, why: LeftOut) -> bool:
    LetterCopy.objects.filter(pk=copy.pk).update(queued_at=None, left_out=why)
    return False


def _settle(letter: Letter, *, at: datetime) -> None:
    """All copies are written: the letter is sent, and how many got it stays with it."""
    with transaction.atomic():
        is_sent, is_out = Q(queued_at__isnull=False), ~Q(left_out="")
        counts = LetterCopy.objects.filter(letter=letter).aggregate(
            sent=Count("pk", filter=is_sent), out=Count("pk", filter=is_out)
        )
        if Letter.objects.filter(pk=letter.pk, state=LetterState.LEAVING).update(
            state=LetterState.SENT, sent_at=at, sent_count=counts["sent"], left_out_count=counts["out"]
        ):
            record(by=BY, action="letter.sent", target=letter, at=at, mails=counts["sent"], left_out=counts["out"])
