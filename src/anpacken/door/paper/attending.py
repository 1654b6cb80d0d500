"""Who comes, as it stands on paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from anpacken.core.folding import fold
from anpacken.events.choices import RegistrationState
from anpacken.events.models import Event, Registration
from anpacken.forums.choices import PlaceState
from anpacken.forums.models import Place
from anpacken.people.models import SpokenLanguage
from anpacken.programme.models import Item


def everybody(event: Event) -> list[Registration]:
    """Whoever is registered, by name. Whoever waits or has not taken an offered seat yet gets no badge."""
    return _by_name(
        Registration.objects.filter(event=event, state=RegistrationState.CONFIRMED).prefetch_related("members")
    )


def in_slots(event: Event, slots: Sequence[Item]) -> dict[int, list[Registration]]:
    """Whoever has a place in each of `slots`, by name; by the slot's key."""
    found: dict[int, list[Registration]] = {slot.pk: [] for slot in slots}
    placed = Place.objects.filter(item__in=slots, item__event=event, state=PlaceState.PLACED)
    for place in placed.select_related("registration").prefetch_related("registration__members"):
        found[place.item_id].append(place.registration)
    return {key: _by_name(people) for key, people in found.items()}


def places(event: Event) -> dict[int, list[Place]]:
    """The places in forums that everybody has, round by round; by the registration's key."""
    found: dict[int, list[Place]] = defaultdict(list)
    given = Place.objects.filter(item__event=event, state=PlaceState.PLACED)
    for place in given.select_related("item__forum", "item__room").order_by("round", "pk"):
        found[place.registration_id].append(place)
    return found


def languages(event: Event, people: Iterable[Registration]) -> dict[int, list[str]]:
    """The languages of each of `people`: that of their mails first, then what the register says that they speak; by
    the registration's key. A way of writing, such as plain language, is the language's own: it is nobody's business.
    """
    spoken: dict[int, list[str]] = defaultdict(list)
    known = SpokenLanguage.objects.filter(person__registrations__event=event).order_by("code").distinct()
    for person, code in known.values_list("person_id", "code"):
        spoken[person].append(code)
    return {
        one.pk: list(
            dict.fromkeys(code.split("-x-")[0] for code in (one.language, *spoken.get(one.person_id or 0, [])))
        )
        for one in people
    }


def slots_of(event: Event) -> list[Item]:
    """The slots in the order of the day."""
    slots = Item.objects.slots().filter(event=event).select_related("room", "forum")
    return list(slots.order_by("round", "forum__position", "forum_id"))


def sorted_as(name: str) -> tuple[str, str]:
    """By family name, which comes last in what people write: at a desk it is what somebody is asked for."""
    words = fold(name).split()
    return (words[-1] if words else "", " ".join(words))


def _by_name(people: Iterable[Registration]) -> list[Registration]:
    return sorted(people, key=lambda one: (*sorted_as(one.name), one.pk))
