"""Two workers at one round, tabs with one invitation: everybody is written to once, and one registration is made."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import DatabaseError

from anpacken.core.texts import TranslatedText
from anpacken.events.models import Event, Registration
from anpacken.events.queries.seats import seat_drift
from anpacken.invitations import errors
from anpacken.invitations.actions import answers, notices, rounds
from anpacken.invitations.models import Invitation, Round
from anpacken.mail.models import OutgoingMail
from tests.factories.events import AT, BY, make_event
from tests.factories.invitations import invited, make_person, make_segment
from tests.races.conftest import Race

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 9


def _begun() -> Round:
    for number in range(PEOPLE):
        make_person(f"gast{number}@example.org")
    event = make_event(by_invitation=True)
    return rounds.invite(event=event, segment=make_segment(), greeting=TranslatedText(), by=BY, at=AT)


def _to_the_end(begun: Round) -> None:
    while rounds.go_on(round_pk=begun.pk, by=BY, at=AT, most=2):
        pass


def _mails() -> int:
    return OutgoingMail.objects.filter(template=notices.TEMPLATE).count()


def test_however_many_workers_go_on_everybody_gets_one(race: Race) -> None:
    begun = _begun()
    outcomes = race(lambda _number: _to_the_end(begun), times=4)
    assert outcomes.errors == []
    assert _mails() == Invitation.objects.count() == PEOPLE
    begun.refresh_from_db()
    assert begun.sent_count == PEOPLE


def test_without_the_lock_two_workers_take_the_same_people(
    race: Race,
    unlocked: Callable[[], AbstractContextManager[None]],
    pause: Callable[[], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control: both read how far the round has come. The constraint, or SQLite, gives up on the others."""
    begun = _begun()
    whole = rounds._invite_next

    def slowly(current: Round, event: Event, **more: object) -> int:
        pause()
        return whole(current, event, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(rounds, "_held", lambda pk: Round.objects.get(pk=pk))
    monkeypatch.setattr(rounds, "_invite_next", slowly)
    with unlocked():
        outcomes = race(lambda _number: rounds.go_on(round_pk=begun.pk, by=BY, at=AT, most=2), times=4)
    assert any(isinstance(error, DatabaseError) for error in outcomes.errors)
    assert _mails() == Invitation.objects.count() < PEOPLE


def test_an_invitation_in_many_tabs_makes_one_registration(race: Race) -> None:
    one = invited()

    def accept(number: int) -> None:
        stale = Invitation.objects.select_related("event", "registration").get(pk=one.pk)
        answers.accept(invitation=stale, event=stale.event, name=f"Gast {number}", by=BY, at=AT)

    outcomes = race(accept, times=6)
    assert len(outcomes.results) == 1
    assert outcomes.errors_of(errors.AlreadyAccepted) == 5
    assert Registration.objects.count() == 1
    assert seat_drift() == []
    one.refresh_from_db()
    assert one.registration == Registration.objects.get()
    assert OutgoingMail.objects.filter(template="events/mail/already_registered.html").count() == 0
