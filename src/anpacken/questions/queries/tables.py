"""The answers of an event as a table: for a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from anpacken.events.choices import HOLDS_SEATS
from anpacken.events.models import Event, Registration
from anpacken.questions.models import Answer
from anpacken.questions.queries.asked import in_words, questions_of


def rows(event: Event, *, with_sensitive: bool = False) -> list[Sequence[object]]:
    """A head and a row for everybody who holds a seat, by name. Numbers stay numbers; all else is in words."""
    questions = [one for one in questions_of(event.pk) if with_sensitive or not one.is_sensitive]
    values: dict[int, dict[int, Any]] = defaultdict(dict)
    given = Answer.objects.filter(question__in=questions)
    for registration_id, question_id, value in given.values_list("registration_id", "question_id", "value"):
        values[registration_id][question_id] = value
    head = (_("Name"), _("Mail address"), _("Organisation"), _("State"), *(str(one) for one in questions))
    found: list[Sequence[object]] = [head]
    people = Registration.objects.filter(event=event, state__in=HOLDS_SEATS).order_by("name", "pk")
    for person in people:
        said = values[person.pk]
        found.append(
            (
                person.name,
                person.email,
                person.organisation_name,
                person.get_state_display(),
                *(_cell(one, said.get(one.pk)) for one in questions),
            )
        )
    return found


def _cell(question: Any, value: Any) -> object:
    return value if isinstance(value, int) and not isinstance(value, bool) else in_words(question, value)
