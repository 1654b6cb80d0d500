"""The questions of the demo: asked by two coming events, answered by their made-up guests."""

from __future__ import annotations

import pytest

from anpacken.events.models import Event, Registration
from anpacken.questions import rules
from anpacken.questions.models import Answer, Question
from anpacken.questions.queries import counts
from anpacken.questions.queries.asked import questions_of, values_of
from anpacken.questions.queries.owing import owing

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("loaded")
def test_two_coming_events_ask_and_their_guests_have_answered_what_applies_to_them() -> None:
    asking = Question.objects.values_list("event__slug", flat=True).distinct()
    assert sorted(set(asking)) == ["demo-dialog-wohnen-braunschweig", "demo-konferenz-hannover"]
    for event in Event.objects.filter(slug__in=set(asking)):
        questions = questions_of(event.pk)
        for guest in Registration.objects.filter(event=event, state="confirmed"):
            values = values_of(guest)
            asked = rules.applicable(questions, values)
            assert set(values) <= {one.pk for one in asked}
            assert [one for one in rules.missing(questions, values) if one.when == "registration"] == []
        meal = counts(event)[0]
        assert meal.answered == Registration.objects.filter(event=event, state="confirmed").count()
        assert sum(many for _label, many in meal.bars) == meal.answered
        # Somebody is left to be asked by mail.
        assert owing(event)
    assert not Answer.objects.filter(question__when="door").exists()
