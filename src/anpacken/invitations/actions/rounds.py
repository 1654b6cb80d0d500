"""Rounds of invitations and reminders: begun by the office, written by the walker in batches.

A batch is one transaction: the invitations, their mails in the outbox, and how far the round has come. Killed at any
moment, a round goes on where its last batch ended: nobody is written to twice, nobody is passed over. That an address
is invited once only is held by a constraint, too.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from anpacken.audit.actions import record
from anpacken.core import languages
from anpacken.core.actors import Actor
from anpacken.core.inserts import insert
from anpacken.core.texts import TranslatedText
from anpacken.events.models import Event
from anpacken.invitations import errors, rules
from anpacken.invitations.actions import notices
from anpacken.invitations.choices import INVITATION_TRANSITIONS, REMIND_AFTER_DAYS, InvitationState, RoundKind
from anpacken.invitations.models import Invitation, Round
from anpacken.invitations.queries import audience
from anpacken.mail.rules import without_controls
from anpacken.people.models import Organisation, Person
from anpacken.segments.choices import SegmentSubject
from anpacken.segments.models import Segment
from anpacken.segments.queries.members import about

BATCH = 100


def invite(*, event: Event, segment: Segment, greeting: TranslatedText, by: Actor, at: datetime) -> Round:
    """Begins a round: everybody in the segment who agreed to be invited and is neither invited nor registered yet.

    Raises:
        NothingToInviteTo: nobody can register for the event.
        NobodyToInvite: nobody would get a mail.
        RoundRuns: an earlier round is not done.
    """
    if not rules.can_invite(event, at=at):
        raise errors.NothingToInviteTo
    if not audience.audience(event, segment, at=at).count:
        raise errors.NobodyToInvite
    begun = Round(event=event, segment=segment, segment_name=segment.name, greeting=greeting, begun_at=at)
    return _begin(begun, by=by, at=at)


def remind(*, event: Event, greeting: TranslatedText, by: Actor, at: datetime) -> Round:
    """Begins a round of reminders to those who have not answered and got no mail for some days.

    Raises:
        NothingToInviteTo, NobodyToRemind, RoundRuns
    """
    if not rules.can_invite(event, at=at):
        raise errors.NothingToInviteTo
    if not audience.to_remind(event, at=at).exists():
        raise errors.NobodyToRemind(days=REMIND_AFTER_DAYS)
    return _begin(Round(event=event, kind=RoundKind.REMINDING, greeting=greeting, begun_at=at), by=by, at=at)


def go_on(*, round_pk: int, by: Actor, at: datetime, most: int = BATCH) -> bool:
    """Writes the next mails of a round. Returns whether there may be more; done again, it does nothing."""
    with transaction.atomic():
        current = _held(round_pk)
        if current.done_at is not None:
            return False
        event = current.event
        written = 0
        if rules.can_invite(event, at=at):
            step = _remind_next if current.kind == RoundKind.REMINDING else _invite_next
            written = step(current, event, by=by, at=at, most=most)
        current.sent_count += written
        if not written:
            current.done_at = at
            told = {"kind": current.kind, "mails": current.sent_count}
            record(by=by, action="invitations.sent", target=event, at=at, **told)
        current.save(update_fields=["sent_count", "done_at", "persons_up_to", "organisations_up_to"])
    return current.done_at is None


def _held(round_pk: int) -> Round:
    """The round, locked until the end of the batch: of two workers the second finds it where the first left it."""
    return Round.objects.select_for_update(of=("self",), no_key=True).get(pk=round_pk)


def _begin(begun: Round, *, by: Actor, at: datetime) -> Round:
    try:
        with transaction.atomic():
            begun.save(force_insert=True)
            record(by=by, action="invitations.begun", target=begun.event, at=at, kind=begun.kind)
    except IntegrityError as error:
        raise errors.RoundRuns from error
    return begun


def _invite_next(current: Round, event: Event, *, by: Actor, at: datetime, most: int) -> int:
    """The next of the persons, then of the organisations. 0: there are no more."""
    segment = current.segment
    if segment is None:
        return 0
    tables: tuple[Any, ...] = about(SegmentSubject(segment.subject))
    for model in tables:
        column = "persons_up_to" if model is Person else "organisations_up_to"
        after = getattr(current, column)
        found: list[Any] = audience.to_invite(event, segment, model, after=after, most=most, at=at)
        if found:
            # Organisations may share an address: the first is invited, the others are known to be from then on.
            once = {subject.email_key: subject for subject in reversed(found)}
            for subject in reversed(once.values()):
                _invite(current, event, subject, by=by, at=at)
            setattr(current, column, found[-1].pk)
            return len(once)
    return 0


def _invite(current: Round, event: Event, subject: Person | Organisation, *, by: Actor, at: datetime) -> None:
    invitation = Invitation(
        event=event,
        round=current,
        person=subject if isinstance(subject, Person) else None,
        organisation=subject if isinstance(subject, Organisation) else None,
        name=without_controls(str(subject))[:200],
        email=subject.email,
        email_key=subject.email_key,
        language=_language(subject),
        invited_at=at,
        mailed_at=at,
    )
    insert(invitation)
    notices.invite(invitation, event, subject=subject, greeting=current.greeting, is_reminder=False, by=by, at=at)


def _remind_next(current: Round, event: Event, *, by: Actor, at: datetime, most: int) -> int:
    # Who has been reminded in this round has got a mail just now, and so is no longer among those to remind.
    found = audience.to_remind(event, at=at).select_related("person", "organisation").order_by("pk")[:most]
    waiting = list(found)
    for invitation in waiting:
        subject = invitation.person or invitation.organisation
        if subject is not None:
            notices.invite(
                invitation, event, subject=subject, greeting=current.greeting, is_reminder=True, by=by, at=at
            )
        invitation.mailed_at = at
        invitation.reminder_count += 1
    Invitation.objects.bulk_update(waiting, ["mailed_at", "reminder_count"])
    return len(waiting)


def _language(subject: Person | Organisation) -> str:
    return subject.language if subject.language in languages.codes() else languages.source()


def withdraw(*, invitation: Invitation, by: Actor, at: datetime) -> None:
    """Takes back an invitation that was not used. Nobody is told: the link says so.

    Raises:
        TransitionRefused: it has been used, or was withdrawn before.
    """
    with transaction.atomic():
        current = Invitation.objects.select_for_update(of=("self",), no_key=True).get(pk=invitation.pk)
        INVITATION_TRANSITIONS.check(InvitationState(current.state), InvitationState.WITHDRAWN)
        current.state = InvitationState.WITHDRAWN
        current.save(update_fields=["state"])
        record(by=by, action="invitation.withdrawn", target=current, at=at)
