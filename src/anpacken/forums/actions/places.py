"""Places in slots: choosing, queueing, giving back, moving by hand, moving up.

Every deed begins with the event's row, as registering does, then locks all slots of the event by their keys;
so deeds about one event stand in one queue and never wait for each other crosswise. Counters are written by
`programme.actions.taking` only, and the database holds that no slot is ever overfull.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from anpacken.audit.actions import record
from anpacken.core import page_cache
from anpacken.core.actors import Actor
from anpacken.events.models import Event, Registration
from anpacken.forums import errors, rules
from anpacken.forums.actions import notices
from anpacken.forums.choices import PlaceState, Reason
from anpacken.forums.models import ForumChoice, Place, Wish
from anpacken.programme.actions import taking
from anpacken.programme.actions.holding import held_event
from anpacken.programme.models import Item


@dataclass
class Held:
    """An event with its slots, locked until the transaction ends."""

    event: Event
    slots: dict[int, Item]
    _full_before: set[int] = field(default_factory=set)
    _freed: list[Item] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._full_before = self._full()

    def slot(self, item: Item | int) -> Item:
        """The slot as it stands under the lock. Raises `NotOneOfTheRound` when it is none of this event."""
        found = self.slots.get(item if isinstance(item, int) else item.pk)
        if found is None:
            raise errors.NotOneOfTheRound
        return found

    def take(self, item: Item, heads: int) -> None:
        taking.take(item, heads)
        if heads < 0:
            self.look_at(item)

    def look_at(self, item: Item) -> None:
        """Somebody waits for this slot, or gave a place in it back: move up who can be."""
        self._freed.append(item)

    def next_freed(self) -> Item | None:
        return self._freed.pop(0) if self._freed else None

    def tell_pages(self) -> None:
        """The form says which forums are full; it is made anew only when that changes."""
        if self._full() != self._full_before:
            page_cache.changed(f"event:{self.event.public_id}")

    def _full(self) -> set[int]:
        return {item.pk for item in self.slots.values() if not taking.fits(item, 1)}


@contextmanager
def held(event_id: int, *, at: datetime) -> Iterator[Held]:
    """Locks, lets the deed happen, moves up who waits for what became free."""
    with held_event(event_id) as event:
        found = Held(event, taking.held_slots(event_id))
        yield found
        _move_up(found, at=at)
        found.tell_pages()


def wish(*, registration: Registration, wishes: Mapping[tuple[int, int], Item], by: Actor, at: datetime) -> None:
    """Says which slots somebody would like: `wishes` by round and rank. Takes the place of all earlier wishes.

    Raises:
        ChoiceClosed, NotOneOfTheRound, SameForumTwice, AlreadyDrawn
    """
    with held(registration.event_id, at=at) as found:
        choice = ForumChoice.objects.get(event=found.event)
        _check_open(choice, found.event, at)
        if choice.drawn_at is not None:
            raise errors.AlreadyDrawn
        write_wishes(registration, {key: found.slot(item) for key, item in wishes.items()}, by=by, at=at)


def choose(*, registration: Registration, wanted: Mapping[int, Item | None], by: Actor, at: datetime) -> None:
    """Takes the places that somebody chose, all or none: `wanted` by round, None to give a place back.

    Raises:
        ChoiceClosed, NoSeat, NotOneOfTheRound, SameForumTwice, TimesOverlap
        SlotFull: another was quicker; nothing has changed.
    """
    with held(registration.event_id, at=at) as found:
        _check_open(ForumChoice.objects.get(event=found.event), found.event, at)
        _move(found, registration, wanted, reason=Reason.CHOSEN, by=by, at=at)


def give_by_hand(*, registration: Registration, wanted: Mapping[int, Item | None], by: Actor, at: datetime) -> None:
    """As `choose`, by the office: also when the choice is closed. The person is told by mail."""
    with held(registration.event_id, at=at) as found:
        if _move(found, registration, wanted, reason=Reason.BY_HAND, by=by, at=at):
            notices.places_changed(registration, found.event, by=by, at=at)


def queue(*, registration: Registration, item: Item, by: Actor, at: datetime) -> None:
    """Puts somebody on the waiting list of a full slot; they keep the place that they have in that round.

    Raises:
        ChoiceClosed, NoSeat, NotOneOfTheRound
    """
    with held(registration.event_id, at=at) as found:
        _check_open(ForumChoice.objects.get(event=found.event), found.event, at)
        current = _registered(registration)
        slot = found.slot(item)
        _, is_new = Place.objects.get_or_create(
            registration=current,
            item=slot,
            defaults={
                "round": rules.round_of(slot),
                "state": PlaceState.WAITING,
                "reason": Reason.CHOSEN,
                "heads": current.seats,
                "since_at": at,
            },
        )
        if is_new:
            record(by=by, action="forums.queued", target=current, at=at, slot=slot.public_id)
            # It may have become free while somebody read the page.
            found.look_at(slot)


def leave_queue(*, registration: Registration, item: Item, by: Actor, at: datetime) -> None:
    """Takes somebody off a slot's waiting list. Done twice it is done once."""
    with held(registration.event_id, at=at):
        waiting = Place.objects.filter(registration=registration, item=item, state=PlaceState.WAITING)
        if waiting.delete()[0]:
            record(by=by, action="forums.left", target=registration, at=at, slot=item.public_id)


def end(*, registration: Registration, by: Actor, at: datetime) -> None:
    """Frees everything that a registration has in forums: it holds no seat any more. The event's row is locked."""
    if not Place.objects.filter(registration=registration).exists():
        Wish.objects.filter(registration=registration).delete()
        return
    with held(registration.event_id, at=at) as found:
        for place in Place.objects.filter(registration=registration).order_by("item_id"):
            if place.state == PlaceState.PLACED:
                found.take(found.slot(place.item_id), -place.heads)
            place.delete()
        Wish.objects.filter(registration=registration).delete()


def resize(*, registration: Registration, by: Actor, at: datetime) -> None:
    """Brings places in line with the seats that a registration takes now. The event's row is locked.

    Raises:
        SlotFull: more come than the slot holds; whoever asked changes nothing.
    """
    if not Place.objects.filter(registration=registration).exclude(heads=registration.seats).exists():
        return
    with held(registration.event_id, at=at) as found:
        for place in Place.objects.filter(registration=registration).order_by("item_id"):
            more = registration.seats - place.heads
            if place.state == PlaceState.PLACED:
                slot = found.slot(place.item_id)
                _check_fits(slot, more)
                found.take(slot, more)
            place.heads = registration.seats
            place.save(update_fields=["heads"])


def put(found: Held, registration: Registration, slot: Item, *, reason: Reason, heads: int, at: datetime) -> Place:
    """Gives a place in a slot that has room. A turn on its waiting list becomes the place."""
    _check_fits(slot, heads)
    found.take(slot, heads)
    place, _is_new = Place.objects.update_or_create(
        registration=registration,
        item=slot,
        defaults={
            "round": rules.round_of(slot),
            "state": PlaceState.PLACED,
            "reason": reason,
            "heads": heads,
            "since_at": at,
        },
    )
    return place


def write_wishes(
    registration: Registration, wishes: Mapping[tuple[int, int], Item], *, by: Actor, at: datetime
) -> None:
    """Writes the wishes of one registration. Raises `NotOneOfTheRound`, `SameForumTwice`."""
    forums_of: dict[int, set[int | None]] = {}
    for (number, _rank), item in wishes.items():
        if item.round != number:
            raise errors.NotOneOfTheRound
        known = forums_of.setdefault(number, set())
        if item.forum_id in known:
            raise errors.SameForumTwice
        known.add(item.forum_id)
    with transaction.atomic():
        Wish.objects.filter(registration=registration).delete()
        Wish.objects.bulk_create(
            Wish(registration=registration, round=number, rank=rank, item=item)
            for (number, rank), item in wishes.items()
        )
        record(by=by, action="forums.wished", target=registration, at=at, wishes=len(wishes))


def _move(
    found: Held,
    registration: Registration,
    wanted: Mapping[int, Item | None],
    *,
    reason: Reason,
    by: Actor,
    at: datetime,
) -> bool:
    """Whether anything changed. First everything is given back, then taken: so two people's forums can be swapped."""
    current = _registered(registration)
    slots = {number: found.slot(item) if item is not None else None for number, item in wanted.items()}
    if any(slot is not None and slot.round != number for number, slot in slots.items()):
        raise errors.NotOneOfTheRound
    before = {
        place.round: place
        for place in Place.objects.filter(registration=current, state=PlaceState.PLACED).order_by("item_id")
    }
    kept = [found.slot(place.item_id) for number, place in before.items() if number not in slots]
    rules.check_together([*kept, *(slot for slot in slots.values() if slot is not None)])
    changed = {
        number: slot
        for number, slot in slots.items()
        if (before[number].item_id if number in before else None) != (slot.pk if slot else None)
    }
    for number in changed:
        if number in before:
            found.take(found.slot(before[number].item_id), -before[number].heads)
            before[number].delete()
            record(
                by=by, action="forums.left", target=current, at=at, slot=found.slot(before[number].item_id).public_id
            )
    for slot in sorted((slot for slot in changed.values() if slot is not None), key=lambda each: each.pk):
        put(found, current, slot, reason=reason, heads=current.seats, at=at)
        record(by=by, action="forums.placed", target=current, at=at, slot=slot.public_id, reason=reason.value)
    if changed:
        _look_again(found, current)
    return bool(changed)


def _move_up(found: Held, *, at: datetime) -> None:
    """Gives what became free to whoever waits longest, in strict order; a place that they leave for it goes on."""
    by = Actor.job("forums.moving_up")
    while (slot := found.next_freed()) is not None:
        waiting = (
            Place.objects.filter(item=slot, state=PlaceState.WAITING).order_by("pk").select_related("registration")
        )
        for place in waiting:
            if not taking.fits(slot, place.heads):
                break
            others = Place.objects.filter(registration=place.registration, state=PlaceState.PLACED)
            held_slots = [found.slot(other.item_id) for other in others.exclude(round=rules.round_of(slot))]
            try:
                rules.check_together([*held_slots, slot])
            except (errors.SameForumTwice, errors.TimesOverlap):
                continue
            for left in others.filter(round=rules.round_of(slot)):
                found.take(found.slot(left.item_id), -left.heads)
                left.delete()
            put(found, place.registration, slot, reason=Reason.MOVED_UP, heads=place.heads, at=at)
            record(by=by, action="forums.placed", target=place.registration, at=at, slot=slot.public_id)
            _look_again(found, place.registration)
            notices.places_changed(place.registration, found.event, by=by, at=at)


def _look_again(found: Held, registration: Registration) -> None:
    """What kept somebody from moving up may be gone now that their places have changed."""
    for place in Place.objects.filter(registration=registration, state=PlaceState.WAITING).order_by("pk"):
        found.look_at(found.slot(place.item_id))


def _registered(registration: Registration) -> Registration:
    current = Registration.objects.get(pk=registration.pk)
    if not rules.holds_seat(current):
        raise errors.NoSeat
    return current


def _check_open(choice: ForumChoice, event: Event, at: datetime) -> None:
    refusal = rules.refusal_to_choose(choice, event, at=at)
    if refusal is not None:
        raise refusal


def _check_fits(slot: Item, heads: int) -> None:
    if not taking.fits(slot, heads):
        raise errors.SlotFull(forum=str(slot.forum), round=slot.round)
