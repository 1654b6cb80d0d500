"""Calls, applications and stands for tests, made by the room's own actions."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

from anpacken.core.actors import Actor
from anpacken.events.models import Event
from anpacken.market.actions import applications, calls, review, stands
from anpacken.market.choices import ApplicationState
from anpacken.market.models import Application, Call, Stand
from tests.factories.events import AT, BY, make_event

_numbers = count(1)
DETAILS: dict[str, Any] = {
    "organisation_name": "Verein Probe",
    "title": "Probeprojekt",
    "shows": "Wir zeigen, was wir tun.",
    "contact_name": "Ada Muster",
    "phone": "",
    "tables": 1,
    "needs_power": False,
    "power_for": "",
    "brings": "",
    "people": 2,
    "support_needs": "",
}


def make_call(event: Event | None = None, **details: Any) -> Call:
    """A call that has been open for a week and is so for two more, for an event in June."""
    given = {"opens_at": AT - timedelta(days=7), "closes_at": AT + timedelta(days=14), **details}
    return calls.set_up(call=Call(event=event or make_event(), **given), changed=[], by=BY, at=AT)


def make_application(call: Call, state: ApplicationState | None = None, **details: Any) -> Application:
    """An application by the public form's action; in `state` once the office has decided."""
    number = next(_numbers)
    email = details.pop("email", f"stand-{number}@example.org")
    values = {**DETAILS, "title": f"Projekt {number:03}", **details}
    answer = applications.apply(call=call, email=email, values=values, language="de", by=Actor.public(), at=AT)
    assert answer.application is not None
    if state is None:
        return answer.application
    reason = "Es waren zu viele." if state == ApplicationState.DECLINED else ""
    return review.decide(
        application=answer.application, state=state, reason=reason, by=BY, at=AT + timedelta(seconds=number)
    )


def make_stands(call: Call, number: int = 1, *, has_power: bool = False) -> list[Stand]:
    return stands.add(call=call, count=number, has_power=has_power, by=BY, at=AT)
