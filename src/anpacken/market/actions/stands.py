"""Stands on the floor plan: adding, placing, numbering, and who stands where."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.market import errors
from anpacken.market.actions.calls import held, tell_pages
from anpacken.market.choices import MOST_STANDS, ApplicationState
from anpacken.market.models import Application, Call, Stand

IN_A_ROW = 12
SAME_PLACE = 0.0001


def add(*, call: Call, count: int, has_power: bool = False, by: Actor, at: datetime) -> list[Stand]:
    """Adds so many stands with the next numbers, in rows along the upper edge of the plan. Raises `TooManyStands`."""
    with held(call.pk) as current:
        numbers = list(current.stands.values_list("number", flat=True))
        if not 1 <= count <= MOST_STANDS - len(numbers):
            raise errors.TooManyStands(most=MOST_STANDS)
        first = max(numbers, default=0) + 1
        made = [Stand(call=current, number=number, has_power=has_power) for number in range(first, first + count)]
        for place, stand in enumerate(made):
            row, column = divmod(place, IN_A_ROW)
            stand.x, stand.y = (column + 0.5) / IN_A_ROW, min(1.0, 0.05 + 0.08 * row)
        made = Stand.objects.bulk_create(made)
        record(by=by, action="stand_call.stands_added", target=current, at=at, count=count)
        tell_pages(current)
    return made


def place(*, stand: Stand, x: float, y: float, by: Actor, at: datetime) -> Stand:
    """Moves a stand to a place on the plan, in shares of its width and height; beyond the edge it stays at the edge."""
    with held(stand.call_id) as call:
        current = call.stands.get(pk=stand.pk)
        current.x, current.y = _share(x), _share(y)
        current.save(update_fields=["x", "y"])
        tell_pages(call)
    return current


def change(*, stand: Stand, number: int, has_power: bool, by: Actor, at: datetime) -> Stand:
    """Gives a stand another number, or says whether it has power. Raises `NumberTaken`."""
    with held(stand.call_id) as call:
        current = call.stands.get(pk=stand.pk)
        if (current.number, current.has_power) == (number, has_power):
            return current
        current.number, current.has_power = number, has_power
        try:
            with transaction.atomic():
                current.save(update_fields=["number", "has_power"])
        except IntegrityError as error:
            raise errors.NumberTaken(number=number) from error
        record(by=by, action="stand_call.stand_changed", target=call, at=at, number=number)
        tell_pages(call)
    return current


def settle(
    *,
    stand: Stand,
    number: int,
    has_power: bool,
    x: float,
    y: float,
    application: Application | None,
    seen: str,
    by: Actor,
    at: datetime,
) -> None:
    """All that one line of the list says about a stand, or none of it. Raises what the single deeds raise."""
    with held(stand.call_id):
        current = assign(stand=stand, application=application, seen=seen, by=by, at=at)
        change(stand=stand, number=number, has_power=has_power, by=by, at=at)
        # The list shows two decimals of a per cent: what is the same there has not moved.
        if max(abs(current.x - x), abs(current.y - y)) > SAME_PLACE:
            place(stand=stand, x=x, y=y, by=by, at=at)


def remove(*, stand: Stand, by: Actor, at: datetime) -> None:
    """Takes a stand off the plan. Raises `StandInUse` while somebody has it."""
    with held(stand.call_id) as call:
        current = call.stands.select_related("application").get(pk=stand.pk)
        if current.application is not None:
            raise errors.StandInUse(number=current.number, name=current.application)
        record(by=by, action="stand_call.stand_removed", target=call, at=at, number=current.number)
        current.delete()
        tell_pages(call)


def assign(*, stand: Stand, application: Application | None, seen: str, by: Actor, at: datetime) -> Stand:
    """Gives a stand to an accepted application, which leaves the stand it had; None frees it.

    `seen` is the public id of whoever had the stand when the page was made, empty for nobody: if somebody else has
    it now, a colleague was faster, and nothing changes.

    Raises:
        StandTaken: a colleague gave it to somebody else.
        NotAccepted: the application has no right to a stand, or no longer.
    """
    with held(stand.call_id) as call:
        current = call.stands.select_related("application").get(pk=stand.pk)
        there = current.application
        wanted = None if application is None else call.applications.get(pk=application.pk)
        if there == wanted:
            return current
        if there is not None and there.public_id != seen:
            raise errors.StandTaken(number=current.number, name=there)
        if wanted is not None:
            if wanted.state != ApplicationState.ACCEPTED:
                raise errors.NotAccepted(name=wanted)
            call.stands.filter(application=wanted).update(application=None)
        current.application = wanted
        current.save(update_fields=["application"])
        if wanted is not None:
            record(by=by, action="stand_application.stand_given", target=wanted, at=at, number=current.number)
        elif there is not None:
            record(by=by, action="stand_application.stand_freed", target=there, at=at, number=current.number)
        tell_pages(call)
    return current


def assign_rest(*, call: Call, by: Actor, at: datetime) -> int:
    """Gives every accepted application without a stand the free one with the lowest number that fits: who needs
    power first, to stands with power; the others rather to stands without. Returns how many got one."""
    with held(call.pk) as current:
        without = list(current.applications.accepted().filter(stand=None).order_by("-needs_power", "applied_at", "pk"))
        free = list(current.stands.filter(application=None).order_by("number"))
        given = 0
        for application in without:
            fitting = [stand for stand in free if stand.has_power or not application.needs_power]
            if not fitting:
                continue
            stand = min(fitting, key=lambda one: (one.has_power != application.needs_power, one.number))
            free.remove(stand)
            stand.application = application
            stand.save(update_fields=["application"])
            record(by=by, action="stand_application.stand_given", target=application, at=at, number=stand.number)
            given += 1
        if given:
            tell_pages(current)
    return given


def _share(value: float) -> float:
    return round(min(1.0, max(0.0, value)), 4)
