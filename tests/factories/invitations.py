"""People who may be invited, segments of them, and invitations, for tests."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

from anpacken.core.texts import TranslatedText
from anpacken.events.models import Event
from anpacken.invitations.actions import rounds
from anpacken.invitations.models import Invitation
from anpacken.people.choices import Channel, ConsentDeed, ConsentPurpose
from anpacken.people.models import Consent, Organisation, Person
from anpacken.segments.models import Segment
from tests.factories.events import AT, BY, make_event

_numbers = count(1)


def agree(subject: Person | Organisation, deed: ConsentDeed = ConsentDeed.GIVEN, purpose: Any = None) -> None:
    """One line in the ledger, for news and invitations unless said otherwise."""
    whose = {"person": subject} if isinstance(subject, Person) else {"organisation": subject}
    then = AT - timedelta(days=30 if deed == ConsentDeed.GIVEN else 20)
    facts = {"language": "de", "channel": Channel.WEB, "asked_at": then, "confirmed_at": then, "recorded_at": then}
    Consent.objects.create(purpose=purpose or ConsentPurpose.NEWSLETTER, deed=deed, **whose, **facts)


def make_person(
    email: str, name: str = "Ada Muster", *, place: str = "Celle", agrees: bool = True, **more: Any
) -> Person:
    first, _space, last = name.rpartition(" ")
    made = Person.objects.create(
        first_name=first, last_name=last, place=place, email=email, email_key=email or None, **more
    )
    if agrees:
        agree(made)
    return made


def make_segment(place: str = "Celle", subject: str = "person") -> Segment:
    """Everybody in a place."""
    node = {"condition": "place", "operator": "is", "value": [place]}
    name = f"Probe {next(_numbers)}"
    return Segment.objects.create(name=name, subject=subject, conditions={"all": [node]})


def send(event: Event, segment: Segment, *, greeting: TranslatedText | None = None, at: Any = AT) -> int:
    """Invites a segment and writes all its mails; tells how many."""
    begun = rounds.invite(event=event, segment=segment, greeting=greeting or TranslatedText(), by=BY, at=at)
    while rounds.go_on(round_pk=begun.pk, by=BY, at=at):
        pass
    begun.refresh_from_db()
    return begun.sent_count


def invited(email: str = "ada@example.org", *, event: Event | None = None, **facts: Any) -> Invitation:
    """Somebody invited to an event by invitation."""
    person = make_person(email, place=f"Ort{next(_numbers)}", **facts)
    send(event or make_event(by_invitation=True), make_segment(person.place))
    return Invitation.objects.select_related("event", "registration").get(email_key=email)
