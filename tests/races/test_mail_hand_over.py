"""Several workers hand over one outbox: each mail leaves once. And what a killed worker leaves behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection, connections

from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.mail.actions import hand_over as module
from anpacken.mail.actions import outbox
from anpacken.mail.actions.hand_over import CLAIM_LEASE, claim, hand_over
from anpacken.mail.models import OutgoingMail
from anpacken.mail.transports import from_url
from tests.mail.servers import post

ROOT = Path(__file__).resolve().parents[2]
MAILS = 12
WALKERS = 4

PROCESS = """
import os, signal, sys
from tests import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
import django; django.setup()
from anpacken.mail.transports import from_url
from anpacken.mail.actions.hand_over import hand_over

class Killed:
    "Says one word more or less to the real server, then the process is gone."
    def __init__(self, way): self.way = way
    def __enter__(self): return self
    def __exit__(self, *_): return None
    def send(self, message, **envelope):
        if sys.argv[3] == "after": self.way.send(message, **envelope)
        os.kill(os.getpid(), signal.SIGKILL)

hand_over(transport=Killed(from_url(sys.argv[2])))
"""


@pytest.fixture
def server():
    with post() as office:
        yield office


def fill(number: int = MAILS) -> None:
    for index in range(number):
        outbox.queue(
            template="mail/mail/trial.html",
            to_email=f"m{index}@example.org",
            language="de",
            context={
                "name": "x",
                "to_email": "x@example.org",
                "language_name": "Deutsch",
                "site_url": "https://a.example/",
            },
            by=Actor.public(),
        )


def test_each_mail_leaves_once_however_many_hand_over(race, server):
    fill()

    def walk(_number: int) -> int:
        with from_url(server.url()) as way:
            return hand_over(transport=way).sent

    outcomes = race(walk, times=WALKERS, threads=WALKERS)
    assert outcomes.errors == []
    assert sum(outcomes.results) == MAILS
    assert Counter(to for _from, [to] in server.envelopes) == {f"m{n}@example.org": 1 for n in range(MAILS)}


def test_control_without_the_condition_in_the_update_mails_leave_twice(race, server, monkeypatch):
    """The control: look, wait a little, then write without asking whether it still stands so."""
    fill()

    def look_then_write(*, pks: Sequence[int], at) -> list[OutgoingMail]:
        mails = list(OutgoingMail.objects.filter(pk__in=pks, state="queued"))
        time.sleep(0.02)
        for mail in mails:
            mail.state, mail.claim, mail.attempts = "claimed", "anybody", mail.attempts + 1
            mail.claimed_until = at + CLAIM_LEASE
            mail.save()
        return mails

    monkeypatch.setattr(module, "claim", look_then_write)

    def walk(_number: int) -> int:
        with from_url(server.url()) as way:
            return hand_over(transport=way).sent

    race(walk, times=WALKERS, threads=WALKERS)
    assert max(Counter(to for _from, [to] in server.envelopes).values()) > 1


def killed(server, when: str) -> None:
    name = str(connection.settings_dict["NAME"])
    connections.close_all()
    process = subprocess.run(
        [sys.executable, "-c", PROCESS, name, server.url(), when],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONPATH": f"{ROOT}/src:{ROOT}"},
        timeout=60,
        check=False,
    )
    assert process.returncode == -signal.SIGKILL


def take_over(server, after: timedelta) -> int:
    with clock.frozen(clock.now() + after), from_url(server.url()) as way:
        return hand_over(transport=way).sent


@pytest.mark.django_db(transaction=True)
def test_killed_between_claim_and_hand_over_the_mail_leaves_once(server):
    fill(1)
    killed(server, "before")
    assert OutgoingMail.objects.get().state == "claimed"
    assert take_over(server, timedelta(0)) == 0
    assert take_over(server, CLAIM_LEASE) == 1
    assert len(server.received) == 1
    assert OutgoingMail.objects.get().state == "sent"


@pytest.mark.django_db(transaction=True)
def test_killed_between_hand_over_and_writing_it_down_it_leaves_again_as_the_same_mail(server):
    """At least once: the second copy carries the first one's Message-ID, by which it is known as the same."""
    fill(1)
    killed(server, "after")
    assert OutgoingMail.objects.get().state == "claimed"
    assert take_over(server, CLAIM_LEASE) == 1
    first, second = server.received
    assert first["Message-ID"] == second["Message-ID"]
    assert OutgoingMail.objects.get().attempts == 2


@pytest.mark.django_db(transaction=True)
def test_the_claim_is_on_disk_before_the_server_hears_of_the_mail():
    """Seen from another connection, the mail is claimed while it is being sent."""
    fill(1)
    seen = []

    class Looks:
        def __enter__(self):
            return self

        def __exit__(self, *_):
            return None

        def send(self, message, **envelope):
            if connection.vendor == "sqlite":
                with connection.cursor() as cursor:
                    seen.append(cursor.execute("PRAGMA synchronous").fetchone()[0])
            seen.append(connection.in_atomic_block)
            seen.append(OutgoingMail.objects.get().state)
            return "250"

    hand_over(transport=Looks())
    assert seen[-2:] == [False, "claimed"]
    assert seen[:-2] in ([2], []), "SQLite waits for the disk (FULL is 2)"


def test_a_claim_is_won_by_one(race):
    fill(1)
    pk = OutgoingMail.objects.get().pk
    at = clock.now()
    outcomes = race(lambda _number: bool(claim(pks=[pk], at=at)), times=8)
    assert outcomes.results.count(True) == 1
