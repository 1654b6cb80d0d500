"""Whom an invitation or a reminder would reach now, and who is left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, QuerySet

from anpacken.events.models import Event, Registration
from anpacken.invitations import rules
from anpacken.invitations.choices import InvitationState
from anpacken.invitations.models import Invitation
from anpacken.people.models import Organisation, Person
from anpacken.segments.choices import SegmentSubject
from anpacken.segments.models import Segment
from anpacken.segments.queries import Reach, reach, reachable
from anpacken.segments.queries.members import about
from anpacken.segments.queries.reach import contactable

S = TypeVar("S", Person, Organisation)


@dataclass(frozen=True, slots=True)
class Audience:
    """`count` mails would go out. Of those who may be contacted the others were invited before or are registered."""

    reach: Reach
    count: int
    invited: int
    registered: int


def audience(event: Event, segment: Segment, *, at: datetime) -> Audience:
    """Counted anew from the segment, the ledger of consents, and who is invited or registered."""
    new, invited, registered = 0, 0, 0
    tables: tuple[Any, ...] = about(SegmentSubject(segment.subject))
    for model in tables:
        found: QuerySet[Any] = reachable(segment, rules.PURPOSE, model, at=at)
        new += _uninvited(found, event).values("email_key").distinct().count()
        invited += found.filter(_invited(event)).count()
        registered += found.filter(~_invited(event), _registered(event)).count()
    return Audience(reach(segment, rules.PURPOSE, at=at), new, invited, registered)


def to_invite(event: Event, segment: Segment, of: type[S], *, after: int, most: int, at: datetime) -> list[S]:
    """The next of the segment who may be contacted and have neither invitation nor registration, by key."""
    found = reachable(segment, rules.PURPOSE, of, at=at)
    return list(_uninvited(found, event).filter(pk__gt=after).order_by("pk")[:most])


def to_remind(event: Event, *, at: datetime) -> QuerySet[Invitation]:
    """Invitations without an answer whose last mail is a while ago, and whose people still agree to be written to."""
    registered = Registration.objects.active().filter(event=event, email_key=OuterRef("email_key"))
    return _still_agreeing(
        Invitation.objects.filter(
            ~Exists(registered),
            event=event,
            state=InvitationState.INVITED,
            mailed_at__lt=rules.reminded_before(at),
            email_key__isnull=False,
        ),
        at,
    )


def _still_agreeing(invitations: QuerySet[Invitation], at: datetime) -> QuerySet[Invitation]:
    persons = Person.objects.filter(pk__in=invitations.values("person"))
    organisations = Organisation.objects.filter(pk__in=invitations.values("organisation"))
    return invitations.filter(person__in=contactable(persons, rules.PURPOSE, at=at)) | invitations.filter(
        organisation__in=contactable(organisations, rules.PURPOSE, at=at)
    )


def _uninvited(found: QuerySet[S], event: Event) -> QuerySet[S]:
    return found.filter(~_invited(event), ~_registered(event))


def _invited(event: Event) -> Exists:
    return Exists(Invitation.objects.filter(event=event, email_key=OuterRef("email_key")))


def _registered(event: Event) -> Exists:
    return Exists(Registration.objects.active().filter(event=event, email_key=OuterRef("email_key")))
