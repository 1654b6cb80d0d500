"""Who came, read from the log. The order of its lines changes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q, QuerySet, Sum

from anpacken.accounts.models import User
from anpacken.door.choices import KEPT, KEPT_WALK_IN, ScanKind
from anpacken.door.models import Scan
from anpacken.events.models import Event
from anpacken.programme.models import Item

ENTRANCE = 0
"""The key of the entrance among the counts; a slot's is its own."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Heads, by the key of the slot."""

    tickets: dict[int, int]
    walk_ins: dict[int, int]

    def at(self, item: Item | None) -> int:
        key = ENTRANCE if item is None else item.pk
        return self.tickets.get(key, 0) + self.walk_ins.get(key, 0)

    def by_place(self) -> dict[int, int]:
        """For devices: everybody, by the key of the place."""
        places = {*self.tickets, *self.walk_ins}
        return {key: self.tickets.get(key, 0) + self.walk_ins.get(key, 0) for key in places}


@dataclass(frozen=True, slots=True)
class Double:
    """A ticket that was let in more than once at the same place."""

    name: str
    organisation: str
    times: list[tuple[datetime, str]]
    """When, and by whom."""


def counting(event: Event) -> QuerySet[Scan]:
    """The lines that count: let in, and not taken back."""
    back = Scan.objects.filter(event=event, kind=ScanKind.TAKEN_BACK).values("takes_back")
    return Scan.objects.filter(event=event, kind=ScanKind.CAME).exclude(nonce__in=back)


def of_ticket(registration_id: int, item: Item | None) -> QuerySet[Scan]:
    """The lines that count for one ticket at one place, the first received first."""
    back = Scan.objects.filter(registration=registration_id, kind=ScanKind.TAKEN_BACK).values("takes_back")
    lines = Scan.objects.filter(registration=registration_id, item=item, kind=ScanKind.CAME)
    return lines.exclude(nonce__in=back).order_by("pk")


def counts(event: Event) -> Counts:
    """How many people came, at the entrance and in each slot. A ticket counts once, with the most heads said."""
    heads: dict[tuple[int, int], int] = {}
    walk_ins: dict[int, int] = defaultdict(int)
    tickets: dict[int, int] = defaultdict(int)
    lines: Iterable[tuple[int | None, int | None, int, str]] = counting(event).values_list(
        "item", "registration", "heads", "nonce"
    )
    for item, registration, many, nonce in lines:
        place = item or ENTRANCE
        if registration is not None:
            heads[place, registration] = max(many, heads.get((place, registration), 0))
        elif nonce.startswith(KEPT) and not nonce.startswith(KEPT_WALK_IN):
            tickets[place] += many
        else:
            walk_ins[place] += many
    for (place, _registration), many in heads.items():
        tickets[place] += many
    return Counts(dict(tickets), dict(walk_ins))


def of_events(events: Iterable[Event]) -> dict[int, Counts]:
    """As `counts`, for several events in one query, by the event's key. None of an event where nobody was let in."""
    here = Scan.objects.filter(event__in=list(events))
    back = here.filter(kind=ScanKind.TAKEN_BACK).values("takes_back")
    lines = here.filter(kind=ScanKind.CAME).exclude(nonce__in=back).order_by()
    found: dict[int, Counts] = {}
    forgotten = Q(nonce__startswith=KEPT) & ~Q(nonce__startswith=KEPT_WALK_IN)
    grouped = lines.annotate(forgotten=Q(registration=None) & forgotten).values_list(
        "event", "item", "registration", "forgotten"
    )
    for event, item, registration, had_ticket, most, together in grouped.annotate(
        most=Max("heads"), together=Sum("heads")
    ):
        counted = found.setdefault(event, Counts(defaultdict(int), defaultdict(int)))
        if registration is not None:
            counted.tickets[item or ENTRANCE] += most
        else:
            (counted.tickets if had_ticket else counted.walk_ins)[item or ENTRANCE] += together
    return found


def came(event: Event, item: Item | None, registrations: Iterable[int] | None = None) -> set[int]:
    """The keys of registrations that were let in at a place."""
    lines = counting(event).filter(item=item, registration__isnull=False)
    if registrations is not None:
        lines = lines.filter(registration__in=registrations)
    return set(lines.values_list("registration", flat=True))


def doubles(event: Event, item: Item | None) -> list[Double]:
    """Tickets that were let in more than once, with every time."""
    lines: dict[int, list[Scan]] = defaultdict(list)
    found = counting(event).filter(item=item, registration__isnull=False).select_related("registration")
    for line in found.order_by("scanned_at", "pk"):
        lines[line.registration_id or 0].append(line)
    several = [each for each in lines.values() if len(each) > 1]
    names = names_of(line.by_ref for each in several for line in each)
    return [
        Double(
            each[0].registration.name if each[0].registration else "",
            each[0].registration.organisation_name if each[0].registration else "",
            [(line.scanned_at, names.get(line.by_ref, "")) for line in each],
        )
        for each in several
    ]


def names_of(refs: Iterable[str]) -> dict[str, str]:
    """Names of colleagues by their public ids."""
    return {user.public_id: str(user) for user in User.objects.filter(public_id__in=set(refs) - {""})}
