"""Days as pages and mails say them."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from anpacken.events.models import Event
from anpacken.events.wording import days_in_words

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("language", "same_year", "over_new_year"),
    [
        ("de", "21. Januar bis 22. Januar 2027", "31. Dezember 2026 bis 1. Januar 2027"),
        ("en", "Jan. 21 to Jan. 22, 2027", "Dec. 31, 2026 to Jan. 1, 2027"),
    ],
)
def test_both_days_are_written_alike(language: str, same_year: str, over_new_year: str) -> None:
    with translation.override(language):
        assert days_in_words(Event(starts_on=date(2027, 1, 21), ends_on=date(2027, 1, 22))) == same_year
        assert days_in_words(Event(starts_on=date(2026, 12, 31), ends_on=date(2027, 1, 1))) == over_new_year
