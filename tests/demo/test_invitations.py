"""The event by invitation of the demo: made-up people are invited, some have answered."""

from __future__ import annotations

import pytest

from anpacken.events.models import Event
from anpacken.invitations.models import Invitation, Round
from anpacken.invitations.queries import standing
from anpacken.people.models import Person


@pytest.mark.usefixtures("loaded")
def test_some_have_accepted_some_declined_and_nobody_is_real() -> None:
    event = Event.objects.get(slug="demo-empfang-celle")
    assert event.by_invitation
    counted = standing.counts(event)
    assert (counted.accepted, counted.declined, event.taken_seats) == (7, 3, 7)
    assert counted.invited > 5
    sent = Round.objects.get(event=event)
    assert sent.sent_count == counted.all < Person.objects.filter(district__ags="03351").count()
    addresses = Invitation.objects.filter(event=event).values_list("email", flat=True)
    assert {address.rpartition(".")[2] for address in addresses} <= {"org", "com", "net"}
    assert {address.rpartition("@")[2].partition(".")[0] for address in addresses} == {"example"}
