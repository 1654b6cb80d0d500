"""Drawing places in forums. Pure: the same wishes and the same seed give the same places on every machine.

The rules, as an office can explain them to anybody:

1. Everybody draws a lot. It follows from the seed and the registration alone, so nobody's lot depends on others.
2. Round by round. In later rounds those go first who had less luck before, then by lot.
3. Each slot first takes those who named it first. If they are more than fit, the room is filled with as many heads as
   possible, and among all ways to do so the one is taken that serves the best lots first.
4. What is left then goes to second wishes in the same way, then, if the office wants it, to anybody who has no place.
5. Nobody gets the same forum twice, nor two slots at the same time, and no room ever holds more than it can.

Since a slot's first wishes compete only with each other, serving each slot as full as possible gives the largest
possible number of heads their first wish. It also means that naming an unpopular second wish costs nobody their first.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from anpacken.forums.choices import FIRST, SECOND, Reason

_LUCK = {Reason.FIRST: 0, Reason.SECOND: 1, Reason.ANY: 2}
_NO_LUCK = 3


@dataclass(frozen=True, slots=True)
class Slot:
    """A forum in a round. `places` None: no limit. `clashes`: slots of other rounds at the same time."""

    key: int
    forum: int
    round: int
    places: int | None
    clashes: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Party:
    """Everybody of one registration. `wishes`: by round and rank the key of a slot."""

    key: str
    heads: int
    wishes: Mapping[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class Given:
    party: str
    slot: int
    reason: Reason


def lot(seed: int, party: str) -> int:
    """The party's lot: the smaller, the earlier. Anybody can check it: the first 8 bytes of SHA-256 of `seed:party`."""
    return int.from_bytes(hashlib.sha256(f"{seed}:{party}".encode()).digest()[:8], "big")


def draw(slots: Sequence[Slot], parties: Sequence[Party], *, seed: int, gives_any: bool = False) -> list[Given]:
    """Who gets which slot, in the order in which it was decided. Parties without any wish are left out."""
    wishing = [party for party in parties if party.wishes]
    lots = {party.key: (lot(seed, party.key), party.key) for party in wishing}
    luck: dict[str, int] = defaultdict(int)
    held: dict[str, list[Slot]] = defaultdict(list)
    given: list[Given] = []
    for number in sorted({slot.round for slot in slots}):
        of_round = {slot.key: slot for slot in slots if slot.round == number}
        left = {key: slot.places for key, slot in of_round.items()}
        order = sorted(wishing, key=lambda party: (-luck[party.key], lots[party.key]))
        placed: dict[str, Reason] = {}
        for reason, rank in ((Reason.FIRST, FIRST), (Reason.SECOND, SECOND)):
            for key, slot in of_round.items():
                asking = [
                    party
                    for party in order
                    if party.key not in placed
                    and party.wishes.get((number, rank)) == key
                    and _may(slot, held[party.key])
                ]
                chosen = _fill(asking, left[key])
                given += [_give(party, slot, reason, placed, held, left) for party in chosen]
        if gives_any:
            for party in (party for party in order if party.key not in placed):
                roomiest = _roomiest(party, of_round, held[party.key], left)
                if roomiest is not None:
                    given.append(_give(party, roomiest, Reason.ANY, placed, held, left))
        for party in wishing:
            luck[party.key] += _LUCK.get(placed[party.key], 0) if party.key in placed else _NO_LUCK
    return given


def _may(slot: Slot, held: Collection[Slot]) -> bool:
    return all(other.forum != slot.forum and other.key not in slot.clashes for other in held)


def _give(
    party: Party,
    slot: Slot,
    reason: Reason,
    placed: dict[str, Reason],
    held: dict[str, list[Slot]],
    left: dict[int, int | None],
) -> Given:
    placed[party.key] = reason
    held[party.key].append(slot)
    room = left[slot.key]
    left[slot.key] = None if room is None else room - party.heads
    return Given(party.key, slot.key, reason)


def _roomiest(
    party: Party, of_round: Mapping[int, Slot], held: Collection[Slot], left: Mapping[int, int | None]
) -> Slot | None:
    """The slot with the most room that takes the whole party; of equals the first."""
    fitting: list[tuple[float, int]] = []
    for key, slot in of_round.items():
        room = left[key]
        if (room is None or room >= party.heads) and _may(slot, held):
            fitting.append((float("-inf") if room is None else -room, key))
    return of_round[min(fitting)[1]] if fitting else None


def _fill(asking: Sequence[Party], places: int | None) -> list[Party]:
    """Those of `asking`, in their order, who get in: as many heads as possible, and of all ways that serving the first.

    The sums that can be reached with the parties from the n-th on are bits of one number, so that choosing among
    600 parties for 200 places is 600 shifts.
    """
    if places is None or sum(party.heads for party in asking) <= places:
        return list(asking)
    mask = (1 << (places + 1)) - 1
    reachable = [1]
    for party in reversed(asking):
        reachable.append((reachable[-1] | reachable[-1] << party.heads) & mask)
    reachable.reverse()
    target = reachable[0].bit_length() - 1
    chosen: list[Party] = []
    for number, party in enumerate(asking):
        rest = target - party.heads
        if rest >= 0 and reachable[number + 1] >> rest & 1:
            chosen.append(party)
            target = rest
    return chosen
