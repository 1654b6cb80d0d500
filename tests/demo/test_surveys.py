"""The demo's feedback: enough answers to show charts, of those who came and of those who did not."""

from __future__ import annotations

import pytest

from anpacken.config.demo.loading import Report
from anpacken.surveys.models import Survey
from anpacken.surveys.queries import results

pytestmark = pytest.mark.django_db


def test_the_meeting_that_is_over_has_been_answered(loaded: Report) -> None:
    came, missed = Survey.objects.order_by("audience")
    assert (came.audience, came.invited_count, came.answered_count) == ("came", 44, 31)
    assert (missed.audience, missed.invited_count, missed.answered_count) == ("missed", 10, 6)
    assert all(results.is_shown(one) for one in (came, missed))
    assert sum(len(one.texts) for one in results.results(came)) > 4
