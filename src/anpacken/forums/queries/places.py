"""Who has which place, and how the slots stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, Q, Sum
from django.utils.translation import gettext as _

from anpacken.events.choices import RegistrationState
from anpacken.events.models import Event, Registration
from anpacken.events.models.registrations import seats
from anpacken.events.parts import Line
from anpacken.forums.choices import FIRST, SECOND, PlaceState
from anpacken.forums.models import ForumChoice, Place, Wish
from anpacken.programme.models import Item


@dataclass(frozen=True, slots=True)
class SlotStanding:
    """A slot with how many wish for it, have a place and wait."""

    item: Item
    first: int
    second: int
    waiting: int

    @property
    def free(self) -> int | None:
        return None if self.item.places is None else max(0, self.item.places - self.item.taken)


def slots_of(event: Event) -> list[Item]:
    """The slots by round and the forums' order."""
    found = Item.objects.slots().filter(event=event).select_related("room", "forum")
    return list(found.order_by("round", "forum__position", "forum_id"))


def by_round(slots: Sequence[Item]) -> dict[int, list[Item]]:
    found: dict[int, list[Item]] = defaultdict(list)
    for slot in slots:
        found[slot.round or 0].append(slot)
    return dict(found)


def standings(event: Event) -> list[SlotStanding]:
    """How every slot stands, in heads."""
    slots = slots_of(event)
    if not slots:
        return []
    wishes = Wish.objects.filter(item__event=event, registration__state=RegistrationState.CONFIRMED)
    rows = wishes.order_by().values_list("item", "rank").annotate(heads=Sum(seats("registration__")))
    heads = Counter({(item, rank): many for item, rank, many in rows})
    waiting = dict(
        Place.objects.filter(item__event=event, state=PlaceState.WAITING)
        .order_by()
        .values_list("item_id")
        .annotate(Sum("heads"))
    )
    return [
        SlotStanding(slot, heads[slot.pk, FIRST], heads[slot.pk, SECOND], waiting.get(slot.pk, 0)) for slot in slots
    ]


def people(event: Event, search: str = "") -> Any:
    """Everybody who is registered, with wishes and places, by name."""
    found = Registration.objects.filter(event=event, state=RegistrationState.CONFIRMED)
    if search:
        found = found.filter(
            Q(name__icontains=search) | Q(email__icontains=search) | Q(organisation_name__icontains=search)
        )
    return found.prefetch_related(
        Prefetch("forum_wishes", Wish.objects.select_related("item__forum")),
        Prefetch("forum_places", Place.objects.select_related("item__forum")),
    ).order_by("name", "pk")


def lines_of(registration: Registration) -> list[Line]:
    """The places of a registration and what it waits for, in the active language, round by round."""
    places = Place.objects.filter(registration=registration).select_related("item__forum", "item__room")
    lines = []
    for place in places.order_by("round", "-state", "pk"):
        forum = str(place.item.forum)
        if place.state == PlaceState.WAITING:
            forum = _("waiting list: %(forum)s") % {"forum": forum}
        elif place.item.room is not None:
            forum = _("%(forum)s, room %(room)s") % {"forum": forum, "room": place.item.room}
        lines.append(Line(_("Forum, round %(round)d") % {"round": place.round}, forum))
    return lines


def waiting_of(registration: Registration) -> list[tuple[Place, int]]:
    """The waiting lists on which somebody is, each with the turn that they have: 1 is next."""
    found = []
    for place in Place.objects.filter(registration=registration, state=PlaceState.WAITING).select_related(
        "item__forum"
    ):
        ahead = Place.objects.filter(item=place.item_id, state=PlaceState.WAITING, pk__lt=place.pk).count()
        found.append((place, ahead + 1))
    return found


def wish_lines(registration: Registration) -> list[Line]:
    """What somebody wishes, before anything is drawn."""
    named: dict[int, list[str]] = defaultdict(list)
    for wish in Wish.objects.filter(registration=registration).select_related("item__forum"):
        named[wish.round].append(str(wish.item.forum))
    return [
        Line(_("Wishes, round %(round)d") % {"round": number}, _(", otherwise ").join(names))
        for number, names in sorted(named.items())
    ]


def choice_of(event: Event) -> ForumChoice | None:
    return ForumChoice.objects.filter(event=event).first()


def drift(event: Event) -> dict[int, tuple[int, int]]:
    """Slots whose counter is not what their places add up to: counter and sum by key. Empty when all is well.

    Once places have been deleted with the people who had them, the counter alone says how many there were.
    """
    sums = dict(
        Place.objects.filter(item__event=event, state=PlaceState.PLACED)
        .order_by()
        .values_list("item_id")
        .annotate(Sum("heads"))
    )
    slots = Item.objects.slots().filter(event=event).values_list("pk", "taken")
    return {pk: (taken, sums.get(pk, 0)) for pk, taken in slots if taken != sums.get(pk, 0)}


def places_given(event: Event) -> int:
    """How many places its slots have given, in heads; it stays when people are erased."""
    return int(Item.objects.slots().filter(event=event).aggregate(sum=Sum("taken", default=0))["sum"])
