"""The same ticket at several doors at once, and the same line sent at once; with controls."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from anpacken.core import clock
from anpacken.door.actions import check_in
from anpacken.door.actions.check_in import Given, Outcome
from anpacken.door.models import Scan
from anpacken.door.queries import counts
from anpacken.events.models import Event, Registration
from tests.factories.events import BY, make_event, register
from tests.races.conftest import Race

pytestmark = pytest.mark.django_db(transaction=True)
DAY = datetime(2026, 6, 20, 8, 0, tzinfo=UTC)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch, pause: Callable[[], None]) -> None:
    """Between looking at the log and writing into it passes a moment."""
    insert = check_in.insert

    def later(line: Scan) -> None:
        pause()
        insert(line)
        pause()

    monkeypatch.setattr(check_in, "insert", later)


@pytest.fixture
def unlocked(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: each door looks at the log as it was when it began."""

    @contextmanager
    def naive(registration_id: int) -> Iterator[Registration]:
        yield Registration.objects.get(pk=registration_id)

    said = check_in._said

    def as_it_was(event: Event, line: Scan) -> Outcome:
        known = Scan.objects.filter(pk__lt=line.pk, registration=line.registration, received_at__lt=DAY)
        return Outcome(line.nonce, check_in.ScanKind(line.kind)) if not known.exists() else said(event, line)

    monkeypatch.setattr(check_in, "ticket_held", naive)
    monkeypatch.setattr(check_in, "_said", as_it_was)


def at_doors(race: Race, nonces: Callable[[int], str]) -> tuple[Event, list[Outcome]]:
    with clock.frozen(DAY):
        event = make_event()
        ticket = register(event, "ada@example.org", companions=1)
        outcomes = race(
            lambda number: check_in.record(
                event=event, given=Given(nonces(number), DAY, ticket.public_id), by=BY, at=DAY
            ),
            times=8,
        )
    assert outcomes.errors == []
    return event, outcomes.results


def test_the_same_ticket_at_eight_doors_counts_once_and_seven_helpers_are_told(race: Race, slow: None):
    event, said = at_doors(race, "nonce-{:04}".format)
    assert sorted(one.is_double for one in said) == [False] + [True] * 7
    assert counts.counts(event).at(None) == 2
    assert len(counts.doubles(event, None)[0].times) == 8


def test_control_without_the_lock_several_helpers_believe_that_they_were_first(race: Race, slow: None, unlocked: None):
    _event, said = at_doors(race, "nonce-{:04}".format)
    assert sum(not one.is_double for one in said) > 1


def test_the_same_line_sent_eight_times_at_once_is_one_line(race: Race, slow: None):
    event, said = at_doors(race, lambda _number: "nonce-0001")
    assert set(said) == {said[0]}
    assert not said[0].is_double
    assert (counts.counts(event).at(None), Scan.objects.count()) == (2, 1)


def test_people_without_a_ticket_sent_eight_times_at_once_are_counted_once(race: Race, slow: None):
    event = make_event()
    outcomes = race(
        lambda _number: check_in.record(event=event, given=Given("nonce-0001", DAY, heads=5), by=BY, at=DAY), times=8
    )
    assert (outcomes.errors, len(set(outcomes.results))) == ([], 1)
    assert counts.counts(event).at(None) == 5


def test_control_without_the_nonce_they_are_counted_eight_times(race: Race, slow: None):
    event = make_event()
    race(
        lambda number: check_in.record(event=event, given=Given(f"nonce-{number:04}", DAY, heads=5), by=BY, at=DAY),
        times=8,
    )
    assert counts.counts(event).at(None) == 40
