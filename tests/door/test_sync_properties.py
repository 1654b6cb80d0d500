"""Whatever order batches come in and however often: the counts are the same."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from anpacken.core import clock
from anpacken.door.actions import check_in
from anpacken.door.actions.check_in import Given
from anpacken.door.models import Scan
from anpacken.door.queries import counts
from tests.factories.events import BY, make_event, register
from tests.factories.forums import make_slots

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 6, 20, 8, 0, tzinfo=UTC)
# Who (five tickets, nobody = without a ticket, one unknown), where (entrance or a slot), how many heads.
LINE = st.tuples(st.integers(0, 6), st.integers(0, 2), st.integers(0, 4))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(lines=st.lists(LINE, max_size=10), data=st.data())
def test_any_order_and_repetition_of_lines_gives_the_same_counts(lines: list[tuple[int, int, int]], data) -> None:
    order = data.draw(st.permutations(range(len(lines))))
    again = data.draw(st.lists(st.sampled_from(range(len(lines))), max_size=6)) if lines else []
    with clock.frozen(DAY), transaction.atomic():
        event = make_event()
        slots = make_slots(event, 9)
        places = [None, slots[1, 1], slots[2, 1]]
        tickets = [register(event, f"gast{number}@example.org", companions=number % 3) for number in range(5)]
        texts = [*(ticket.public_id for ticket in tickets), "", "222222222222"]

        def send(number: int) -> None:
            who, where, heads = lines[number]
            line = Given(f"nonce-{number:04}", DAY, texts[who], places[where], heads)
            check_in.record(event=event, given=line, by=BY, at=DAY)

        for number in [*order, *again]:
            send(number)
        expected = {}
        for where in range(3):
            total = 0
            for who in range(5):
                heads = [h or tickets[who].seats for w, p, h in lines if (w, p) == (who, where)]
                total += min(max(heads, default=0), tickets[who].seats)
            expected[where] = total + sum(h or 1 for w, p, h in lines if (w, p) == (5, where))
        counted = counts.counts(event)
        assert {where: counted.at(places[where]) for where in range(3)} == expected
        assert Scan.objects.filter(event=event).count() == len(lines)
        transaction.set_rollback(True)
