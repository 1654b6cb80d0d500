"""Registering, cancelling, offers: the actions, on real tables."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from anpacken.audit.models import Entry
from anpacken.core.actors import Actor
from anpacken.events import errors
from anpacken.events.actions import events, registrations, waiting_list
from anpacken.events.choices import RegistrationState
from anpacken.events.models import Event, Registration
from anpacken.events.queries.seats import place_in_queue, seat_drift
from anpacken.mail.models import OutgoingMail
from tests.factories.events import AT, BY, make_event, register

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def counters(event: Event) -> tuple[int, int]:
    event.refresh_from_db()
    return event.taken_seats, event.waiting_count


def states(event: Event) -> list[str]:
    return list(Registration.objects.filter(event=event).order_by("pk").values_list("state", flat=True))


def mails() -> list[tuple[str, str]]:
    """Whom the outbox writes to, and by which template, in order."""
    rows = OutgoingMail.objects.order_by("pk").values_list("to_email", "template")
    return [(email, template.removeprefix("events/mail/").removesuffix(".html")) for email, template in rows]


def test_a_registration_takes_a_seat_for_each_companion_and_is_told_by_mail():
    event = make_event(capacity=10)
    registration = register(event, "Ada@Example.org", companions=2)
    assert registration.state == RegistrationState.CONFIRMED
    assert (registration.email, registration.email_key) == ("Ada@Example.org", "ada@example.org")
    assert counters(event) == (3, 0)
    assert mails() == [("Ada@Example.org", "ticket")]
    entry = Entry.objects.get(action="registration.made")
    assert (entry.target_ref, entry.details) == (registration.public_id, {"state": "confirmed", "seats": 3})
    assert seat_drift() == []


def test_a_registration_costs_four_queries(django_assert_num_queries):
    event = make_event(capacity=10)
    register(event, "first@example.org")
    # Savepoint of the test's transaction around: seat, registration, audit, mail.
    with django_assert_num_queries(6):
        registrations.register(event=event, name="Bo", email="bo@example.org", language="de", by=Actor.public(), at=AT)


def test_when_the_seats_are_gone_the_next_waits_and_so_does_everybody_after():
    event = make_event(capacity=3)
    register(event, "a@example.org", companions=1)
    group = register(event, "b@example.org", companions=1)
    # One seat is free, but nobody jumps the queue.
    single = register(event, "c@example.org")
    assert states(event) == ["confirmed", "waiting", "waiting"]
    assert counters(event) == (2, 2)
    assert (place_in_queue(group), place_in_queue(single)) == (1, 2)
    assert mails()[1:] == [("b@example.org", "waiting"), ("c@example.org", "waiting")]


def test_a_cancelled_seat_is_offered_to_whoever_waits_longest_and_held():
    event = make_event(capacity=1, offer_hours=24)
    first = register(event, "a@example.org")
    second = register(event, "b@example.org")
    third = register(event, "c@example.org")
    registrations.cancel(registration=first, by=Actor.link("cancel", first.public_id), at=AT + HOUR)
    second.refresh_from_db()
    third.refresh_from_db()
    assert second.state == RegistrationState.OFFERED
    assert second.offered_until == datetime(2026, 5, 5, 9, 0, tzinfo=UTC)
    assert third.state == RegistrationState.WAITING
    assert counters(event) == (1, 1)
    assert mails()[3:] == [("a@example.org", "cancelled"), ("b@example.org", "offer")]
    assert seat_drift() == []


def test_an_accepted_offer_is_a_ticket_and_cannot_be_accepted_twice():
    event = make_event(capacity=1)
    first, second = register(event, "a@example.org"), register(event, "b@example.org")
    registrations.cancel(registration=first, by=BY, at=AT)
    accepted = registrations.accept_offer(registration=second, by=BY, at=AT + HOUR)
    assert (accepted.state, accepted.offered_until) == (RegistrationState.CONFIRMED, None)
    assert counters(event) == (1, 0)
    assert mails()[-1] == ("b@example.org", "ticket")
    with pytest.raises(errors.NoOffer):
        registrations.accept_offer(registration=second, by=BY, at=AT + HOUR)


def test_a_declined_offer_goes_to_the_next():
    event = make_event(capacity=1)
    people = [register(event, f"{name}@example.org") for name in "abc"]
    registrations.cancel(registration=people[0], by=BY, at=AT)
    registrations.decline_offer(registration=people[1], by=BY, at=AT)
    assert states(event) == ["cancelled", "cancelled", "offered"]
    assert counters(event) == (1, 0)


def test_an_offer_lapses_and_the_next_gets_it():
    event = make_event(capacity=1, offer_hours=2)
    people = [register(event, f"{name}@example.org") for name in "abc"]
    registrations.cancel(registration=people[0], by=BY, at=AT)
    assert waiting_list.expire_offers(at=AT + timedelta(hours=2) - timedelta(seconds=1)) == 0
    assert waiting_list.expire_offers(at=AT + timedelta(hours=2)) == 1
    assert states(event) == ["cancelled", "lapsed", "offered"]
    assert mails()[-2:] == [("b@example.org", "lapsed"), ("c@example.org", "offer")]
    with pytest.raises(errors.OfferLapsed):
        registrations.accept_offer(registration=people[1], by=BY, at=AT + timedelta(hours=2))
    assert waiting_list.walk(at=AT + timedelta(hours=2)) == (0, 0)


def test_an_offer_cannot_be_accepted_after_its_time_even_before_the_walker_came():
    event = make_event(capacity=1, offer_hours=2)
    first, second = register(event, "a@example.org"), register(event, "b@example.org")
    registrations.cancel(registration=first, by=BY, at=AT)
    with pytest.raises(errors.OfferLapsed):
        registrations.accept_offer(registration=second, by=BY, at=AT + timedelta(hours=2))
    assert counters(event) == (1, 0)


def test_an_offer_ends_when_the_event_begins():
    event = make_event(capacity=1, offer_hours=48, begins_at=time(10, 0))
    first, second = register(event, "a@example.org"), register(event, "b@example.org")
    registrations.cancel(registration=first, by=BY, at=datetime(2026, 6, 19, 20, 0, tzinfo=UTC))
    second.refresh_from_db()
    assert second.offered_until == datetime(2026, 6, 20, 8, 0, tzinfo=UTC)  # 10:00 in Berlin


def test_strict_order_a_large_group_at_the_head_holds_back_those_behind():
    event = make_event(capacity=4)
    full = [register(event, f"{name}@example.org", companions=1) for name in "ab"]
    register(event, "group@example.org", companions=2)
    register(event, "single@example.org")
    registrations.cancel(registration=full[0], by=BY, at=AT)
    assert states(event) == ["cancelled", "confirmed", "waiting", "waiting"]
    registrations.cancel(registration=full[1], by=BY, at=AT)
    assert states(event) == ["cancelled", "cancelled", "offered", "offered"]
    assert counters(event) == (4, 0)


def test_an_event_that_fills_gaps_offers_them_to_the_next_who_fit_and_to_nobody_new():
    event = make_event(capacity=3, fills_gaps=True)
    first = register(event, "a@example.org")
    register(event, "b@example.org", companions=1)
    for name, companions in (("group", 2), ("single", 0), ("pair", 1)):
        register(event, f"{name}@example.org", companions=companions)
    registrations.cancel(registration=first, by=BY, at=AT)
    assert states(event) == ["cancelled", "confirmed", "waiting", "offered", "waiting"]
    assert counters(event) == (3, 2)
    group, pair = Registration.objects.get(name="Ada Muster", companions=2), event.registrations.last()
    assert (place_in_queue(group), place_in_queue(pair)) == (1, 2)
    # Whoever comes while others wait joins the end, also when a seat is free that is too few for the others.
    registrations.cancel(registration=event.registrations.all()[3], by=BY, at=AT)
    assert register(event, "new@example.org").state == RegistrationState.WAITING
    waiting_list.walk(at=AT)
    assert states(event)[2:] == ["waiting", "cancelled", "waiting", "offered"]


def test_leaving_the_queue_lets_those_behind_move_up():
    event = make_event(capacity=2)
    register(event, "a@example.org")
    group = register(event, "group@example.org", companions=1)
    single = register(event, "single@example.org")
    registrations.cancel(registration=group, by=BY, at=AT)
    single.refresh_from_db()
    assert single.state == RegistrationState.OFFERED
    assert counters(event) == (2, 0)


def test_a_second_submission_changes_nothing_and_its_owner_gets_the_manage_link_by_mail():
    event = make_event(capacity=10)
    first = register(event, "ada@example.org", companions=1)
    answer = registrations.register(
        event=event, name="Somebody Else", email="ADA@example.org", language="en", by=Actor.public(), at=AT + HOUR
    )
    assert (answer.registration.pk, answer.is_new, answer.waiting) == (first.pk, False, False)
    first.refresh_from_db()
    assert (first.name, first.companions) == ("Ada Muster", 1)
    assert counters(event) == (2, 0)
    assert mails() == [("ada@example.org", "ticket"), ("ada@example.org", "already_registered")]


def test_known_and_unknown_addresses_are_answered_alike_when_the_event_is_full():
    event = make_event(capacity=1)
    register(event, "known@example.org")
    event.refresh_from_db()
    known = registrations.register(event=event, name="X", email="known@example.org", language="de", by=BY, at=AT + HOUR)
    unknown = registrations.register(
        event=event, name="X", email="unknown@example.org", language="de", by=BY, at=AT + HOUR
    )
    assert (known.waiting, unknown.waiting) == (True, True)


def test_a_double_click_on_the_last_seat_is_answered_twice_with_the_seat_and_mailed_once():
    event = make_event(capacity=1)
    for _click in range(2):
        event.refresh_from_db()
        answer = registrations.register(
            event=event, name="Ada", email="ada@example.org", language="de", by=Actor.public(), at=AT
        )
        assert answer.waiting is False
    assert mails() == [("ada@example.org", "ticket")]


def test_trying_an_address_again_and_again_sends_at_most_three_mails_an_hour():
    event = make_event(capacity=9)
    register(event, "ada@example.org")
    for minute in range(20, 26):
        register(event, "ada@example.org", name="Trying", at=AT + timedelta(minutes=minute))
    assert mails() == [("ada@example.org", "ticket")] + [("ada@example.org", "already_registered")] * 3


def test_whoever_cancelled_can_register_again():
    event = make_event(capacity=1)
    first = register(event, "ada@example.org")
    registrations.cancel(registration=first, by=BY, at=AT)
    with pytest.raises(errors.AlreadyCancelled):
        registrations.cancel(registration=first, by=BY, at=AT)
    again = register(event, "ada@example.org")
    assert again.state == RegistrationState.CONFIRMED
    assert counters(event) == (1, 0)


@pytest.mark.parametrize(
    ("facts", "details", "refusal"),
    [
        ({"takes_registrations": False}, {}, errors.RegistrationElsewhere),
        ({"state": "draft"}, {}, errors.NotAnnounced),
        ({"state": "held"}, {}, errors.EventOver),
        ({"state": "cancelled"}, {}, errors.EventCancelled),
        ({"opens_at": AT + HOUR}, {}, errors.NotYetOpen),
        ({"closes_at": AT}, {}, errors.RegistrationClosed),
        ({"starts_on": date(2026, 5, 4), "begins_at": time(10, 0)}, {}, errors.EventOver),
        ({}, {"companions": 5}, errors.TooManyCompanions),
        ({}, {"companions": -1}, errors.TooManyCompanions),
        ({"capacity": 2}, {"companions": 2}, errors.GroupLargerThanEvent),
        ({}, {"email": "nobody"}, errors.AddressUnusable),
    ],
)
def test_refusals_leave_nothing_behind(facts, details, refusal):
    event = make_event(**facts)
    with pytest.raises(refusal) as raised:
        register(event, details.pop("email", "ada@example.org"), **details)
    assert raised.value.message
    assert "%" not in raised.value.message
    assert counters(event) == (0, 0)
    assert Registration.objects.count() == 0
    assert mails() == []


def test_the_office_may_register_before_and_after_the_window():
    event = make_event(opens_at=AT + HOUR)
    assert register(event, "ada@example.org", ignore_window=True).state == RegistrationState.CONFIRMED


def test_an_event_shut_between_reading_and_writing_takes_nobody():
    event = make_event()
    Event.objects.filter(pk=event.pk).update(takes_registrations=False)
    with pytest.raises(errors.RegistrationElsewhere):
        registrations.register(event=event, name="A", email="a@example.org", language="de", by=BY, at=AT)
    assert Registration.objects.count() == 0


def test_nobody_can_cancel_once_the_event_has_begun():
    event = make_event(begins_at=time(10, 0))
    registration = register(event, "ada@example.org")
    with pytest.raises(errors.EventOver):
        registrations.cancel(registration=registration, by=BY, at=datetime(2026, 6, 20, 8, 0, tzinfo=UTC))


def test_half_past_two_is_there_twice_when_the_clocks_go_back_and_nobody_loses_by_it():
    first, second = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))
    event = make_event(starts_on=date(2026, 11, 20), capacity=1, offer_hours=1, closes_at=second + HOUR)
    seat, waits = register(event, "a@example.org", at=first), register(event, "b@example.org", at=first)
    last = register(event, "c@example.org", at=second)
    assert states(event) == ["confirmed", "waiting", "waiting"]
    assert (place_in_queue(waits), place_in_queue(last)) == (1, 2)
    # An hour that begins at the first half past two ends at the second.
    registrations.cancel(registration=seat, by=BY, at=first)
    waits.refresh_from_db()
    assert waits.offered_until == second
    assert waiting_list.expire_offers(at=second - timedelta(seconds=1)) == 0
    assert waiting_list.expire_offers(at=second) == 1
    assert states(event) == ["cancelled", "lapsed", "offered"]
    with pytest.raises(errors.RegistrationClosed):
        register(event, "d@example.org", at=second + HOUR)
    assert seat_drift() == []


def test_calling_an_event_off_tells_everybody_and_frees_the_seats():
    event = make_event(capacity=1)
    register(event, "seat@example.org")
    register(event, "queue@example.org")
    assert events.cancel(event=event, by=BY, at=AT) == 2
    assert states(event) == ["cancelled", "cancelled"]
    assert counters(event) == (0, 0)
    assert mails()[2:] == [("seat@example.org", "event_cancelled"), ("queue@example.org", "event_cancelled")]
    by_address = {mail.to_email: len(mail.attachments) for mail in OutgoingMail.objects.all()[:2]}
    # Only who had a seat has an entry in the calendar that is to go.
    assert by_address == {"seat@example.org": 1, "queue@example.org": 0}
    assert seat_drift() == []


def test_drift_finds_what_was_written_past_the_actions():
    event = make_event(capacity=2)
    register(event, "a@example.org")
    Event.objects.filter(pk=event.pk).update(taken_seats=0)
    [drift] = seat_drift()
    assert (drift.public_id, drift.taken_seats, drift.seats_held, drift.oversold) == (event.public_id, 0, 1, 0)
