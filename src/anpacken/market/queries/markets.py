"""Reads about one market: its call, exhibitors, stands, conflicts and figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import hypot

from django.db import models
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from anpacken.events.choices import EventState
from anpacken.events.models import Event
from anpacken.market import rules
from anpacken.market.choices import ApplicationState
from anpacken.market.models import Application, Call, Stand


def of_event(event: Event) -> Call | None:
    """The event's call, if it has one. One query."""
    call = Call.objects.filter(event=event).first()
    if call is not None:
        call.event = event
    return call


def public_call(event_public_id: str) -> Call:
    """The call of an event that visitors may see. Raises `Call.DoesNotExist`."""
    calls = Call.objects.select_related("event__municipality", "plan")
    return calls.exclude(event__state=EventState.DRAFT).get(event__public_id=event_public_id)


def application(public_id: str) -> Application:
    """An application with call and event. Raises `Application.DoesNotExist` when it has been deleted."""
    return Application.objects.select_related("call__event__municipality", "stand").get(public_id=public_id)


def exhibitors(call: Call, words: str = "") -> QuerySet[Application]:
    """Who gets a stand, by its number; without one at the end. `words` must all stand in name, project or text. Who was
    erased is not shown any more."""
    found = call.applications.accepted().exclude(organisation_name="").select_related("stand", "project")
    for word in words.replace("\x00", "").split()[:8]:
        found = found.filter(Q(organisation_name__icontains=word) | Q(title__icontains=word) | Q(shows__icontains=word))
    return found.order_by(models.F("stand__number").asc(nulls_last=True), "organisation_name", "pk")


def stands(call: Call) -> list[Stand]:
    return list(call.stands.select_related("application"))


def standing(call: Call) -> dict[str, int]:
    """How many applications there are in each state, in the order of the states."""
    counted = dict(call.applications.order_by().values_list("state").annotate(many=Count("pk")))
    return {str(state.label): counted.get(state.value, 0) for state in ApplicationState}


def without_stand(call: Call) -> list[Application]:
    return list(call.applications.accepted().filter(stand=None).order_by("organisation_name", "pk"))


def to_tell(call: Call) -> list[Application]:
    """Applications whose decision has not been mailed, by what is to be said."""
    found = call.applications.standing().select_related("stand").order_by("state", "organisation_name", "pk")
    waiting = []
    for each in found:
        each.call = call
        if rules.is_to_be_told(each):
            waiting.append(each)
    return waiting


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something about the plan that does not fit, in words that say what."""

    kind: str
    sentence: str


def conflicts(on_plan: Sequence[Stand], unplaced: Sequence[Application]) -> list[Conflict]:
    """What does not fit: power that is needed where none is, stands on top of each other, accepted without a stand."""
    found = [
        Conflict(
            "power",
            _("Stand %(number)d has no power, but “%(name)s” needs it.")
            % {"number": stand.number, "name": stand.application},
        )
        for stand in on_plan
        if stand.application is not None and stand.application.needs_power and not stand.has_power
    ]
    found += [
        Conflict(
            "overlap",
            _("Stands %(one)d and %(other)d lie on top of each other.") % {"one": one.number, "other": other.number},
        )
        for one, other in combinations(on_plan, 2)
        if hypot(one.x - other.x, one.y - other.y) < rules.TOO_CLOSE
    ]
    found += [
        Conflict("no_stand", _("“%(name)s” is accepted and has no stand yet.") % {"name": each}) for each in unplaced
    ]
    return found
