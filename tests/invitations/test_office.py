"""Invitations in the office: counting before sending, searching, taking out, and who may do what."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from anpacken.accounts.choices import Role
from anpacken.audit.models import Entry
from anpacken.core import clock
from anpacken.events.models import Event
from anpacken.invitations import keeping
from anpacken.invitations.choices import InvitationState
from anpacken.invitations.models import Invitation, Round
from anpacken.places.models import Region
from anpacken.segments import uses
from tests.exports import PURPOSE, rows
from tests.factories.events import AT, make_event
from tests.factories.invitations import invited, make_person, make_segment

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


@pytest.fixture(autouse=True)
def _early_may():
    with clock.frozen(AT):
        yield


def page(event: Event, tail: str = "") -> str:
    return f"/office/invitations/{event.public_id}/{tail}"


def test_a_segment_is_counted_and_shown_before_anything_is_sent(signed_in: SignIn) -> None:
    office = signed_in(Role.OFFICE)
    event = make_event(by_invitation=True)
    make_person("ada@example.org")
    make_person("no@example.org", agrees=False)
    segment = make_segment()
    given = {"segment": segment.pk, "greeting_de": "Liebe alle,", "greeting_en": "Dear all,"}
    shown = office.post(page(event, "invite/"), {**given, "do": "show"}).content.decode()
    assert "<b>1</b> Mail würde verschickt." in shown
    assert "<b>2</b> gehören zur Zielgruppe." in shown
    assert "<b>1</b> haben nie eingewilligt" in shown
    assert "Liebe alle," in shown
    assert "Dear all," in shown
    assert Round.objects.count() == 0
    assert office.post(page(event, "invite/"), {**given, "do": "send"}).status_code == 302
    begun = Round.objects.get()
    assert (begun.segment_name, begun.greeting.text("en")) == (segment.name, "Dear all,")
    assert uses.of(segment) == [f"Einladungen zu: {event.title}"]
    assert "wird noch geschrieben" in office.get(page(event)).content.decode()
    assert office.post(page(event, "invite/"), {**given, "do": "send"}).status_code == 409
    assert office.post(page(event, "invite/"), {"segment": "0", "do": "send"}).status_code == 422


def test_the_list_is_searched_exported_and_an_invitation_taken_back(signed_in: SignIn) -> None:
    office = signed_in(Role.OFFICE)
    event = make_event(by_invitation=True)
    ada, _ben = (invited(f"{name.lower()}@example.org", name=f"{name} Muster", event=event) for name in ("Ada", "Ben"))
    found = office.get(page(event), {"q": "ada", "state": "invited"}).content.decode()
    assert "ada@example.org" in found
    assert "ben@example.org" not in found
    assert office.get(page(event), {"q": "ada", "state": "nonsense", "p": "x"}).status_code == 200
    assert office.post(page(event, f"people/{ada.public_id}/withdraw/")).status_code == 302
    ada.refresh_from_db()
    assert ada.state == InvitationState.WITHDRAWN
    assert "2 Einladungen" in office.get(page(event, "export/")).content.decode()
    lines = rows(office.post(page(event, "export/"), {"format": "csv", "purpose": PURPOSE}))
    assert [line[0] for line in lines] == ["Name", "Ada Muster", "Ben Muster"]
    assert Entry.objects.get(action="invitations.exported").details["rows"] == 2


def test_a_regional_office_sees_whom_the_office_invited_to_its_events_and_invites_nobody(signed_in: SignIn) -> None:
    for code in ("nordost", "suedwest"):
        Region.objects.create(code=code, name=code, office_name={})
    own, other = make_event(region="nordost"), make_event(region="suedwest")
    region = signed_in(Role.REGIONAL, scope="nordost")
    assert region.get(page(own)).status_code == 200
    assert region.get(page(other)).status_code == 404
    for tail in ("invite/", "remind/"):
        # Wagtail sends who may not somewhere else.
        assert region.get(page(own, tail)).status_code == 302


def test_names_go_ninety_days_after_the_event_and_counts_stay() -> None:
    one = invited()
    [rule] = keeping.RULES
    assert rule.apply(before=AT, by=None, at=AT) == 0
    Event.objects.filter(pk=one.event.pk).update(starts_on="2026-01-02")
    assert rule.apply(before=AT, by=None, at=AT) == 1
    assert rule.apply(before=AT, by=None, at=AT) == 0
    gone = Invitation.objects.get()
    assert (gone.name, gone.email, gone.state) == ("", "", InvitationState.INVITED)
