"""Never one seat too many, whatever several processes do at once; and the control that shows what the lock is for.

Processes instead of threads, each with connections of its own, as web workers and the job worker are. The same
tests run on PostgreSQL when `DATABASE_URL` names it.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction

from anpacken.core.actors import Actor
from anpacken.core.refusals import Refusal
from anpacken.events import rules
from anpacken.events.actions import changing, events, registrations, requests, seats, waiting_list
from anpacken.events.choices import ACTIVE, RegistrationState
from anpacken.events.models import Event, Registration
from anpacken.events.queries.seats import seat_drift
from anpacken.mail.models import OutgoingMail
from tests.factories.events import AT, BY, make_event

pytestmark = pytest.mark.django_db(transaction=True)
PROCESSES = 6


@pytest.fixture
def in_processes() -> Callable[[Callable[[int], Any]], list[Any]]:
    """`in_processes(deed)` runs `deed(number)` in several processes that begin together; gives their answers."""

    def run(deed: Callable[[int], Any]) -> list[Any]:
        connections.close_all()
        context = multiprocessing.get_context("fork")
        together, answers = context.Barrier(PROCESSES), context.SimpleQueue()

        def one(number: int) -> None:
            random.seed(number)
            try:
                together.wait(timeout=60)
                answers.put((number, deed(number)))
            except Exception as error:
                answers.put((number, error))
            finally:
                connections.close_all()
                os._exit(0)

        processes = [context.Process(target=one, args=(number,)) for number in range(PROCESSES)]
        for process in processes:
            process.start()
        given = dict(answers.get() for _process in processes)
        for process in processes:
            process.join(timeout=60)
        return [given[number] for number in range(PROCESSES)]

    return run


def _register(event: Event, email: str, companions: int = 0) -> str:
    """Registers as a request does: reads the event first, then calls the action. Gives the state."""
    found = Event.objects.get(pk=event.pk)
    answer = registrations.register(
        event=found, name="A", email=email, companions=companions, language="de", by=Actor.public(), at=AT
    )
    return answer.registration.state


def _rush(event: Event) -> Callable[[int], list[str]]:
    return lambda number: [_register(event, f"{number}-{turn}@example.org") for turn in range(12)]


def _given_away(event: Event) -> int:
    holding = Registration.objects.filter(event=event).holding_seats()
    return sum(registration.seats for registration in holding)


def test_a_rush_for_twenty_seats_gives_away_twenty(in_processes):
    event = make_event(capacity=20)
    answers = in_processes(_rush(event))
    states = [state for given in answers for state in given]
    assert (states.count("confirmed"), states.count("waiting")) == (20, 52)
    event.refresh_from_db()
    assert (event.taken_seats, event.waiting_count, _given_away(event)) == (20, 52, 20)
    assert seat_drift() == []
    # The queue has no gaps and nobody was forgotten: one mail each.
    assert OutgoingMail.objects.count() == 72


def test_two_hundred_at_the_last_seat_are_one_guest_and_a_queue_of_all_others(in_processes):
    """Its control is the one below: whoever looks before taking gives the seat away several times."""
    event = make_event(capacity=1)
    shares = [range(number, 200, PROCESSES) for number in range(PROCESSES)]
    answers = in_processes(lambda number: [_register(event, f"{one}@example.org") for one in shares[number]])
    states = [state for given in answers for state in given]
    assert (states.count("confirmed"), states.count("waiting"), len(states)) == (1, 199, 200)
    event.refresh_from_db()
    assert (event.taken_seats, event.waiting_count, _given_away(event)) == (1, 199, 1)
    assert seat_drift() == []
    # Everybody is told by mail what they have: one a ticket, the others a place in the queue, each their own.
    told = Counter(OutgoingMail.objects.values_list("template", flat=True))
    assert told == {"events/mail/ticket.html": 1, "events/mail/waiting.html": 199}
    turns = Registration.objects.filter(event=event, state="waiting").values_list("turn", flat=True)
    assert len(set(turns)) == 199


def test_control_looking_before_taking_gives_away_too_many(in_processes, monkeypatch):
    """The control: the conditional UPDATE is replaced by what one would write without thinking."""

    def naive(event: Event, wanted: int, *, vouched: bool) -> seats.Taken:
        # `event` was read when the request began; between reading and writing a person would blink.
        fits = event.capacity is None or event.taken_seats + wanted <= event.capacity
        if fits:
            Event.objects.filter(pk=event.pk).update(taken_seats=event.taken_seats + wanted)
        return seats.Taken(confirmed=fits, turned=False, turn=1)

    kept = registrations._known

    def slow(wanted: Registration) -> Registration | None:
        found = kept(wanted)
        time.sleep(0.01)
        return found

    monkeypatch.setattr(seats, "take", naive)
    monkeypatch.setattr(registrations, "_known", slow)
    event = make_event(capacity=20)
    in_processes(_rush(event))
    assert _given_away(event) > 20
    [drift] = seat_drift()
    assert drift.oversold == _given_away(event) - 20


def test_two_submissions_of_one_address_at_the_same_moment_are_one_registration(in_processes):
    event = make_event(capacity=20)
    answers = in_processes(lambda number: [_register(event, f"same-{turn}@example.org") for turn in range(8)])
    assert answers == [["confirmed"] * 8] * PROCESSES
    event.refresh_from_db()
    assert (event.taken_seats, _given_away(event)) == (8, 8)


class Unlocked:
    """What `seats.held` must not be: it reads the row without locking it, outside of the transaction that writes."""

    def __init__(self, event_id: int) -> None:
        self.held = seats.Held(Event.objects.get(pk=event_id))

    def __enter__(self) -> seats.Held:
        time.sleep(0.005)
        self.inner = transaction.atomic()
        self.inner.__enter__()
        return self.held

    def __exit__(self, *raised: Any) -> Any:
        if raised[0] is None:
            self.held.write()
        return self.inner.__exit__(*raised)


class Mix:
    """Registers, cancels, accepts, declines, expires and moves the capacity, in an order of its own."""

    weights = {"register": 8, "cancel": 4, "accept": 3, "decline": 1, "expire": 2, "resize": 2, "change": 4}
    # Where the office decides and a mail confirms.
    more = {"confirm": 4, "approve": 6, "refuse": 1}

    def __init__(self, event: Event) -> None:
        self.event = event

    def __call__(self, number: int) -> dict[str, int]:
        done = {"done": 0, "refused": 0}
        for turn in range(40):
            weights = self.weights | (self.more if self.event.approved_by_office else {})
            [name] = random.choices(list(weights), list(weights.values()))
            try:
                getattr(self, name)(f"{number}-{turn}@example.org", AT + timedelta(minutes=turn))
                done["done"] += 1
            except Refusal:
                done["refused"] += 1
        return done

    def register(self, email: str, _at: datetime) -> None:
        _register(self.event, email, companions=random.randrange(3))

    def cancel(self, _email: str, at: datetime) -> None:
        self._with_any(RegistrationState.CONFIRMED, registrations.cancel, at)

    def accept(self, _email: str, at: datetime) -> None:
        self._with_any(RegistrationState.OFFERED, registrations.accept_offer, at)

    def decline(self, _email: str, at: datetime) -> None:
        self._with_any(RegistrationState.OFFERED, registrations.decline_offer, at)

    def confirm(self, _email: str, at: datetime) -> None:
        self._with_any(RegistrationState.UNCONFIRMED, registrations.confirm, at)

    def approve(self, _email: str, at: datetime) -> None:
        self._decide(requests.approve, at)

    def refuse(self, _email: str, at: datetime) -> None:
        self._decide(requests.decline, at)

    def _decide(self, deed: Callable[..., Any], at: datetime) -> None:
        asked = Registration.objects.filter(event=self.event, state=RegistrationState.REQUESTED).order_by("?")[:2]
        deed(event=self.event, wanted=[one.pk for one in asked], by=BY, at=at)

    def expire(self, _email: str, at: datetime) -> None:
        waiting_list.walk(at=at + timedelta(hours=random.choice((0, 3, 25))))

    def resize(self, _email: str, _at: datetime) -> None:
        record = Event.objects.get(pk=self.event.pk)
        record.capacity = random.randint(4, 14)
        events.save(record=record, changed=["capacity"], save_related=lambda: None, by=BY)

    def change(self, _email: str, at: datetime) -> None:
        """A party grows or shrinks, by the mailed link."""

        def party(*, registration: Registration, by: Actor, at: datetime) -> None:
            size = random.randrange(5)
            changing.change(registration=registration, name="B", organisation="", companions=size, by=by, at=at)

        self._with_any(random.choice(ACTIVE), party, at)

    def _with_any(self, state: RegistrationState, deed: Callable[..., Any], at: datetime) -> None:
        found = Registration.objects.filter(event=self.event, state=state).order_by("?").first()
        if found is not None:
            deed(registration=found, by=BY, at=at)


@pytest.mark.parametrize("ways", [{}, {"approved_by_office": True, "confirmed_by_mail": True, "fills_gaps": True}])
def test_any_mix_of_deeds_keeps_the_counters_true_and_never_locks_up(in_processes, ways):
    event = make_event(capacity=8, offer_hours=2, **ways)
    answers = in_processes(Mix(event))
    # No deadlock, no "database is locked", no broken constraint: only deeds and refusals.
    assert [type(answer) for answer in answers] == [dict] * PROCESSES
    assert {sum(answer.values()) for answer in answers} == {40}
    assert sum(answer["done"] for answer in answers) > 100
    assert seat_drift() == []
    event.refresh_from_db()
    assert event.capacity is not None
    assert _given_away(event) <= event.capacity


def test_control_without_the_lock_a_mix_loses_count(in_processes, monkeypatch):
    """The control: `held` does not hold."""

    monkeypatch.setattr(seats, "held", Unlocked)
    monkeypatch.setattr(registrations.seats, "held", Unlocked)
    event = make_event(capacity=30)
    people = [
        registrations.register(
            event=Event.objects.get(pk=event.pk), name="A", email=f"{number}@example.org", language="de", by=BY, at=AT
        ).registration
        for number in range(30)
    ]

    def cancel_mine(number: int) -> int:
        lost = 0
        for registration in people[number::PROCESSES]:
            try:
                registrations.cancel(registration=registration, by=BY, at=AT)
            except IntegrityError:
                lost += 1
        return lost

    in_processes(cancel_mine)
    assert seat_drift() != []


def _confirm_or_lapse(in_processes) -> tuple[int, int, int]:
    """Thirty confirm by the mailed link while the walker, whose clock says that the time is over, lets them lapse.
    Gives how many were told that they are in, how many stand so, and how many seats are held."""
    event = make_event(capacity=30, confirmed_by_mail=True)
    people = [
        registrations.register(
            event=Event.objects.get(pk=event.pk), name="A", email=f"{number}@example.org", language="de", by=BY, at=AT
        ).registration
        for number in range(30)
    ]

    def deed(number: int) -> int:
        done = 0
        for registration in people[number::PROCESSES]:
            if number % 2:
                waiting_list.expire_offers(at=AT + timedelta(hours=25))
            try:
                registrations.confirm(registration=registration, by=BY, at=AT)
                done += 1
            except (Refusal, IntegrityError):
                continue
        return done

    told = sum(in_processes(deed))
    event.refresh_from_db()
    return told, Registration.objects.filter(state=RegistrationState.CONFIRMED).count(), event.taken_seats


def test_a_seat_is_confirmed_or_goes_on_but_never_both(in_processes):
    told, stands, held = _confirm_or_lapse(in_processes)
    assert told == stands == held
    assert seat_drift() == []
    assert set(Registration.objects.values_list("state", flat=True)) <= {"confirmed", "lapsed"}


def test_control_without_the_lock_a_seat_is_confirmed_and_goes_on(in_processes, monkeypatch):
    """The control: nothing holds the row from looking to writing, and between the two a person would blink."""

    @contextmanager
    def unheld(event_id: int) -> Iterator[seats.Held]:
        found = seats.Held(Event.objects.get(pk=event_id))
        yield found
        found.write()

    asked = rules.is_confirmation_open

    def slow(registration: Registration, *, at: datetime) -> bool:
        found = asked(registration, at=at)
        time.sleep(0.05)
        return found

    monkeypatch.setattr(seats, "held", unheld)
    monkeypatch.setattr(rules, "is_confirmation_open", slow)
    told, stands, held = _confirm_or_lapse(in_processes)
    # Somebody was told that the seat is theirs, and it went on; or it went on twice.
    assert not told == stands == held


def test_the_last_seat_under_cancelling_and_offers_goes_to_one_person_at_a_time(in_processes):
    event = make_event(capacity=1)
    for number in range(18):
        _register(event, f"{number}@example.org")

    def give_on(number: int) -> int:
        given = 0
        # 18 people, one seat: it goes through all hands and ends with nobody.
        while Registration.objects.filter(event=event).active().exists():
            for registration in Registration.objects.filter(event=event).holding_seats():
                try:
                    if registration.state == RegistrationState.OFFERED:
                        registrations.accept_offer(registration=registration, by=BY, at=AT)
                    registrations.cancel(registration=registration, by=BY, at=AT)
                    given += 1
                except Refusal:
                    continue
        return given

    answers = in_processes(give_on)
    assert sum(answers) == 18
    assert seat_drift() == []
    # Strict order: whoever joined earlier got the offer earlier.
    offers = OutgoingMail.objects.filter(template="events/mail/offer.html").order_by("pk")
    assert [mail.to_email for mail in offers] == [f"{number}@example.org" for number in range(1, 18)]
