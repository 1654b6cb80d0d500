"""Markets from a data file: one that has taken place, as it was, in one go and without a mail to anybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.core.addresses import email_key
from anpacken.core.texts import TranslatedText
from anpacken.events.models import Event
from anpacken.market.actions import stands
from anpacken.market.actions.applications import title_key
from anpacken.market.actions.calls import tell_pages
from anpacken.market.choices import ApplicationState, Told
from anpacken.market.models import Application, Call, Stand
from anpacken.network.models import Project
from anpacken.people.models import Organisation


@dataclass(frozen=True, slots=True)
class ExhibitorFacts:
    """One exhibitor of a market that has taken place."""

    organisation_name: str
    title: str
    shows: str
    contact_name: str
    email: str
    language: str = "de"
    tables: int = 1
    power_for: str = ""
    people: int = 2
    came: bool = True
    organisation: Organisation | None = None
    project: Project | None = None


@dataclass(frozen=True, slots=True)
class StandFacts:
    """One stand on the plan, in shares of its width and height."""

    x: float
    y: float
    has_power: bool = False


def ensure_held(
    *,
    event: Event,
    text: TranslatedText,
    opens_at: datetime,
    closes_at: datetime,
    exhibitors: Sequence[ExhibitorFacts],
    on_plan: Sequence[StandFacts],
    by: Actor,
    at: datetime,
) -> Call:
    """The market of an event that is over, with its exhibitors at their stands. One that is there is left as it is."""
    known = Call.objects.filter(event=event).first()
    if known is not None:
        return known
    with transaction.atomic():
        call = Call.objects.create(
            event=event,
            text=text,
            opens_at=opens_at,
            closes_at=closes_at,
            most_stands=len(on_plan),
            published_at=closes_at,
        )
        record(by=by, action="stand_call.created", target=call, at=opens_at)
        Application.objects.bulk_create(_application(call, facts) for facts in exhibitors)
        Stand.objects.bulk_create(
            Stand(call=call, number=number, x=facts.x, y=facts.y, has_power=facts.has_power)
            for number, facts in enumerate(on_plan, start=1)
        )
        stands.assign_rest(call=call, by=by, at=at)
        tell_pages(call)
    return call


def _application(call: Call, facts: ExhibitorFacts) -> Application:
    return Application(
        call=call,
        state=ApplicationState.ACCEPTED,
        organisation_name=facts.organisation_name,
        title=facts.title,
        title_key=title_key(facts.title),
        shows=facts.shows,
        contact_name=facts.contact_name,
        email=facts.email,
        email_key=email_key(facts.email),
        language=facts.language,
        tables=facts.tables,
        needs_power=bool(facts.power_for),
        power_for=facts.power_for,
        people=facts.people,
        organisation=facts.organisation,
        project=facts.project,
        applied_at=call.opens_at,
        decided_at=call.closes_at,
        told=Told.ACCEPTED,
        told_at=call.closes_at,
        came=facts.came,
    )
