"""The office's draft of a programme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import models

from anpacken.events.models import Contribution, Event
from anpacken.programme import rules
from anpacken.programme.models import Item, Room
from anpacken.programme.rules import Conflict


@dataclass(frozen=True, slots=True)
class Draft:
    """Everything that the editor shows. `days` are the event's; `other_days` those on which items lie outside."""

    event: Event
    rooms: list[Room]
    items: list[Item]
    days: list[date]
    other_days: list[date]

    def conflicts(self) -> list[Conflict]:
        return rules.conflicts(self.items, self.days)

    def on(self, day: date) -> list[Item]:
        return [item for item in self.items if item.on == day]

    @property
    def all_days(self) -> list[date]:
        return sorted({*self.days, *self.other_days})


def items_of(event: Event) -> models.QuerySet[Item]:
    """The items with all that a snapshot or a conflict asks of them."""
    people = models.Prefetch("contributions", Contribution.objects.order_by("position", "pk"))
    return Item.objects.filter(event=event).select_related("room", "forum").prefetch_related(people)


def draft(event: Event) -> Draft:
    items = list(items_of(event))
    days = rules.days_of(event, list(event.days.all()))
    rooms = list(Room.objects.filter(event=event))
    return Draft(event, rooms, items, days, sorted({item.on for item in items} - set(days)))
