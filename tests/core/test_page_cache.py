"""Generations of tags: a change made anywhere on the machine is seen everywhere."""

from __future__ import annotations

import multiprocessing
import os
from multiprocessing.connection import Connection

import pytest
from django.db import transaction
from django.http import HttpResponse

from anpacken.core import page_cache


@pytest.mark.django_db(transaction=True)
class TestChanged:
    def test_what_carries_the_tag_is_stale(self) -> None:
        kept = page_cache.stamp(["events", "event:a"])
        assert page_cache.is_current(kept)
        page_cache.changed("event:a")
        assert not page_cache.is_current(kept)
        assert page_cache.is_current(page_cache.stamp(["events", "event:a"]))

    def test_other_tags_stay(self) -> None:
        assert page_cache.slot("projects") != page_cache.slot("events")
        kept = page_cache.stamp(["projects"])
        page_cache.changed("events")
        assert page_cache.is_current(kept)

    def test_takes_effect_at_commit(self) -> None:
        kept = page_cache.stamp(["events"])
        with transaction.atomic():
            page_cache.changed("events")
            assert page_cache.is_current(kept)
        assert not page_cache.is_current(kept)

    def test_a_rolled_back_change_is_none(self) -> None:
        kept = page_cache.stamp(["events"])
        with transaction.atomic():
            page_cache.changed("events")
            transaction.set_rollback(True)
        assert page_cache.is_current(kept)

    def test_a_snapshot_from_before_the_page_was_made_is_never_too_new(self) -> None:
        before = page_cache.snapshot()
        page_cache.changed("events")
        assert not page_cache.is_current(page_cache.stamp_from(before, ["events"]))
        assert page_cache.is_current(page_cache.stamp_from(page_cache.snapshot(), ["events"]))


def test_forget_everything() -> None:
    kept = [page_cache.stamp([tag]) for tag in ("events", "projects", "figures", "event:k3x9")]
    page_cache.forget_everything()
    assert not any(page_cache.is_current(one) for one in kept)


def test_same_tags_same_slots_in_every_process() -> None:
    # The CRC that gzip writes for "events", modulo 4096: Python's own hash() differs from process to process.
    assert page_cache.slot("events") == 1866
    assert 0 <= page_cache.slot("event:äöü") < page_cache.SLOTS


def test_keep_marks_the_answer() -> None:
    answer = page_cache.keep(HttpResponse(), "events", "event:a", seconds=600)
    assert answer["X-Anpacken-Keep"] == "600 site events event:a"


def _other_process(pipe: Connection, path: str) -> None:
    """Has the file mapped for itself, as a process that was started apart from us has."""
    page_cache._slots.cache_clear()
    kept = page_cache.stamp(["events"])
    pipe.send("stamped")
    pipe.recv()
    pipe.send(page_cache.is_current(kept))
    number = page_cache.slot("projects")
    page_cache._slots()[number * 8 : number * 8 + 8] = os.urandom(8)
    pipe.send("changed projects")
    pipe.close()
    os._exit(0)


@pytest.mark.django_db(transaction=True)
def test_between_processes(settings) -> None:
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(
        target=_other_process, args=(theirs, str(settings.PAGE_GENERATIONS_FILE))
    )
    projects = page_cache.stamp(["projects"])
    process.start()
    assert ours.recv() == "stamped"
    page_cache.changed("events")
    ours.send("look")
    assert ours.recv() is False
    assert ours.recv() == "changed projects"
    process.join(10)
    assert not page_cache.is_current(projects)
