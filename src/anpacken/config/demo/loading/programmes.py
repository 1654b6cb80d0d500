"""What happens when and where at some of the events: drafted and released by the room's own actions."""

from __future__ import annotations

from datetime import datetime, timedelta

from anpacken.config.demo.loading.ledger import Found, Ledger
from anpacken.config.demo.loading.people import at_noon
from anpacken.config.demo.schema.files import ProgrammesFile
from anpacken.config.demo.schema.programmes import ItemEntry, MoveEntry, ProgrammeEntry
from anpacken.config.demo.schema.values import value_of
from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.events.models import Contribution, Event, Forum
from anpacken.programme import rules
from anpacken.programme.actions import items, releases, rooms, rounds
from anpacken.programme.models import Item, Room
from anpacken.programme.rules import RoundTime


def load_programmes(file: ProgrammesFile, ledger: Ledger, *, by: Actor, at: datetime) -> int:
    """Makes the programmes that were never brought, and returns how many."""
    due = [entry for entry in file.programmes if ledger.is_due("programme", entry.event)]
    events = Found({event.slug: event for event in Event.objects.filter(slug__in=[entry.event for entry in due])})
    for entry in due:
        _Loading(entry, events[entry.event], by, at).load()
    return len(due)


class _Loading:
    """One programme on its way in."""

    def __init__(self, entry: ProgrammeEntry, event: Event, by: Actor, at: datetime) -> None:
        self.entry, self.event, self.by, self.now = entry, event, by, at
        self.days = rules.days_of(event, list(event.days.all()))
        self.rooms: dict[str, Room] = {}
        self.items: dict[str, Item] = {}

    def load(self) -> None:
        longest = max((version.days_before for version in self.entry.versions), default=0)
        with clock.frozen(self._at(longest)):
            self._draft(at=self._at(longest))
        for version in self.entry.versions:
            moment = self._at(version.days_before)
            with clock.frozen(moment):
                for move in version.moves:
                    self._move(move, at=moment)
                releases.release(event=self.event, note=value_of(version.note), by=self.by, at=moment)

    def _at(self, days_before: int) -> datetime:
        return min(at_noon(self.days[0] - timedelta(days=days_before)), self.now)

    def _draft(self, *, at: datetime) -> None:
        for room in self.entry.rooms:
            self.rooms[room.name] = rooms.add(
                event=self.event, name=room.name, way=room.way or "", capacity=room.capacity, by=self.by, at=at
            )
        if self.entry.rounds:
            self._lay_out(at=at)
        for item in self.entry.items:
            self.items[item.key] = items.add(event=self.event, facts=self._facts(item), by=self.by, at=at)

    def _lay_out(self, *, at: datetime) -> None:
        forums = list(Forum.objects.filter(event=self.event))
        times = [
            RoundTime(number, self.days[entry.day - 1], entry.begins_at, entry.ends_at)
            for number, entry in enumerate(self.entry.rounds, start=1)
        ]
        given = {forum.pk: self.rooms[name] for forum, name in zip(forums, self.entry.forum_rooms, strict=True)}
        numbers = {forum.pk: number for number, forum in enumerate(forums, start=1)}
        for slot in rounds.lay_out(event=self.event, rounds=times, rooms=given, by=self.by, at=at):
            self.items[f"forum-{numbers[slot.forum_id or 0]}-round-{slot.round}"] = slot

    def _facts(self, item: ItemEntry) -> items.ItemFacts:
        people = Found({part.name: part for part in Contribution.objects.filter(event=self.event)})
        return items.ItemFacts(
            kind=item.kind,
            title=item.title.value,
            abstract=value_of(item.abstract),
            on=self.days[item.day - 1],
            begins_at=item.begins_at,
            ends_at=item.ends_at,
            room=self.rooms[item.room] if item.room else None,
            contributions=[people[name] for name in item.people],
        )

    def _move(self, move: MoveEntry, *, at: datetime) -> None:
        item = Item.objects.get(pk=self.items[move.item].pk)
        items.move(
            item=item,
            on=item.on,
            begins_at=move.begins_at or item.begins_at,
            ends_at=move.ends_at or item.ends_at,
            room=self.rooms[move.room] if move.room else item.room,
            seen=None,
            by=self.by,
            at=at,
        )
