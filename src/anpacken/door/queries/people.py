"""Whom to find at the door: by name, organisation or number of the ticket."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from anpacken.door.choices import Reason
from anpacken.door.queries import counts
from anpacken.events import tickets
from anpacken.events.choices import RegistrationState
from anpacken.events.models import Event, Registration
from anpacken.programme.models import Item
from anpacken.questions.queries.at_door import AtDoor, at_door

MOST = 30

STATES = {
    RegistrationState.CONFIRMED: "",
    RegistrationState.OFFERED: Reason.WAITING.value,
    RegistrationState.WAITING: Reason.WAITING.value,
    RegistrationState.REQUESTED: Reason.WAITING.value,
    RegistrationState.UNCONFIRMED: Reason.WAITING.value,
    RegistrationState.CANCELLED: Reason.CANCELLED.value,
    RegistrationState.LAPSED: Reason.CANCELLED.value,
    RegistrationState.DECLINED: Reason.CANCELLED.value,
}


def find(event: Event, text: str) -> QuerySet[Registration]:
    """Those whose name, organisation or group member holds every word, with a seat first; or the one ticket."""
    read = tickets.read(text)
    people = Registration.objects.filter(event=event)
    if read is not None:
        ticket = people.filter(public_id=read[1])
        if ticket.exists():
            return ticket
    wanted = Q()
    for word in text.split()[:6]:
        wanted &= Q(name__icontains=word) | Q(organisation_name__icontains=word) | Q(members__name__icontains=word)
    return people.filter(wanted).distinct().order_by("name", "pk")


def rows(event: Event, text: str, item: Item | None) -> list[dict[str, Any]]:
    """What the page shows of those who were found."""
    found: list[Registration] = list(find(event, text).prefetch_related("members")[:MOST])
    there = counts.came(event, item, [one.pk for one in found])
    asked = at_door(event, found)
    return [
        {
            "registration": one,
            "came": one.pk in there,
            "refused": STATES[RegistrationState(one.state)],
            "state": one.get_state_display(),
            "questions": [] if STATES[RegistrationState(one.state)] else asked.of(one),
        }
        for one in found
    ]


def for_devices(event: Event) -> tuple[list[dict[str, Any]], AtDoor]:
    """The list as a device takes it along: no more than what is said at a door, and what is asked there."""
    came: dict[int, list[int]] = {}
    for item, registration in counts.counting(event).values_list("item", "registration"):
        if registration is not None:
            came.setdefault(registration, []).append(item or counts.ENTRANCE)
    people = Registration.objects.filter(event=event).order_by("name").prefetch_related("members")
    asked = at_door(event, people)
    return [_for_device(one, came.get(one.pk, ()), asked) for one in people], asked


def _for_device(one: Registration, places: Iterable[int], asked: AtDoor) -> dict[str, Any]:
    refused = STATES[RegistrationState(one.state)]
    # Of whoever cancelled, nothing but that this ticket does not count.
    if refused == Reason.CANCELLED:
        return {"id": one.public_id, "refused": refused}
    members = {"members": one.member_names} if one.is_group else {}
    still_open = [] if refused else [question.key for question in asked.of(one)]
    return {
        **members,
        **({"asked": still_open} if still_open else {}),
        "id": one.public_id,
        "name": one.name,
        "organisation": one.organisation_name,
        "heads": one.seats,
        "refused": refused,
        "came": sorted(set(places)),
    }
