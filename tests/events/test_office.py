"""Events and registrations in the office: who may, what it does, what it refuses."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import pytest
from django.urls import reverse

from anpacken.audit.models import Entry
from anpacken.core import clock
from anpacken.core.texts import translated
from anpacken.events.choices import EventState
from anpacken.events.models import Event, Registration
from anpacken.mail.models import OutgoingMail
from anpacken.places.models import Region
from tests.exports import content, export
from tests.factories.events import AT, make_event, register

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _early_may():
    with clock.frozen(AT):
        yield


@pytest.fixture
def regions():
    for code in ("nordost", "suedwest"):
        Region.objects.create(code=code, name=code.title(), office_name=translated(de=f"Amt {code}"))


@pytest.fixture
def office(signed_in):
    return signed_in("office")


def text_of(answer) -> str:
    return answer.content.decode()


def event_form(**changed: str) -> dict[str, str]:
    """What the browser sends for a new event: the tabs' fields and four empty lists."""
    data = {
        "title_de": "Neue Werkstatt",
        "title_en": "New workshop",
        "format": "network_meeting",
        "date_precision": "day",
        "starts_on": "2026-08-01",
        "participants_word": "exact",
        "registered_word": "exact",
        "stands_word": "exact",
        "reach_word": "exact",
        "takes_registrations": "on",
        "capacity": "30",
        "max_companions": "4",
        "max_children": "0",
        "max_group": "0",
        "offer_hours": "48",
    }
    for name in ("days", "partners", "contributions", "forums"):
        data |= {f"{name}-TOTAL_FORMS": "0", f"{name}-INITIAL_FORMS": "0"}
    return {**data, **changed}


def test_the_office_makes_a_draft_with_its_parts_and_announces_it(office):
    answer = office.post(
        reverse("events_office:add"),
        event_form(
            **{
                "forums-TOTAL_FORMS": "1",
                "forums-0-title_de": "Sprache im Beruf",
                "forums-0-rounds": "2",
                "forums-0-ORDER": "1",
                "forums-0-position": "0",
            }
        ),
    )
    assert answer.status_code == 302, answer.context["form"].errors
    event = Event.objects.get()
    assert (event.state, event.slug, event.capacity) == (EventState.DRAFT, f"neue-werkstatt-{event.public_id}", 30)
    assert [(str(forum.title), forum.rounds) for forum in event.forums.all()] == [("Sprache im Beruf", 2)]
    assert "neue werkstatt" in event.search_text
    assert Entry.objects.filter(action="event.created", target_ref=event.public_id).count() == 1
    page = office.get(reverse("events_office:inspect", args=[event.pk]))
    assert "Ankündigen" in text_of(page)
    office.post(reverse("events_office:deed", args=[event.pk, "announce"]))
    event.refresh_from_db()
    assert event.state == EventState.ANNOUNCED


def test_editing_keeps_seats_and_says_when_the_capacity_is_too_low(office):
    event = make_event(capacity=10)
    page = office.get(reverse("events_office:edit", args=[event.pk]))
    assert page.status_code == 200
    register(event, "ada@example.org", companions=2)
    answer = office.post(reverse("events_office:edit", args=[event.pk]), event_form(capacity="2"))
    assert answer.status_code == 200
    assert "3 Plätze sind vergeben" in text_of(answer)
    answer = office.post(reverse("events_office:edit", args=[event.pk]), event_form(capacity="3"))
    assert answer.status_code == 302
    event.refresh_from_db()
    # The form was opened before anybody had registered; it undoes nothing.
    assert (event.capacity, event.taken_seats, event.state) == (3, 3, EventState.ANNOUNCED)


def test_more_seats_are_offered_to_those_who_wait(office):
    event = make_event(capacity=1)
    register(event, "a@example.org")
    waiting = register(event, "b@example.org")
    office.post(reverse("events_office:edit", args=[event.pk]), event_form(capacity="2"))
    waiting.refresh_from_db()
    assert waiting.state == "offered"


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"title_de": ""}, "Sprache"),
        ({"ends_on": "2026-07-01"}, "Der letzte Tag liegt vor dem ersten"),
        ({"format": "fair_stand", "participants": "300000"}, "Reichweite"),
        ({"registration_url": "https://example.org/"}, "entscheiden Sie sich für eines"),
        ({"offer_hours": "0"}, "mindestens eine Stunde"),
        ({"max_companions": "10"}, "höchstens 9"),
        ({"capacity": "-1"}, "größer oder gleich"),
        ({"starts_on": "morgen"}, "gültiges Datum"),
        (
            {"registration_opens_at": "2026-07-02 10:00", "registration_closes_at": "2026-07-01 10:00"},
            "schließt, bevor sie öffnet",
        ),
        ({"registration_closes_at": "2026-10-25 02:30"}, "02:30 Uhr gibt es zweimal"),
        ({"registration_opens_at": "2026-03-29 02:30"}, "02:30 Uhr gibt es nicht"),
    ],
)
def test_contradictions_are_said_in_the_form(office, changed, words):
    answer = office.post(reverse("events_office:add"), event_form(**changed))
    assert answer.status_code == 200
    assert words in text_of(answer)
    assert Event.objects.count() == 0


def test_cancelling_needs_a_tick_and_tells_everybody(office):
    event = make_event()
    register(event, "ada@example.org")
    deed = reverse("events_office:deed", args=[event.pk, "cancel"])
    assert office.get(deed).status_code == 405
    # To how many, and what they read, stands beside the button before anything leaves.
    register(event, "waits@example.org", language="en")
    page = office.get(reverse("events_office:inspect", args=[event.pk]))
    read_first = reverse("events_office:text", args=[event.pk, "event_cancelled"])
    assert f'href="{read_first}"' in text_of(page)
    assert page.context["standing"].to_tell == 2
    assert office.get(read_first).status_code == 200
    office.post(deed)
    event.refresh_from_db()
    assert event.state == EventState.ANNOUNCED
    office.post(deed, {"sure": "yes"})
    event.refresh_from_db()
    assert event.state == EventState.CANCELLED
    assert OutgoingMail.objects.filter(template="events/mail/event_cancelled.html").count() == 2


@pytest.mark.parametrize(
    ("deed", "words"),
    [("hold", "Der erste Tag ist noch nicht gekommen"), ("withdraw", "1 Personen"), ("reopen", "Reload")],
)
def test_what_cannot_be_done_is_said(office, deed, words):
    event = make_event()
    register(event, "ada@example.org")
    answer = office.post(reverse("events_office:deed", args=[event.pk, deed]), follow=True)
    assert answer.status_code == 200
    event.refresh_from_db()
    assert event.state == EventState.ANNOUNCED


def test_the_registrations_of_one_event_with_their_numbers(office):
    event, other = make_event(capacity=3), make_event()
    register(event, "ada@example.org", name="Ada Muster", companions=2)
    register(event, "bo@example.org", name="Bo Beispiel")
    register(other, "cy@example.org", name="Cy Anders")
    page = text_of(office.get(f"{reverse('registrations:index')}?event={event.pk}"))
    assert "3 von 3 vergeben, 0 frei" in page
    assert "Ada Muster" in page
    assert "Cy Anders" not in page
    page = text_of(office.get(f"{reverse('registrations:index')}?event={event.pk}&state=waiting&q=beispiel"))
    assert "Bo Beispiel" in page
    assert "Ada Muster" not in page


@pytest.mark.parametrize("query", ["event=x", "event=99999999999999999999", "state=nothing", "q=%00", "event=%00"])
def test_filters_that_mean_nothing_are_no_error(office, query):
    assert office.get(f"{reverse('registrations:index')}?{query}").status_code == 200
    assert office.get(f"{reverse('events_office:index')}?{query}&year=12&themes=x").status_code == 200


def rows_of(answer) -> list[list[str]]:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_the_export_is_written_down_and_holds_no_formulas(office):
    event = make_event(title=translated(de="Werkstatt"))
    register(event, "ada@example.org", name="=1+1", support_needs="Gebärdensprache")
    rows = rows_of(export(office, "registrations", event=event.pk))
    assert len(rows) == 2
    assert rows[1][:3] == ["Werkstatt", "'=1+1", "ada@example.org"]
    assert "Gebärdensprache" in rows[1]
    assert Entry.objects.get(action="list.exported").details["list"] == "events.registration"
    assert content(export(office, "registrations", "xlsx"))
    assert content(export(office, "events_office", "xlsx"))


def test_a_regional_office_sees_its_own_region_and_no_support_needs(signed_in, regions):
    own = make_event(region="nordost", title=translated(de="Bei uns"))
    foreign = make_event(region="suedwest", title=translated(de="Bei den anderen"))
    mine = register(own, "ada@example.org", support_needs="Gebärdensprache")
    theirs = register(foreign, "bo@example.org", name="Bo Fern")
    regional = signed_in("regional", region_code="nordost")
    listed = text_of(regional.get(reverse("events_office:index")))
    assert ("Bei uns" in listed, "Bei den anderen" in listed) == (True, False)
    assert "Bo Fern" not in text_of(regional.get(reverse("registrations:index")))
    assert regional.get(reverse("registrations:inspect", args=[theirs.pk])).status_code == 404
    assert regional.get(reverse("events_office:edit", args=[foreign.pk])).status_code == 404
    assert regional.get(reverse("registrations:add_by_hand", args=[foreign.pk])).status_code == 404
    assert regional.post(reverse("registrations:cancel", args=[theirs.pk])).status_code == 404
    assert regional.post(reverse("events_office:deed", args=[foreign.pk, "cancel"]), {"sure": "yes"}).status_code == 404
    page = text_of(regional.get(reverse("registrations:inspect", args=[mine.pk])))
    assert "Ada Muster" in page
    assert "Gebärdensprache" not in page
    rows = rows_of(export(regional, "registrations"))
    assert "Gebärdensprache" not in str(rows)
    assert "bo@example.org" not in str(rows)


def test_registering_somebody_by_hand_before_the_public_can(office):
    event = make_event(capacity=1, opens_at=AT + timedelta(days=3))
    address = reverse("registrations:add_by_hand", args=[event.pk])
    assert office.get(address).status_code == 200
    data = {"name": "Ada", "email": "ada@example.org", "language": "en", "organisation": "", "support_needs": ""}
    answer = office.post(address, data)
    registration = Registration.objects.get()
    assert answer["Location"] == reverse("registrations:inspect", args=[registration.pk])
    assert (registration.state, registration.language) == ("confirmed", "en")
    assert "schon angemeldet" in text_of(office.post(address, data, follow=True))
    assert "Warteliste" in text_of(office.post(address, {**data, "email": "bo@example.org"}, follow=True))
    assert office.post(address, {**data, "email": "nobody"}).status_code == 422
    assert office.post(address, {**data, "name": ""}).status_code == 422
    assert Registration.objects.count() == 2


def test_one_registration_with_its_timeline_mails_and_cancelling(office):
    event = make_event()
    registration = register(event, "ada@example.org", support_needs="Rampe")
    page = text_of(office.get(reverse("registrations:inspect", args=[registration.pk])))
    for words in ("Angemeldet", "Rampe", "Anmeldung absagen"):
        assert words in page
    office.post(reverse("registrations:cancel", args=[registration.pk]))
    registration.refresh_from_db()
    assert registration.state == "cancelled"
    entry = Entry.objects.get(action="registration.cancelled")
    assert entry.actor_kind == "user"


def test_who_may_what(client, signed_in, regions):
    event = make_event(region="nordost")
    registration = register(event, "ada@example.org")
    addresses = {
        "events": reverse("events_office:index"),
        "event": reverse("events_office:inspect", args=[event.pk]),
        "edit": reverse("events_office:edit", args=[event.pk]),
        "series": reverse("event_series:index"),
        "registrations": reverse("registrations:index"),
        "registration": reverse("registrations:inspect", args=[registration.pk]),
        "by hand": reverse("registrations:add_by_hand", args=[event.pk]),
    }
    expected = {
        "office": dict.fromkeys(addresses, 200),
        "regional": {**dict.fromkeys(addresses, 200), "series": 302},
        "editor": {**dict.fromkeys(addresses, 200), "registrations": 302, "registration": 302, "by hand": 302},
        None: dict.fromkeys(addresses, 302),
    }
    found = {}
    for role in expected:
        browser = signed_in(role, **({"region_code": "nordost"} if role == "regional" else {})) if role else client
        found[role] = {name: browser.get(address).status_code for name, address in addresses.items()}
    # By hand answers 403 or leads away, as Wagtail does with what somebody may not do.
    found["editor"]["by hand"] = 302 if found["editor"]["by hand"] in (302, 403) else found["editor"]["by hand"]
    assert found == expected


@pytest.mark.parametrize("name", ["events_office:index", "registrations:index", "event_series:index"])
def test_one_or_thirty_rows_cost_the_same(office, name):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def rows(number: int) -> None:
        for _one in range(number):
            event = make_event(starts_on=date(2026, 6, 20))
            register(event, "ada@example.org")

    rows(1)
    office.get(reverse(name))
    with CaptureQueriesContext(connection) as one:
        office.get(reverse(name))
    rows(20)
    with CaptureQueriesContext(connection) as many:
        office.get(reverse(name))
    assert len(one) == len(many)
