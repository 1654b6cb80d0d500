"""The race frame shows a race where there is one, and none where there is a lock."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.db.models import F
from wagtail.models import Page


def _sold() -> int:
    return Page.objects.get(depth=1).numchild


@pytest.fixture
def _nothing_sold(transactional_db: None) -> None:
    Page.objects.filter(depth=1).update(numchild=0)


@pytest.mark.usefixtures("_nothing_sold")
def test_a_conditional_update_sells_exactly_ten(race) -> None:
    def sell(number: int) -> int:
        with transaction.atomic():
            return Page.objects.filter(depth=1, numchild__lt=10).update(numchild=F("numchild") + 1)

    outcomes = race(sell, times=24)
    assert outcomes.errors == []
    assert sum(outcomes.results) == 10
    assert _sold() == 10


@pytest.mark.usefixtures("_nothing_sold")
def test_control_reading_first_loses_sales(race, pause, unlocked) -> None:
    def sell(number: int) -> None:
        seen = Page.objects.get(depth=1).numchild
        pause()
        Page.objects.filter(depth=1).update(numchild=seen + 1)

    with unlocked():
        outcomes = race(sell, times=24)
    assert len(outcomes.results) == 24
    assert _sold() < 24
