"""Events that are over, with who came, and their surveys."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from anpacken.door.actions import check_in
from anpacken.door.actions.check_in import Given as Ticket
from anpacken.events.models import Event, Registration
from anpacken.surveys.actions import answering, sending, surveys
from anpacken.surveys.actions.answering import Given
from anpacken.surveys.choices import Audience
from anpacken.surveys.models import Survey, SurveyInvitation
from tests.factories.events import BY, make_event, register

# The event of `make_event` is on 20 June 2026 and has no hours: it is over at midnight in Berlin.
DAY = datetime(2026, 6, 20, 8, 0, tzinfo=UTC)
AFTER = datetime(2026, 6, 22, 8, 0, tzinfo=UTC)


def make_past(came: int = 1, missed: int = 0, **facts: Any) -> tuple[Event, list[Registration]]:
    """An event with `came` guests who were let in and `missed` who were not; the guests in this order."""
    event = make_event(**facts)
    guests = [register(event, f"gast{number}@example.org", name=f"Gast {number}") for number in range(came + missed)]
    for number, guest in enumerate(guests[:came]):
        ticket = Ticket(f"nonce-{event.pk}-{number:04}", DAY, guest.public_id)
        check_in.record(event=event, given=ticket, by=BY, at=DAY)
    return event, guests


def make_survey(came: int = 1, missed: int = 0, *, audience: Audience = Audience.CAME, is_open: bool = True) -> Survey:
    """A survey with the usual questions about such an event; open, with everybody written to, unless said otherwise."""
    event, _guests = make_past(came, missed)
    survey = surveys.lay_out(event=event, audience=audience, by=BY, at=AFTER)
    if is_open:
        survey = surveys.open_now(survey=survey, by=BY, at=AFTER)
        sending.send(survey=survey, by=BY, at=AFTER)
    return Survey.objects.get(pk=survey.pk)


def given(survey: Survey, *values: int | str | Sequence[int] | None) -> list[Given]:
    """Answers to the survey's questions in their order; None leaves one open."""
    found: list[Given] = []
    for question, value in zip(survey.questions.all(), values, strict=False):
        if isinstance(value, str):
            found.append(Given(question, text=value))
        elif isinstance(value, int):
            found.append(Given(question, number=value))
        else:
            found += [Given(question, number=number) for number in value or ()]
    return found


def answer(survey: Survey, *values: int | str | Sequence[int] | None, language: str = "de") -> SurveyInvitation:
    """One more of those who were written to answers."""
    invitation = survey.invitations.filter(is_answered=False).order_by("pk")[0]
    answering.answer(invitation=invitation, given=given(survey, *values), language=language, at=AFTER)
    return invitation
