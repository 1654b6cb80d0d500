"""The log at the door: once is once, whatever is sent how often; refusals are written and said kindly."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from anpacken.accounts.choices import Role
from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.core.counts import CountWord
from anpacken.door import chapter, errors
from anpacken.door.actions import check_in, figures, forgetting
from anpacken.door.actions.check_in import Given, Outcome
from anpacken.door.choices import Reason, ScanKind
from anpacken.door.models import Scan
from anpacken.door.queries import counts
from anpacken.events import tickets
from anpacken.events.actions import events, registrations
from anpacken.events.models import Event, Registration
from anpacken.people.models import Person
from anpacken.programme.models import Item
from tests.factories.accounts import make_user
from tests.factories.events import AT, BY, make_event, register
from tests.factories.forums import make_slots

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 6, 20, 8, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with clock.frozen(DAY):
        yield


def scan(event: Event, code: str, nonce: str = "nonce-0001", *, by: Actor = BY, **given: Any) -> Outcome:
    return check_in.record(event=event, given=Given(nonce, given.pop("scanned_at", DAY), code, **given), by=by, at=DAY)


def code(registration: Registration) -> str:
    return f"anpacken:{registration.event.public_id}:{registration.public_id}"


def here(event: Event, item: Item | None = None) -> int:
    return counts.counts(event).at(item)


def test_a_ticket_counts_all_its_heads_once_and_the_second_scan_says_when_and_by_whom():
    event = make_event()
    ticket = register(event, "ada@example.org", companions=2)
    helper = make_user("office", is_staff=True)
    first = scan(event, code(ticket), by=helper.as_actor())
    assert (first.kind, first.name, first.heads, first.is_double) == (ScanKind.CAME, "Ada Muster", 3, False)
    second = scan(event, ticket.public_id, "nonce-0002")
    assert (second.first_at, second.first_by) == (DAY, str(helper))
    assert here(event) == 3
    [double] = counts.doubles(event, None)
    assert len(double.times) == 2


def test_the_same_line_sent_again_is_answered_as_before_and_written_once():
    event = make_event()
    ticket = register(event, "ada@example.org")
    assert scan(event, code(ticket)) == scan(event, code(ticket))
    assert scan(event, "", "nonce-0002", heads=4) == scan(event, "", "nonce-0002", heads=4)
    assert Scan.objects.count() == 2
    assert here(event) == 5


def test_part_of_a_party_comes_first_and_the_rest_later():
    event = make_event()
    ticket = register(event, "ada@example.org", companions=2)
    scan(event, code(ticket), heads=1)
    scan(event, code(ticket), "nonce-0002", heads=9)
    assert here(event) == 3


def test_what_does_not_count_is_written_with_its_reason_and_without_the_code():
    event, other = make_event(capacity=1), make_event()
    foreign = register(other, "bert@example.org")
    gone = register(event, "ada@example.org")
    waiting = register(event, "caro@example.org")
    registrations.cancel(registration=waiting, by=BY, at=AT)
    queued = register(event, "dora@example.org")
    said = {
        "nonce-0001": (code(foreign), Reason.OTHER_EVENT),
        "nonce-0002": (foreign.public_id, Reason.OTHER_EVENT),
        "nonce-0003": (f"anpacken:{event.public_id}:222222222222", Reason.UNKNOWN),
        "nonce-0004": ("https://example.org/<script>", Reason.UNKNOWN),
        "nonce-0005": (code(waiting), Reason.CANCELLED),
        "nonce-0006": (code(queued), Reason.WAITING),
    }
    for nonce, (text, reason) in said.items():
        done = scan(event, text, nonce)
        assert (done.kind, done.reason) == (ScanKind.REFUSED, reason)
        assert done == scan(event, text, nonce)
    assert here(event) == 0
    scan(event, code(gone), "nonce-0007")
    assert here(event) == 1
    assert "bert" not in str(list(Scan.objects.filter(registration=None).values()))


def test_a_press_too_many_is_taken_back_and_made_good():
    event = make_event()
    ticket = register(event, "ada@example.org")
    scan(event, code(ticket))
    scan(event, code(ticket), "nonce-0002")
    assert scan(event, code(ticket), "nonce-0003", takes_back=True).kind == ScanKind.TAKEN_BACK
    assert here(event) == 0
    assert not scan(event, code(ticket), "nonce-0004").is_double
    assert here(event) == 1


def test_slots_count_for_themselves():
    event = make_event()
    slots = make_slots(event, 5)
    ticket = register(event, "ada@example.org")
    scan(event, code(ticket))
    assert not scan(event, code(ticket), "nonce-0002", item=slots[1, 1]).is_double
    assert scan(event, code(ticket), "nonce-0003", item=slots[1, 1]).is_double
    assert (here(event), here(event, slots[1, 1]), here(event, slots[2, 1])) == (1, 1, 0)


def test_nobody_is_let_in_to_a_draft_and_nonsense_is_no_line():
    event = make_event()
    for nonce in ("short", "x" * 37, "nonce 0001"):
        with pytest.raises(errors.NotReadable):
            scan(event, "", nonce)
    with pytest.raises(errors.NotReadable):
        scan(event, "", heads=51)
    events.cancel(event=event, by=BY, at=AT)
    event.refresh_from_db()
    with pytest.raises(errors.NotOpenForCheckIn):
        scan(event, "")
    assert not Scan.objects.exists()


def test_a_nonce_of_another_event_says_nothing_about_anybody():
    event, other = make_event(), make_event()
    scan(event, code(register(event, "ada@example.org")))
    with pytest.raises(errors.NotReadable):
        scan(other, "")


def test_the_database_refuses_to_change_a_line():
    event = make_event()
    scan(event, "", heads=3)
    with pytest.raises(DatabaseError), transaction.atomic():
        Scan.objects.update(heads=9)


def test_a_clock_that_runs_ahead_is_not_believed():
    event = make_event()
    scan(event, "", scanned_at=DAY + timedelta(days=400))
    assert Scan.objects.get().scanned_at == DAY


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("anpacken:22223333444a:55556666777b", ("22223333444a", "55556666777b")),
        (" ANPACKEN:22223333444a:55556666777b\n", ("22223333444a", "55556666777b")),
        ("5555-6666-777B", ("", "55556666777b")),
        ("anpacken:22223333444a", None),
        ("Ada Muster", None),
        ("", None),
    ],
)
def test_codes(text: str, read: tuple[str, str] | None):
    assert tickets.read(text) == read


def test_the_number_is_offered_once_the_event_was_held_and_never_taken_by_itself():
    event = make_event()
    scan(event, "", heads=7)
    with pytest.raises(errors.NotHeldYet):
        figures.take_over(event=event, word=CountWord.EXACT, by=BY, at=DAY)
    events.mark_held(event=event, by=BY, at=DAY + timedelta(days=1))
    event.refresh_from_db()
    assert event.participants is None
    client = signed_in("office")
    page = client.get(url(event))
    assert page.context["offers"] == 7
    client.post(url(event, "take_over"), {"word": "exact"})
    event.refresh_from_db()
    assert event.participants == 7
    assert client.get(url(event)).context["offers"] is None


def test_after_a_year_nobody_can_be_told_from_the_log_and_counts_stay():
    event = make_event()
    slots = make_slots(event, 5)
    ticket = register(event, "ada@example.org", companions=1)
    for number, item in enumerate([None, None, slots[1, 1]]):
        scan(event, code(ticket), f"nonce-000{number}", item=item, device="abc")
    scan(event, "", "nonce-0008", heads=3)
    scan(event, "what", "nonce-0009")
    before = counts.counts(event)
    later = DAY + timedelta(days=400)
    assert forgetting.forget(before=DAY, by=BY, at=later) == 0
    assert forgetting.forget(before=later, by=BY, at=later) == 5
    assert forgetting.forget(before=later, by=BY, at=later) == 0
    after = counts.counts(event)
    # With a ticket and without one, at the entrance and in the slot, for one event and for several.
    assert after == before
    assert counts.of_events([event])[event.pk] == before
    assert (before.at(None), before.walk_ins) == (5, {counts.ENTRANCE: 3})
    assert not Scan.objects.exclude(registration=None, by_ref="", device="").exists()


def test_somebody_reads_that_they_came():
    event = make_event()
    scan(event, code(register(event, "ada@example.org")))
    person = Person.objects.create(first_name="Ada", email="ada@example.org", email_key="ada@example.org")
    known = chapter.Attendance()
    assert len(known.held(person)) == 1
    assert [moment.at for moment in known.moments(person, before=None, most=9)] == [DAY]


def url(event: Event, name: str = "check_in") -> str:
    return reverse(f"door_office:{name}", args=[event.public_id])


def signed_in(role: str, scope: str = "") -> Client:
    client = Client()
    client.force_login(make_user(role, scope=scope, is_staff=True))
    return client


def press(client: Client, event: Event, **given: Any) -> str:
    answer = client.post(url(event), {"nonce": "nonce-0001", **given}, follow=True)
    assert answer.status_code == 200
    return " ".join(str(message) for message in answer.context["messages"])


def test_a_helper_lets_in_by_plain_forms_at_the_own_event_only():
    event, other = make_event(), make_event()
    ticket = register(event, "ada@example.org", name="Ada Muster", organisation="Chor am Fluss")
    helper = signed_in(Role.HELPER, event.public_id)
    for text in ("muster", "fluss ada", ticket.public_id, code(ticket)):
        assert "Ada Muster" in helper.get(url(event), {"q": text}).content.decode()
    assert "Niemand" in helper.get(url(event), {"q": "Zoe"}).content.decode()
    assert "Ada Muster" in press(helper, event, code=ticket.public_id)
    assert "ohne Ticket" in press(helper, event, nonce="nonce-0002", heads="1")
    assert "schon" in press(helper, event, nonce="nonce-0003", code=code(ticket))
    assert "Ada Muster" in helper.get(url(event), {"doubles": "1"}).content.decode()
    assert "Ada Muster" not in helper.get(url(event)).content.decode()
    press(helper, event, nonce="nonce-0004", code=ticket.public_id, takes_back="on")
    assert here(event) == 1
    assert press(helper, event, nonce="bad") != ""
    for name in ("check_in", "list", "worker"):
        assert helper.get(url(other, name)).status_code == 404
        assert signed_in("editor").get(url(event, name)).status_code == 302
    assert helper.post(url(event, "take_over"), {"word": "exact"}).status_code == 302
    event.refresh_from_db()
    assert event.participants is None


def test_a_device_takes_along_no_more_than_it_needs():
    event = make_event(capacity=1)
    ticket = register(event, "ada@example.org", support_needs="Rampe", companions=0)
    left = register(event, "bert@example.org", name="Bert Beispiel")
    registrations.cancel(registration=left, by=BY, at=AT)
    scan(event, code(ticket))
    answer = signed_in("office").get(url(event, "list"))
    assert "no-store" in answer["Cache-Control"]
    people = {one["id"]: one for one in answer.json()["people"]}
    assert people[left.public_id] == {"id": left.public_id, "refused": "cancelled"}
    assert people[ticket.public_id] == {
        "id": ticket.public_id, "name": "Ada Muster", "organisation": "", "heads": 1, "refused": "", "came": [0],
    }  # fmt: skip


def test_a_batch_is_written_line_by_line_and_sent_again_changes_nothing():
    event = make_event()
    slots = make_slots(event, 5)
    ticket = register(event, "ada@example.org")
    moment = DAY.isoformat()
    lines = [
        {"nonce": "nonce-0001", "code": ticket.public_id, "scanned_at": moment, "heads": 0},
        {"nonce": "nonce-0002", "code": ticket.public_id, "scanned_at": moment, "slot": slots[1, 1].public_id},
        {"nonce": "nonce-0003", "code": "", "scanned_at": moment, "heads": 2},
        {"nonce": "nonce-0004", "code": "", "scanned_at": "yesterday"},
        {"nonce": "nonce-0005", "code": "", "scanned_at": moment, "heads": "many"},
        {"nonce": "nonce-0006", "code": "", "scanned_at": moment, "slot": "222222222222"},
        {"nonce": 7, "code": ["\x00"], "scanned_at": None},
        "nothing",
    ]
    client = signed_in(Role.HELPER, event.public_id)
    for _again in range(2):
        answer = client.post(
            url(event, "sync"), json.dumps({"device": "ab\x00c", "scans": lines}), content_type="application/json"
        )
        assert [one["is_bad"] for one in answer.json()["results"]] == [False] * 3 + [True] * 4
    assert (here(event), here(event, slots[1, 1]), Scan.objects.count()) == (3, 1, 3)
    for nonsense in ("", "[]", "7", '{"scans": 1}', "[" * 9000):
        answer = client.post(url(event, "sync"), nonsense, content_type="application/json")
        assert answer.status_code == 400
