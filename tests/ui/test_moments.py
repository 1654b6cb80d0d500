"""Moments that somebody types, in the two nights on which the clocks change."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

from anpacken.ui.moments import MomentField

TWICE = {
    "en": "The clocks go back in the night to Oct. 25, 2026, so 02:30 is there twice. "
    "Please choose a time before 2:00 or from 3:00 on.",
    "de": "In der Nacht zum 25. Oktober 2026 werden die Uhren zurückgestellt; 02:30 Uhr gibt es zweimal. "
    "Bitte wählen Sie eine Zeit vor 2:00 oder ab 3:00 Uhr.",
}
MISSING = {
    "en": "The clocks go forward in the night to March 29, 2026, so there is no 02:30. "
    "Please choose a time before 2:00 or from 3:00 on.",
    "de": "In der Nacht zum 29. März 2026 werden die Uhren vorgestellt; 02:30 Uhr gibt es nicht. "
    "Bitte wählen Sie eine Zeit vor 2:00 oder ab 3:00 Uhr.",
}


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(("typed", "said"), [("2026-10-25T02:30", TWICE), ("2026-03-29T02:30", MISSING)])
def test_an_hour_that_is_there_twice_or_not_at_all_is_told_in_words(
    typed: str, said: dict[str, str], language: str
) -> None:
    with translation.override(language):
        with pytest.raises(ValidationError) as refused:
            MomentField().clean(typed)
        assert refused.value.messages == [said[language]]


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-10-25T01:59", datetime(2026, 10, 24, 23, 59, tzinfo=UTC)),
        ("2026-10-25T03:00", datetime(2026, 10, 25, 2, 0, tzinfo=UTC)),
        ("2026-03-29T01:59", datetime(2026, 3, 29, 0, 59, tzinfo=UTC)),
        ("2026-03-29T03:00", datetime(2026, 3, 29, 1, 0, tzinfo=UTC)),
    ],
)
def test_the_times_that_it_names_are_taken(typed: str, moment: datetime) -> None:
    assert MomentField().clean(typed) == moment


def test_what_is_no_moment_is_still_refused_as_such() -> None:
    with pytest.raises(ValidationError) as refused:
        MomentField().clean("morgen")
    assert refused.value.code == "invalid"
    assert isinstance(MomentField().widget, forms.DateTimeInput)
