"""Places in slots: chosen, full, queued, given back, moved up, drawn, told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as some
from hypothesis.extra.django import TestCase

from anpacken.core.refusals import Refusal
from anpacken.events import links
from anpacken.events.actions import events, registrations
from anpacken.events.models import Event, Registration
from anpacken.forums import errors
from anpacken.forums.actions import choices, places
from anpacken.forums.choices import Mode, PlaceState, Reason
from anpacken.forums.models import ForumChoice, Place, Wish
from anpacken.forums.queries.places import drift
from anpacken.mail.models import OutgoingMail
from anpacken.programme.models import Item
from tests.factories.events import AT, BY, register
from tests.factories.forums import make_choice

pytestmark = pytest.mark.django_db


def guest(event: Event, number: int = 1, **details: Any) -> Registration:
    return register(event, f"gast{number}@example.org", **details)


def choose(registration: Registration, *wanted: Item | None, at: datetime = AT) -> None:
    """One slot per round, from the first on."""
    places.choose(registration=registration, wanted=dict(enumerate(wanted, start=1)), by=BY, at=at)


def of(registration: Registration) -> list[tuple[int, str, str]]:
    """Round, forum and state of everything that somebody has."""
    found = Place.objects.filter(registration=registration).select_related("item__forum").order_by("round", "pk")
    return [(place.round, str(place.item.forum), place.state) for place in found]


def test_a_choice_takes_places_for_everybody_who_comes_along() -> None:
    event, slots, _choice = make_choice(5, 5)
    choose(guest(event, companions=2), slots[1, 1], slots[2, 2])
    assert [(item.taken, item.round) for item in Item.objects.exclude(taken=0)] == [(3, 1), (3, 2)]
    assert drift(event) == {}


def test_a_full_slot_is_refused_and_nothing_changes() -> None:
    event, slots, _choice = make_choice(1, 5)
    choose(guest(event, 1), slots[1, 1], None)
    second = guest(event, 2)
    choose(second, slots[1, 2], None)
    with pytest.raises(errors.SlotFull) as refused:
        choose(second, slots[1, 1], slots[2, 2])
    assert (
        refused.value.message
        == "„Forum 1“ ist in Runde 1 voll. Bitte wählen Sie ein anderes Forum oder die Warteliste."
    )
    assert of(second) == [(1, "Forum 2", "placed")]
    assert drift(event) == {}


@pytest.mark.parametrize(
    ("wanted", "refusal"),
    [
        ({1: (1, 1), 2: (2, 1)}, errors.SameForumTwice),
        ({1: (2, 1)}, errors.NotOneOfTheRound),
    ],
)
def test_what_does_not_fit_together_is_refused(wanted: dict[int, tuple[int, int]], refusal: type[Refusal]) -> None:
    event, slots, _choice = make_choice(5, 5)
    with pytest.raises(refusal):
        places.choose(
            registration=guest(event), wanted={number: slots[key] for number, key in wanted.items()}, by=BY, at=AT
        )
    assert not Place.objects.exists()


def test_slots_at_the_same_time_are_refused_together() -> None:
    event, slots, _choice = make_choice(5, 5)
    Item.objects.filter(pk=slots[2, 2].pk).update(begins_at=slots[1, 1].begins_at, ends_at=slots[1, 1].ends_at)
    with pytest.raises(errors.TimesOverlap):
        choose(guest(event), slots[1, 1], slots[2, 2])


def test_a_slot_of_another_event_is_refused() -> None:
    event, _slots, _choice = make_choice(5)
    _other, foreign, _choice2 = make_choice(5)
    with pytest.raises(errors.NotOneOfTheRound):
        choose(guest(event), foreign[1, 1])


def test_only_who_has_a_seat_chooses() -> None:
    event, slots, _choice = make_choice(5, capacity=1)
    guest(event, 1)
    waiting = guest(event, 2)
    with pytest.raises(errors.NoSeat):
        choose(waiting, slots[1, 1])


def test_after_the_choice_has_closed_only_the_office_changes_something() -> None:
    event, slots, choice = make_choice(5)
    ForumChoice.objects.filter(pk=choice.pk).update(closes_at=AT)
    registration = guest(event)
    with pytest.raises(errors.ChoiceClosed):
        choose(registration, slots[1, 1])
    places.give_by_hand(registration=registration, wanted={1: slots[1, 1]}, by=BY, at=AT)
    assert of(registration) == [(1, "Forum 1", "placed")]
    assert OutgoingMail.objects.filter(template="forums/mail/places.html").count() == 1


def test_who_waits_keeps_their_place_and_moves_up_in_order() -> None:
    """Three in a row: the second's new place frees the one that the third waits for."""
    event, slots, _choice = make_choice(1, 1)
    first, second, third = (guest(event, number) for number in (1, 2, 3))
    choose(first, slots[1, 1])
    choose(second, slots[1, 2])
    places.queue(registration=second, item=slots[1, 1], by=BY, at=AT)
    places.queue(registration=third, item=slots[1, 2], by=BY, at=AT)
    assert of(second) == [(1, "Forum 2", "placed"), (1, "Forum 1", "waiting")]
    choose(first, None)
    assert (of(first), of(second), of(third)) == ([], [(1, "Forum 1", "placed")], [(1, "Forum 2", "placed")])
    assert drift(event) == {}
    told = OutgoingMail.objects.filter(template="forums/mail/places.html").values_list("to_email", flat=True)
    assert sorted(told) == ["gast2@example.org", "gast3@example.org"]


def test_a_party_that_does_not_fit_yet_is_not_passed_over() -> None:
    event, slots, _choice = make_choice(2)
    first, second, party, single = (guest(event, number, companions=int(number == 3)) for number in (1, 2, 3, 4))
    choose(first, slots[1, 1])
    choose(second, slots[1, 1])
    places.queue(registration=party, item=slots[1, 1], by=BY, at=AT)
    places.queue(registration=single, item=slots[1, 1], by=BY, at=AT)
    choose(first, None)
    assert (of(party), of(single)) == ([(1, "Forum 1", "waiting")], [(1, "Forum 1", "waiting")])
    choose(second, None)
    assert (of(party), of(single)) == ([(1, "Forum 1", "placed")], [(1, "Forum 1", "waiting")])


def test_joining_a_list_that_has_become_free_gives_the_place_at_once() -> None:
    event, slots, _choice = make_choice(1)
    registration = guest(event)
    places.queue(registration=registration, item=slots[1, 1], by=BY, at=AT)
    assert of(registration) == [(1, "Forum 1", "placed")]


def test_who_gives_the_same_forum_back_moves_up_where_they_waited() -> None:
    event, slots, _choice = make_choice(5, 5)
    one = guest(event)
    choose(one, slots[1, 1], None)
    places.queue(registration=one, item=slots[2, 1], by=BY, at=AT)
    assert of(one) == [(1, "Forum 1", "placed"), (2, "Forum 1", "waiting")]
    places.choose(registration=one, wanted={1: slots[1, 2]}, by=BY, at=AT)
    assert of(one) == [(1, "Forum 2", "placed"), (2, "Forum 1", "placed")]


def test_two_can_be_swapped_in_full_forums() -> None:
    event, slots, _choice = make_choice(1, 1)
    one = guest(event, 1)
    choose(one, slots[1, 1], slots[2, 2])
    choose(one, slots[1, 2], slots[2, 1])
    assert of(one) == [(1, "Forum 2", "placed"), (2, "Forum 1", "placed")]
    assert drift(event) == {}


def test_who_cancels_frees_all_places() -> None:
    event, slots, _choice = make_choice(1, 1)
    one, other = guest(event, 1), guest(event, 2)
    choose(one, slots[1, 1], slots[2, 2])
    places.queue(registration=other, item=slots[1, 1], by=BY, at=AT)
    registrations.cancel(registration=one, by=BY, at=AT)
    assert (of(one), of(other)) == ([], [(1, "Forum 1", "placed")])
    assert drift(event) == {}


def test_a_called_off_event_frees_everything() -> None:
    event, slots, _choice = make_choice(1)
    choose(guest(event), slots[1, 1])
    events.cancel(event=event, by=BY, at=AT)
    assert not Place.objects.exists()
    assert drift(event) == {}


def test_more_heads_than_the_slot_holds_are_refused() -> None:
    event, slots, _choice = make_choice(2)
    registration = guest(event)
    choose(registration, slots[1, 1])
    for companions, taken in ((1, 2), (0, 1)):
        registration.companions = companions
        places.resize(registration=registration, by=BY, at=AT)
        slots[1, 1].refresh_from_db()
        assert slots[1, 1].taken == taken
    registration.companions = 2
    with pytest.raises(errors.SlotFull):
        places.resize(registration=registration, by=BY, at=AT)
    assert drift(event) == {}


# --- The draw --------------------------------------------------------------------------------------------------


def wish(registration: Registration, *named: Item) -> None:
    """First and second wish of the first round."""
    places.wish(registration=registration, wishes={(1, rank): item for rank, item in enumerate(named, 1)}, by=BY, at=AT)


def test_a_draw_gives_places_and_queues_the_rest() -> None:
    event, slots, _choice = make_choice(1, 1, mode=Mode.DRAWN, rounds=1)
    people = [guest(event, number) for number in (1, 2, 3)]
    for one in people:
        wish(one, slots[1, 1], slots[1, 2])
    assert choices.draw_places(event=event, by=BY, at=AT) == 2
    assert sorted(of(one)[0][1:] for one in people) == [
        ("Forum 1", "placed"),
        ("Forum 1", "waiting"),
        ("Forum 2", "placed"),
    ]
    assert drift(event) == {}
    with pytest.raises(errors.AlreadyDrawn):
        choices.draw_places(event=event, by=BY, at=AT)


def test_a_draw_can_be_taken_back_until_everybody_is_told_and_comes_out_the_same_again() -> None:
    event, slots, _choice = make_choice(1, 1, mode=Mode.DRAWN, rounds=1)
    people = [guest(event, number) for number in range(1, 6)]
    for one in people:
        wish(one, slots[1, 1])
    choices.draw_places(event=event, by=BY, at=AT)
    first = [of(one) for one in people]
    choices.take_back(event=event, by=BY, at=AT)
    assert not Place.objects.exists()
    assert drift(event) == {}
    choices.draw_places(event=event, by=BY, at=AT)
    assert [of(one) for one in people] == first
    assert choices.tell(event=event, by=BY, at=AT) == 5
    assert choices.tell(event=event, by=BY, at=AT) == 0
    with pytest.raises(errors.TooLateToTakeBack):
        choices.take_back(event=event, by=BY, at=AT)


def test_only_who_holds_a_seat_is_drawn() -> None:
    event, slots, _choice = make_choice(5, mode=Mode.DRAWN, rounds=1, capacity=1)
    here, waiting = guest(event, 1), guest(event, 2)
    for one in (here, waiting):
        wish(one, slots[1, 1])
    assert choices.draw_places(event=event, by=BY, at=AT) == 1
    assert of(waiting) == []


def test_without_wishes_there_is_nothing_to_draw() -> None:
    event, _slots, _choice = make_choice(5, mode=Mode.DRAWN)
    guest(event)
    with pytest.raises(errors.NothingToDraw):
        choices.draw_places(event=event, by=BY, at=AT)


def test_the_seed_stays_when_the_choice_is_changed() -> None:
    event, _slots, _choice = make_choice(5, mode=Mode.DRAWN)
    choices.set_up(event=event, mode=Mode.FIRST_COME, closes_at=None, gives_any=True, by=BY, at=AT)
    assert ForumChoice.objects.get(event=event).seed == 7


# --- At registration, on one's own page, in the office ------------------------------------------------------------


def test_registering_asks_for_forums_and_refuses_a_full_one(client: Client) -> None:
    event, slots, _choice = make_choice(1, 5)
    Event.objects.filter(pk=event.pk).update(starts_on="2099-06-20")
    address = reverse("events:register", args=[event.public_id])
    given = {"name": "Ada Muster", "email": "ada@example.org", "companions": "0"}
    assert "Forum in Runde 1" in client.get(address).content.decode()
    assert client.post(address, {**given, "forum_1_1": slots[1, 1].public_id}).status_code == 303
    answer = client.post(address, {**given, "email": "bea@example.org", "forum_1_1": slots[1, 1].public_id})
    assert answer.status_code == 422
    assert "in Runde 1 voll" in answer.content.decode()
    assert Registration.objects.filter(event=event).count() == 1
    answer = client.post(
        address,
        {**given, "email": "bea@example.org", "forum_1_1": slots[1, 2].public_id, "forum_2_1": slots[2, 2].public_id},
    )
    assert "dasselbe Forum zweimal" in answer.content.decode()
    assert drift(event) == {}


def test_wishes_at_registration(client: Client) -> None:
    event, slots, _choice = make_choice(1, 5, mode=Mode.DRAWN)
    Event.objects.filter(pk=event.pk).update(starts_on="2099-06-20")
    answer = client.post(
        reverse("events:register", args=[event.public_id]),
        {
            "name": "Ada Muster",
            "email": "ada@example.org",
            "companions": "0",
            "forum_1_1": slots[1, 1].public_id,
            "forum_1_2": slots[1, 2].public_id,
            "forum_2_2": slots[2, 2].public_id,
        },
    )
    assert answer.status_code == 303
    assert list(Wish.objects.values_list("round", "rank", "item")) == [
        (1, 1, slots[1, 1].pk),
        (1, 2, slots[1, 2].pk),
        (2, 1, slots[2, 2].pk),
    ]


@pytest.fixture
def own_page() -> tuple[Registration, dict[tuple[int, int], Item], str]:
    event, slots, _choice = make_choice(1, 5)
    Event.objects.filter(pk=event.pk).update(starts_on="2099-06-20")
    registration = guest(event)
    return registration, slots, reverse("forums:choose", args=[links.token(registration)])


def test_on_ones_own_page(own_page: tuple[Registration, dict[tuple[int, int], Item], str], client: Client) -> None:
    registration, slots, address = own_page
    assert client.get(address).status_code == 200
    answer = client.post(
        address, {"deed": "save", "forum_1_1": slots[1, 1].public_id, "forum_2_1": slots[2, 2].public_id}
    )
    assert answer.status_code == 303
    assert of(registration) == [(1, "Forum 1", "placed"), (2, "Forum 2", "placed")]
    assert "Gespeichert" in client.get(answer["Location"]).content.decode()
    other = guest(registration.event, 2)
    theirs = reverse("forums:choose", args=[links.token(other)])
    assert "Forum 1 (voll: Warteliste)" in client.get(theirs).content.decode()
    assert client.post(theirs, {"deed": "save", "forum_1_1": f"w:{slots[1, 1].public_id}"}).status_code == 303
    assert of(other) == [(1, "Forum 1", "waiting")]
    assert "Forum 1, Runde 1: Platz 1" in client.get(theirs).content.decode()
    assert client.post(theirs, {"deed": "leave", "slot": slots[1, 1].public_id}).status_code == 303
    assert of(other) == []


@pytest.mark.parametrize("wrong", ["abc", "w:abc", "\x00", "x" * 5000])
def test_what_is_no_slot_is_refused(
    wrong: str, own_page: tuple[Registration, dict[tuple[int, int], Item], str], client: Client
) -> None:
    registration, _slots, address = own_page
    assert client.post(address, {"deed": "save", "forum_1_1": wrong}).status_code == 422
    assert client.post(address, {"deed": "leave", "slot": wrong}).status_code == 422
    assert of(registration) == []


def test_an_altered_link_opens_nothing(
    own_page: tuple[Registration, dict[tuple[int, int], Item], str], client: Client
) -> None:
    _registration, _slots, address = own_page
    assert client.get(address[:-3] + "xx/").status_code == 400


def test_a_draw_is_nobodys_before_they_are_told(client: Client) -> None:
    event, slots, _choice = make_choice(5, mode=Mode.DRAWN, rounds=1)
    Event.objects.filter(pk=event.pk).update(starts_on="2099-06-20")
    registration = guest(event)
    wish(registration, slots[1, 1])
    choices.draw_places(event=event, by=BY, at=AT)
    address = reverse("forums:choose", args=[links.token(registration)])
    assert "Die Plätze werden gerade vergeben" in client.get(address).content.decode()
    choices.tell(event=event, by=BY, at=AT)
    assert "Die Plätze werden gerade vergeben" not in client.get(address).content.decode()
    mail = OutgoingMail.objects.get(template="forums/mail/places.html")
    assert mail.context["lines"] == [["Forum, Runde 1", "Forum 1"]]


def test_the_office_sets_draws_moves_and_tells(signed_in: Callable[..., Client]) -> None:
    event, slots, _choice = make_choice(1, 5, mode=Mode.DRAWN, rounds=1)
    for number in (1, 2):
        wish(guest(event, number), slots[1, 1])
    client = signed_in("office")
    page = reverse("forums_office:standing", args=[event.public_id])
    answer = client.post(reverse("forums_office:deed", args=[event.public_id, "draw"]), follow=True)
    assert "1 Platz ist vergeben. Noch weiß es niemand." in answer.content.decode()
    waiting = Place.objects.get(state=PlaceState.WAITING).registration
    person = reverse("forums_office:person", args=[event.public_id, waiting.public_id])
    answer = client.post(person, {"forum_1_1": slots[1, 1].public_id})
    assert "in Runde 1 voll" in answer.content.decode()
    assert client.post(person, {"forum_1_1": slots[1, 2].public_id}).status_code == 302
    assert Place.objects.get(registration=waiting, state=PlaceState.PLACED).reason == Reason.BY_HAND
    text = client.get(page, {"q": waiting.email}).content.decode()
    assert "von der Geschäftsstelle gegeben" in text
    answer = client.post(reverse("forums_office:deed", args=[event.public_id, "tell"]), follow=True)
    assert "2 Mails sind unterwegs." in answer.content.decode()
    assert client.post(reverse("forums_office:deed", args=[event.public_id, "nothing"])).status_code == 404


# --- Any sequence ---------------------------------------------------------------------------------------------------

DEEDS = some.lists(
    some.tuples(
        some.sampled_from(["choose", "queue", "leave", "cancel", "resize", "again"]),
        some.integers(0, 5),
        some.integers(0, 3),
        some.integers(0, 3),
    ),
    max_size=25,
)


class AnySequence(TestCase):
    @settings(max_examples=40, deadline=None)
    @given(deeds=DEEDS, rooms=some.lists(some.integers(1, 3), min_size=3, max_size=3))
    def test_counters_hold_and_nobody_waits_for_what_is_free(
        self, deeds: list[tuple[str, int, int, int]], rooms: list[int]
    ) -> None:
        event, slots, _choice = make_choice(*rooms)
        people = [guest(event, number, companions=number % 2) for number in range(6)]
        at = AT
        for deed, number, first, second in deeds:
            at += timedelta(minutes=1)
            one = people[number]
            try:
                if deed == "choose":
                    choose(one, slots.get((1, first)), slots.get((2, second)), at=at)
                elif deed == "queue" and (1, first) in slots:
                    places.queue(registration=one, item=slots[1, first], by=BY, at=at)
                elif deed == "leave" and (1, first) in slots:
                    places.leave_queue(registration=one, item=slots[1, first], by=BY, at=at)
                elif deed == "cancel":
                    registrations.cancel(registration=one, by=BY, at=at)
                elif deed == "again":
                    people[number] = guest(event, number, companions=number % 2, at=at)
            except Refusal:
                pass
            assert drift(event) == {}
            for item in Item.objects.filter(event=event):
                assert item.taken <= (item.capacity or 0)
                ahead = Place.objects.filter(item=item, state=PlaceState.WAITING).order_by("pk").first()
                if ahead is not None and item.taken + ahead.heads <= (item.capacity or 0):
                    # Only somebody who has the same forum, or is elsewhere at that time, is left waiting.
                    held = Place.objects.filter(registration=ahead.registration, state=PlaceState.PLACED)
                    assert held.filter(item__forum=item.forum).exists()
