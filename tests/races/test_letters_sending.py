"""Letters that two workers walk at once: nobody gets one twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from anpacken.letters.actions import sending
from anpacken.letters.models import Letter, LetterCopy
from anpacken.mail.models import OutgoingMail
from tests.factories.events import make_event, register
from tests.factories.letters import make_letter
from tests.races.conftest import Race

pytestmark = pytest.mark.django_db(transaction=True)
DUE = datetime(2026, 6, 13, 7, 0, tzinfo=UTC)


def _letter() -> Letter:
    event = make_event()
    for number in range(12):
        register(event, f"{number}@example.org", name=f"Gast {number}")
    letter = make_letter(event)
    OutgoingMail.objects.all().delete()
    return letter


def test_however_many_workers_walk_everybody_gets_one(race: Race) -> None:
    letter = _letter()
    outcomes = race(lambda _number: sending.walk(at=DUE), times=4, threads=4)
    assert outcomes.errors == []
    assert sum(outcomes.results) == OutgoingMail.objects.count() == 12
    assert OutgoingMail.objects.values("to_email").distinct().count() == 12
    letter.refresh_from_db()
    assert (letter.state, letter.sent_count) == ("sent", 12)


def test_without_the_condition_somebody_gets_two(
    race: Race, pause: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: a copy that is read and then marked, as if nobody else walked."""
    letter = _letter()
    sending.begin(letter=letter, at=DUE)
    whole = sending._queue

    def without(of: Letter, pk: int, said: dict[str, Any], *, at: datetime) -> bool:
        pause()
        LetterCopy.objects.filter(pk=pk).update(queued_at=None)
        return whole(of, pk, said, at=at)

    monkeypatch.setattr(sending, "_queue", without)
    race(lambda _number: sending.walk(at=DUE), times=4, threads=4)
    assert OutgoingMail.objects.count() > 12
