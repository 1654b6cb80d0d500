"""Periodic work, one step at a time; several workers at once are in tests/races/test_jobs_schedules.py."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from anpacken.audit.models import Entry
from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.jobs import schedule
from anpacken.jobs.actions import schedules
from anpacken.jobs.errors import StillRunning
from anpacken.jobs.models import Schedule

NINE = datetime(2019, 10, 10, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def minutes(number: int) -> timedelta:
    return timedelta(minutes=number)


def run_due(at: datetime, worker: str = "w1") -> list[str]:
    """One round of a worker. Returns what it ran."""
    done = []
    with clock.frozen(at):
        for row in schedules.due(at=at):
            lease = schedules.claim(row=row, worker=worker, at=at)
            if lease:
                schedules.walk(lease=lease)
                done.append(row.name)
    return done


def test_the_product_has_its_own_walkers():
    assert {"jobs.retry", "jobs.forget_old", "mail.hand_over"} <= set(schedule.registered())


def test_two_walkers_of_one_name_are_refused(only_walker):
    only_walker("tests.one", lambda: None)
    with pytest.raises(ValueError, match="Two periodic jobs"):
        only_walker("tests.one", test_two_walkers_of_one_name_are_refused)


def test_a_walker_needs_a_positive_pause():
    with pytest.raises(ValueError, match="positive"):
        schedule.periodic("tests.zero", every=timedelta(0))


def test_rows_follow_the_registry(only_walker):
    only_walker("tests.one", lambda: None)
    Schedule.objects.create(name="tests.gone", next_at=NINE)
    schedules.lay_out(at=NINE)
    schedules.lay_out(at=NINE)
    assert list(Schedule.objects.values_list("name", flat=True)) == ["tests.one"]


def test_a_walker_runs_when_it_is_due_and_not_before(only_walker):
    ran = []
    only_walker("tests.one", lambda: ran.append(1), every=minutes(10))
    schedules.lay_out(at=NINE)
    assert run_due(NINE) == ["tests.one"]
    assert run_due(NINE + minutes(9)) == []
    assert run_due(NINE + minutes(10)) == ["tests.one"]
    assert ran == [1, 1]
    row = Schedule.objects.get()
    assert (row.started_at, row.finished_at) == (NINE + minutes(10), NINE + minutes(10))
    assert (row.failure_count, row.last_error, row.leased_until) == (0, "", None)


def test_a_failure_is_written_down_and_the_pause_grows(only_walker):
    def fail() -> None:
        raise LookupError("No mail for erika@example.org")

    only_walker("tests.one", fail, every=timedelta(seconds=2))
    schedules.lay_out(at=NINE)
    assert run_due(NINE) == ["tests.one"]
    row = Schedule.objects.get()
    assert row.failure_count == 1
    assert row.last_error.startswith("LookupError: No mail for …@…\n")
    assert row.next_at == NINE + minutes(1)
    assert run_due(NINE + timedelta(seconds=59)) == []
    assert run_due(NINE + minutes(1)) == ["tests.one"]
    row.refresh_from_db()
    assert (row.failure_count, row.next_at) == (2, NINE + minutes(6))


def test_a_pause_after_a_failure_is_never_shorter_than_the_walkers_own(only_walker):
    def fail() -> None:
        raise LookupError

    only_walker("tests.one", fail, every=timedelta(days=1))
    schedules.lay_out(at=NINE)
    run_due(NINE)
    assert Schedule.objects.get().next_at == NINE + timedelta(days=1)


def test_success_resets_what_failed(only_walker):
    only_walker("tests.one", lambda: None)
    Schedule.objects.create(name="tests.one", next_at=NINE, failure_count=3, last_error="LookupError")
    run_due(NINE)
    row = Schedule.objects.get()
    assert (row.failure_count, row.last_error, row.next_at) == (0, "", NINE + minutes(10))


def test_one_walker_that_fails_does_not_keep_the_others_from_running(only_walker):
    def fail() -> None:
        raise LookupError

    only_walker("tests.a", fail)
    only_walker("tests.b", lambda: None)
    schedules.lay_out(at=NINE)
    assert run_due(NINE) == ["tests.a", "tests.b"]


def test_a_leased_row_is_left_alone_until_the_lease_runs_out(only_walker):
    only_walker("tests.one", lambda: None)
    schedules.lay_out(at=NINE)
    row = schedules.due(at=NINE)[0]
    assert schedules.claim(row=row, worker="killed", at=NINE)
    assert schedules.claim(row=row, worker="other", at=NINE) is None
    assert run_due(NINE + timedelta(seconds=59)) == []
    [again] = schedules.due(at=NINE + timedelta(seconds=60))
    lease = schedules.claim(row=again, worker="other", at=NINE + timedelta(seconds=60))
    assert lease is not None
    taken = Schedule.objects.get()
    assert (taken.failure_count, taken.last_error) == (1, schedules.LOST)


def test_a_renewed_lease_lasts_longer_and_a_lost_one_cannot_be_renewed(only_walker):
    only_walker("tests.one", lambda: None)
    schedules.lay_out(at=NINE)
    first = schedules.claim(row=schedules.due(at=NINE)[0], worker="w1", at=NINE)
    assert first is not None
    assert schedules.renew(lease=first, at=NINE + timedelta(seconds=50))
    assert schedules.due(at=NINE + timedelta(seconds=109)) == []
    [late] = schedules.due(at=NINE + timedelta(seconds=110))
    assert schedules.claim(row=late, worker="w2", at=NINE + timedelta(seconds=110))
    assert not schedules.renew(lease=first, at=NINE + timedelta(seconds=111))


def test_who_lost_the_lease_cannot_end_the_run_of_the_next(only_walker):
    only_walker("tests.one", lambda: None)
    schedules.lay_out(at=NINE)
    slow = schedules.claim(row=schedules.due(at=NINE)[0], worker="slow", at=NINE)
    later = NINE + minutes(2)
    assert schedules.claim(row=schedules.due(at=later)[0], worker="next", at=later)
    with clock.frozen(later):
        schedules.walk(lease=slow)
    assert Schedule.objects.get().leased_by.startswith("next:")


def test_run_again_makes_it_due_at_once_and_is_logged(only_walker):
    row = Schedule.objects.create(name="tests.one", next_at=NINE + minutes(60), failure_count=4)
    only_walker("tests.one", lambda: None)
    schedules.run_again(row=row, by=Actor.command("test"), at=NINE)
    assert [due.name for due in schedules.due(at=NINE)] == ["tests.one"]
    entry = Entry.objects.get()
    assert (entry.action, entry.target_ref, entry.details) == (
        "schedule.run_again",
        row.public_id,
        {"name": "tests.one"},
    )


def test_what_runs_right_now_is_not_run_again():
    row = Schedule.objects.create(name="tests.one", next_at=NINE, leased_by="w1:x", leased_until=NINE + minutes(1))
    with pytest.raises(StillRunning):
        schedules.run_again(row=row, by=Actor.command("test"), at=NINE)
    assert not Entry.objects.exists()
