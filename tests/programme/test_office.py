"""The editor, the rooms, the rounds and the release, as the office uses them; every page without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from anpacken.accounts.choices import Role
from anpacken.audit.models import Entry
from anpacken.core.texts import translated
from anpacken.events import errors as event_errors
from anpacken.events.actions import events as event_actions
from anpacken.events.models import Event, Forum
from anpacken.mail.models import OutgoingMail
from anpacken.programme import grid
from anpacken.programme.actions import items, releases
from anpacken.programme.models import Item, Release, Room
from anpacken.programme.queries import drafts
from tests.factories.events import register
from tests.factories.programme import AT, BY, DAY, at, make_conference, make_item, make_room

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(signed_in: Callable[..., Client]) -> Client:
    return signed_in("office")


def _url(event: Event, name: str = "editor", *more: str) -> str:
    return reverse(f"programme_office:{name}", args=[event.public_id, *more])


def _place(item: Item, **changed: Any) -> dict[str, Any]:
    item.refresh_from_db()
    given = {
        "seen": item.revision,
        "on": item.on.isoformat(),
        "begins_at": item.begins_at.isoformat("minutes"),
        "ends_at": item.ends_at.isoformat("minutes"),
        "room": item.room.public_id if item.room else "",
        "do": "place",
    }
    return {**given, **changed}


def test_the_events_record_leads_to_the_editor(office: Client) -> None:
    event = make_conference()
    make_item(event)
    releases.release(event=event, by=BY, at=AT)
    text = office.get(reverse("events_office:inspect", args=[event.pk])).content.decode()
    assert _url(event) in text
    assert "1 Programmpunkt, Fassung 1 freigegeben" in text


@pytest.mark.parametrize(
    ("deed", "begins", "ends", "room"),
    [
        ("earlier", "09:55", "10:55", "Saal"),
        ("later", "10:05", "11:05", "Saal"),
        ("shorter", "10:00", "10:55", "Saal"),
        ("longer", "10:00", "11:05", "Saal"),
        ("right", "10:00", "11:00", "Foyer"),
        ("left", "10:00", "11:00", None),
    ],
)
def test_each_button_is_one_step(office: Client, deed: str, begins: str, ends: str, room: str | None) -> None:
    event = make_conference()
    hall = make_room(event)
    make_room(event, "Foyer")
    item = make_item(event, room=hall)
    answer = office.post(_url(event, "item_move", item.public_id), _place(item, do=deed))
    assert answer.status_code == 302
    assert answer["Location"].endswith(f"?day=2026-06-20&open={item.public_id}#i-{item.public_id}")
    item.refresh_from_db()
    assert (item.begins_at, item.ends_at, str(item.room) if item.room else None) == (at(begins), at(ends), room)
    assert Entry.objects.filter(action="item.moved").count() == 1


def test_a_step_never_leaves_the_day_or_the_columns() -> None:
    event = make_conference()
    item = make_item(event, "00:00", "00:05")
    assert grid.stepped(item, "earlier", []) == (at("00:00"), at("00:05"), None)
    assert grid.stepped(item, "shorter", []) == (at("00:00"), at("00:05"), None)
    late = make_item(event, "23:00", "23:55")
    assert grid.stepped(late, "later", []) == (at("23:00"), at("23:55"), None)
    hall = make_room(event)
    late.room = hall
    assert grid.stepped(late, "right", [hall]) == (at("23:00"), at("23:55"), hall)


def test_dragging_sends_the_same_form_and_gets_the_board(office: Client) -> None:
    event = make_conference()
    hall = make_room(event)
    item = make_item(event)
    answer = office.post(
        _url(event, "item_move", item.public_id),
        _place(item, begins_at="13:15", ends_at="14:00", room=hall.public_id),
        headers={"X-Fragment": "editor"},
    )
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "„Vortrag“ ist jetzt 13:15–14:00, Saal." in text
    assert 'data-from="795"' in text
    assert 'data-long="45"' in text
    assert "<html" not in text


def test_two_people_at_the_same_item_second_one_is_told(office: Client) -> None:
    event = make_conference()
    item = make_item(event)
    stale = _place(item, begins_at="12:00", ends_at="13:00")
    items.move(item=item, on=DAY, begins_at=at("08:00"), ends_at=at("09:00"), room=None, seen=None, by=BY, at=AT)
    answer = office.post(_url(event, "item_move", item.public_id), stale, headers={"X-Fragment": "editor"})
    assert "Inzwischen hat jemand anderes das geändert" in answer.content.decode()
    assert "is-wrong" in answer.content.decode()
    item.refresh_from_db()
    assert item.begins_at == at("08:00")


@pytest.mark.parametrize(
    "changed",
    [{"begins_at": "25:00"}, {"on": "2031-01-01"}, {"room": "zzzzzzzzzzzz"}, {"seen": "x"}, {"on": "no day"}],
)
def test_what_is_no_place_moves_nothing(office: Client, changed: dict[str, str]) -> None:
    event = make_conference()
    item = make_item(event)
    answer = office.post(_url(event, "item_move", item.public_id), _place(item, **changed), follow=True)
    assert answer.status_code == 200
    item.refresh_from_db()
    assert (item.begins_at, item.revision) == (at("10:00"), 1)


def test_conflicts_are_shown_and_lead_to_the_item(office: Client) -> None:
    event = make_conference()
    hall = make_room(event)
    first = make_item(event, room=hall)
    make_item(event, room=hall, title=translated(de="Zweiter"))
    text = office.get(_url(event)).content.decode()
    assert "Saal ist doppelt belegt: „Vortrag“, „Zweiter“." in text
    assert f"?day=2026-06-20#i-{first.public_id}" in text


def test_overlapping_items_stand_beside_one_another() -> None:
    event = make_conference()
    for begins, ends in (("10:00", "11:00"), ("10:30", "12:00"), ("11:00", "11:30"), ("13:00", "14:00")):
        make_item(event, begins, ends)
    draft = drafts.draft(event)
    (column,) = grid.lay(DAY, draft.items, [], {}).columns
    assert [(card.lane, card.lanes) for card in column.cards] == [(0, 2), (1, 2), (0, 2), (0, 1)]


def test_an_item_is_made_changed_and_taken_out_by_a_plain_form(office: Client) -> None:
    event = make_conference()
    ada = event.contributions.first()
    form = {
        "kind": "keynote",
        "title_0": "Mein Weg",
        "title_1": "My path",
        "on": "2026-06-20",
        "begins_at": "10:00",
        "ends_at": "10:45",
        "contributions": [ada.pk],
    }
    names = _text_names(office.get(_url(event, "item_add")).content.decode())
    form = {names.get(name, name): value for name, value in form.items()}
    answer = office.post(_url(event, "item_add"), form)
    assert answer.status_code == 302
    item = Item.objects.get()
    assert (item.title.text("en"), item.contributions.get().name) == ("My path", "Ada Muster")
    answer = office.post(_url(event, "item", item.public_id), {**form, "ends_at": "09:00", "seen": 1})
    assert answer.status_code == 422
    assert "Das Ende liegt vor dem Beginn" in answer.content.decode()
    assert office.post(_url(event, "item", item.public_id), {**form, "ends_at": "11:00", "seen": 1}).status_code == 302
    stale = office.post(_url(event, "item", item.public_id), {**form, "ends_at": "12:00", "seen": 1})
    assert "Inzwischen hat jemand anderes" in stale.content.decode()
    assert Item.objects.get().ends_at == at("11:00")
    office.post(_url(event, "item_remove", item.public_id))
    assert not Item.objects.exists()


def _text_names(page: str) -> dict[str, str]:
    """How the form calls the inputs of a text in its languages."""
    found = re.findall(r'name="(title_[^"]+)"', page)
    return {f"title_{number}": name for number, name in enumerate(found)}


def test_rooms_are_added_ordered_and_taken_out(office: Client) -> None:
    event = make_conference()
    for name in ("Saal", "Foyer"):
        office.post(_url(event, "rooms"), {"name": name, "capacity": "40"})
    twice = office.post(_url(event, "rooms"), {"name": "Saal"})
    assert twice.status_code == 422
    assert "heißt schon so" in twice.content.decode()
    hall, foyer = Room.objects.filter(event=event)
    office.post(_url(event, "room_deed", foyer.public_id), {"do": "left"})
    assert [room.name for room in Room.objects.filter(event=event)] == ["Foyer", "Saal"]
    office.post(_url(event, "room", hall.public_id), {"name": "Großer Saal", "capacity": ""})
    hall.refresh_from_db()
    assert (hall.name, hall.capacity) == ("Großer Saal", None)
    make_item(event, room=hall)
    refused = office.post(_url(event, "room_deed", hall.public_id), {"do": "remove"}, follow=True)
    assert "In diesem Raum stehen 1 Programmpunkte" in refused.content.decode()
    office.post(_url(event, "room_deed", foyer.public_id), {"do": "remove"})
    assert [room.name for room in Room.objects.all()] == ["Großer Saal"]


def test_the_rounds_are_laid_out_by_one_form(office: Client) -> None:
    event = make_conference()
    hall = make_room(event)
    one, two = event.forums.all()
    form = {
        "on_1": "2026-06-20", "begins_1": "11:00", "ends_1": "12:00",
        "on_2": "2026-06-20", "begins_2": "13:00", "ends_2": "14:00",
        f"room_{one.pk}": hall.public_id, f"room_{two.pk}": "",
    }  # fmt: skip
    assert office.post(_url(event, "rounds"), form).status_code == 302
    assert Item.objects.slots().count() == 4
    wrong = office.post(_url(event, "rounds"), {**form, "begins_2": "11:30"})
    assert wrong.status_code == 422
    assert "Die Runden 1 und 2 überschneiden sich" in wrong.content.decode()


def test_an_event_without_a_day_says_what_is_missing(office: Client) -> None:
    event = make_conference(starts_on=None)
    for name in ("editor", "item_add", "rounds"):
        assert office.get(_url(event, name)).status_code == 200
    assert "Ein Programm braucht Tage" in office.get(_url(event)).content.decode()


def _release_form(client: Client, event: Event, **more: str) -> dict[str, str]:
    page = client.get(_url(event, "release"))
    return {"seen": page.context["form"]["seen"].value(), **more}


def test_nothing_leaves_before_it_was_looked_at(office: Client) -> None:
    event = make_conference()
    register(event, "ada@example.org", name="Ada Gast")
    OutgoingMail.objects.all().delete()
    make_item(event)
    form = _release_form(office, event, tell_everybody="on")
    first = office.post(_url(event, "release"), {**form, "do": "release"})
    assert "Bitte sehen Sie sich an, wer eine E-Mail bekommt" in first.content.decode()
    assert not Release.objects.exists()
    preview = office.post(_url(event, "release"), {**form, "do": "preview"})
    text = preview.content.decode()
    assert "1 Person bekommt eine E-Mail" in text
    assert "Ada Gast" in text
    assert "Das Programm ist da" in text
    assert not Release.objects.exists()
    assert not OutgoingMail.objects.exists()
    previewed = preview.context["form"]["previewed"].value()
    done = office.post(_url(event, "release"), {**form, "previewed": previewed, "do": "release"}, follow=True)
    assert "Fassung 1 ist öffentlich. 1 Person bekommt eine E-Mail." in done.content.decode()
    assert Release.objects.get().tellings.count() == 1


def test_a_draft_that_moved_on_is_looked_at_again(office: Client) -> None:
    event = make_conference()
    make_item(event)
    form = _release_form(office, event, do="release")
    make_item(event, "15:00", "16:00")
    answer = office.post(_url(event, "release"), form)
    assert "Der Entwurf hat sich geändert" in answer.content.decode()
    assert not Release.objects.exists()


def test_conflicts_want_a_tick(office: Client) -> None:
    event = make_conference()
    make_item(event, on=date(2026, 6, 21))
    form = _release_form(office, event, do="release")
    assert office.post(_url(event, "release"), form).status_code == 422
    assert office.post(_url(event, "release"), {**form, "in_spite": "on"}).status_code == 302
    assert Release.objects.get().number == 1


def test_versions_say_what_each_changed(office: Client) -> None:
    event = make_conference()
    item = make_item(event)
    releases.release(event=event, by=BY, at=AT)
    items.move(item=item, on=DAY, begins_at=at("10:30"), ends_at=at("11:30"), room=None, seen=None, by=BY, at=AT)
    releases.release(event=event, by=BY, at=AT, note=translated(de="Halbe Stunde später."))
    text = office.get(_url(event, "versions")).content.decode()
    assert "Jetzt 10:30–11:30 statt 10:00–11:00." in text
    assert "Halbe Stunde später." in text
    nothing = office.get(_url(event, "release")).content.decode()
    assert "Nichts. Öffentlich steht das Programm so da wie im Entwurf." in nothing


def test_an_editor_sees_how_many_are_told_but_not_who(signed_in: Callable[..., Client]) -> None:
    event = make_conference()
    register(event, "ada@example.org", name="Ada Gast")
    make_item(event)
    editor = signed_in("editor")
    form = _release_form(editor, event, tell_everybody="on", do="preview")
    text = editor.post(_url(event, "release"), form).content.decode()
    assert "1 Person bekommt eine E-Mail" in text
    assert "Ada Gast" not in text


def test_a_moderator_reads_the_draft_of_their_event_only(signed_in: Callable[..., Client]) -> None:
    event, other = make_conference(), make_conference()
    item = make_item(event)
    moderator = signed_in(Role.MODERATOR, scope=event.public_id)
    text = moderator.get(_url(event)).content.decode()
    assert "Vortrag" in text
    assert "5 Min. früher" not in text
    assert moderator.get(_url(other)).status_code == 404
    assert moderator.post(_url(event, "item_move", item.public_id), _place(item)).status_code in (302, 403)
    item.refresh_from_db()
    assert item.revision == 1


def test_the_draft_is_printed_as_one(office: Client) -> None:
    event = make_conference()
    make_item(event)
    answer = office.get(_url(event, "draft_pdf"))
    assert answer.content.startswith(b"%PDF")


def test_a_forum_with_slots_stays_in_the_events_form_and_the_form_says_why(office: Client) -> None:
    event = make_conference()
    forum = event.forums.first()
    slot = make_item(event, kind="forum", title=translated(), forum=forum, round=1)

    def removed() -> None:
        forum.delete()

    with pytest.raises(event_errors.ForumInProgramme):
        event_actions.save(record=Event.objects.get(pk=event.pk), changed=["forums"], save_related=removed, by=BY)
    assert Forum.objects.filter(pk=forum.pk).exists()
    items.remove(item=slot, by=BY, at=AT)
    event_actions.save(record=Event.objects.get(pk=event.pk), changed=["forums"], save_related=removed, by=BY)
    assert not Forum.objects.filter(title__de__text="Sprache").exists()


def test_an_event_goes_with_its_programme() -> None:
    event = make_conference()
    make_item(event, forum=event.forums.first(), round=1, room=make_room(event))
    Event.objects.get(pk=event.pk).delete()
    assert (Item.objects.count(), Room.objects.count()) == (0, 0)
