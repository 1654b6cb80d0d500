"""Drawing places: first wishes as many as fit, never one too many, the same again from the same seed."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from anpacken.forums.choices import Reason
from anpacken.forums.draw import Given, Party, Slot, draw, lot

pytestmark = pytest.mark.once


def slots(*places: int | None, rounds: int = 1) -> list[Slot]:
    """Forums 1, 2, … with so many places, in each of the rounds. The key is round * 10 + forum."""
    return [
        Slot(key=number * 10 + forum, forum=forum, round=number, places=room)
        for number in range(1, rounds + 1)
        for forum, room in enumerate(places, start=1)
    ]


def party(key: str, *wishes: int, heads: int = 1, second_round: tuple[int, ...] = ()) -> Party:
    """First and second wish of the first round, as keys of slots, then those of the second."""
    named = {(1, rank): slot for rank, slot in enumerate(wishes, start=1)}
    named |= {(2, rank): slot for rank, slot in enumerate(second_round, start=1)}
    return Party(key, heads, named)


def by_party(found: list[Given]) -> dict[str, list[tuple[int, Reason]]]:
    said: dict[str, list[tuple[int, Reason]]] = defaultdict(list)
    for one in found:
        said[one.party].append((one.slot, one.reason))
    return said


def test_everybody_gets_the_first_wish_while_there_is_room() -> None:
    found = draw(slots(2, 2), [party("a", 11, 12), party("b", 12, 11), party("c", 11)], seed=1)
    assert by_party(found) == {"a": [(11, Reason.FIRST)], "b": [(12, Reason.FIRST)], "c": [(11, Reason.FIRST)]}


def test_a_full_forum_goes_by_lot_and_the_rest_get_their_second_wish() -> None:
    people = [party(key, 11, 12) for key in "abcd"]
    found = by_party(draw(slots(2, 10), people, seed=7))
    lots = sorted("abcd", key=lambda key: lot(7, key))
    assert [found[key] for key in lots] == [[(11, Reason.FIRST)]] * 2 + [[(12, Reason.SECOND)]] * 2


def test_a_second_wish_never_takes_a_place_from_a_first() -> None:
    """Forum 2 has one place: whoever wants it first gets it, however bad the lot."""
    people = [party("a", 11, 12), party("b", 11, 12), party("c", 12)]
    for seed in range(20):
        assert by_party(draw(slots(1, 1), people, seed=seed))["c"] == [(12, Reason.FIRST)]


def test_a_room_is_filled_as_full_as_parties_allow() -> None:
    """Five places, parties of 4, 3 and 2: 3 + 2 fill it, whatever the lots say."""
    people = [party("four", 11, heads=4), party("three", 11, heads=3), party("two", 11, heads=2)]
    for seed in range(20):
        assert set(by_party(draw(slots(5), people, seed=seed))) == {"three", "two"}


def test_of_equally_full_ways_the_better_lots_are_served() -> None:
    """Four places for two parties of 2 out of three: the two best lots."""
    people = [party(key, 11, heads=2) for key in "abc"]
    for seed in range(20):
        assert set(by_party(draw(slots(4), people, seed=seed))) == set(
            sorted("abc", key=lambda key: lot(seed, key))[:2]
        )


def test_who_had_less_luck_goes_first_in_the_next_round() -> None:
    people = [party(key, 11, second_round=(22,)) for key in "ab"]
    for seed in range(20):
        found = by_party(draw(slots(1, 1, rounds=2), people, seed=seed))
        assert sorted(slot for given_slots in found.values() for slot, _reason in given_slots) == [11, 22]
        assert all(len(given_slots) == 1 for given_slots in found.values())


def test_nobody_gets_the_same_forum_in_two_rounds() -> None:
    found = draw(slots(5, rounds=2), [party("a", 11, second_round=(21,))], seed=1, gives_any=True)
    assert by_party(found) == {"a": [(11, Reason.FIRST)]}


def test_nobody_is_in_two_places_at_the_same_time() -> None:
    first = Slot(key=11, forum=1, round=1, places=5)
    second = Slot(key=22, forum=2, round=2, places=5, clashes=frozenset({11}))
    assert by_party(draw([first, second], [party("a", 11, second_round=(22,))], seed=1)) == {"a": [(11, Reason.FIRST)]}


def test_free_places_are_given_only_if_the_office_wants_it() -> None:
    people = [party("a", 11), party("b", 11)]
    assert len(draw(slots(1, 3), people, seed=3)) == 1
    found = draw(slots(1, 3), people, seed=3, gives_any=True)
    assert sorted(one.reason for one in found) == [Reason.ANY, Reason.FIRST]


def test_who_wishes_nothing_gets_nothing() -> None:
    assert draw(slots(1), [party("a")], seed=1, gives_any=True) == []


def test_the_lot_can_be_checked_by_anybody() -> None:
    """`printf '7:abc' | sha256sum` begins with 8 bytes that are this number."""
    assert lot(7, "abc") == 0xD9D02EF46913E787


PARTIES = some.lists(
    some.tuples(
        some.integers(1, 6),
        some.lists(some.integers(1, 4), max_size=2, unique=True),
        some.lists(some.integers(1, 4), max_size=2, unique=True),
    ),
    max_size=40,
)


@settings(max_examples=150, deadline=None)
@given(
    parties=PARTIES,
    places=some.lists(some.integers(0, 12), min_size=4, max_size=4),
    seed=some.integers(0, 9),
    gives_any=some.booleans(),
)
def test_whatever_is_wished(
    parties: list[tuple[int, list[int], list[int]]], places: list[int], seed: int, gives_any: bool
) -> None:
    given_slots = slots(*places, rounds=2)
    people = [
        party(
            f"p{number}",
            *(10 + forum for forum in first),
            heads=heads,
            second_round=tuple(20 + forum for forum in second),
        )
        for number, (heads, first, second) in enumerate(parties)
    ]
    found = draw(given_slots, people, seed=seed, gives_any=gives_any)
    heads = {one.key: one.heads for one in people}
    known = {slot.key: slot for slot in given_slots}

    assert found == draw(given_slots, list(reversed(people)), seed=seed, gives_any=gives_any), "the order of coming"
    for slot in given_slots:
        assert sum(heads[one.party] for one in found if one.slot == slot.key) <= (slot.places or 0)
    for one, other in combinations(found, 2):
        if one.party == other.party:
            assert known[one.slot].round != known[other.slot].round
            assert known[one.slot].forum != known[other.slot].forum
    for slot in (slot for slot in given_slots if slot.round == 1):
        asking = [one.heads for one in people if one.wishes.get((1, 1)) == slot.key]
        got = sum(heads[one.party] for one in found if one.slot == slot.key and one.reason == Reason.FIRST)
        sums = (
            {sum(some_of) for size in range(len(asking) + 1) for some_of in combinations(asking, size)}
            if len(asking) <= 10
            else None
        )
        if sums is not None:
            assert got == max(total for total in sums if total <= (slot.places or 0))
