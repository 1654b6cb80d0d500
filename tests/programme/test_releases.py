"""Releases: numbered versions, what changed, and who is told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from anpacken.core.texts import translated
from anpacken.events.models import Event
from anpacken.forums.actions import places
from anpacken.mail.models import OutgoingMail
from anpacken.mail.rendering import write
from anpacken.programme import affected, errors, snapshots, wording
from anpacken.programme.actions import items, releases, tellings
from anpacken.programme.choices import ChangeKind, ItemKind
from anpacken.programme.models import Item, Release, Telling
from anpacken.programme.queries import drafts, released
from anpacken.programme.queries.telling import recipients
from tests.factories.events import register
from tests.factories.forums import make_choice
from tests.factories.programme import AT, BY, DAY, at, make_conference, make_item, make_room

pytestmark = pytest.mark.django_db


def _release(event: Event, **given: object) -> Release:
    return releases.release(event=event, by=BY, at=AT, **given)  # type: ignore[arg-type]


def _changes(release: Release) -> list[tuple[str, list[ChangeKind]]]:
    return [(str(change.title), list(change.kinds)) for change in released.changes_of(release)]


def test_the_public_sees_the_latest_version_only() -> None:
    event = make_conference()
    assert released.latest(event) is None
    item = make_item(event)
    first = _release(event)
    items.move(item=item, on=DAY, begins_at=at("12:00"), ends_at=at("13:00"), room=None, seen=None, by=BY, at=AT)
    shown = released.latest(event)
    assert first.number == 1
    assert shown is not None
    assert shown.entries[0].begins_at == at("10:00")
    _release(event)
    shown = released.latest(event)
    assert shown is not None
    assert (shown.number, shown.entries[0].begins_at) == (2, at("12:00"))


def test_a_version_lists_what_changed_since_the_last() -> None:
    event = make_conference()
    hall = make_room(event)
    moved = make_item(event, title=translated(de="Bewegt"))
    roomed = make_item(event, "11:00", "12:00", title=translated(de="Verlegt"))
    spoken = make_item(event, "12:00", "13:00", title=translated(de="Besetzt"))
    make_item(event, "13:00", "14:00", title=translated(de="Gleich"))
    gone = make_item(event, "14:00", "15:00", title=translated(de="Weg"))
    assert _changes(_release(event)) == []
    items.move(item=moved, on=DAY, begins_at=at("09:00"), ends_at=at("10:00"), room=None, seen=None, by=BY, at=AT)
    items.move(item=roomed, on=DAY, begins_at=at("11:00"), ends_at=at("12:00"), room=hall, seen=None, by=BY, at=AT)
    spoken.contributions.add(event.contributions.get(name="Ada Muster"))
    items.remove(item=gone, by=BY, at=AT)
    make_item(event, "16:00", "17:00", title=translated(de="Neu"))
    second = _release(event)
    assert _changes(second) == [
        ("Bewegt", [ChangeKind.MOVED]),
        ("Verlegt", [ChangeKind.ROOM]),
        ("Besetzt", [ChangeKind.SPEAKER]),
        ("Neu", [ChangeKind.NEW]),
        ("Weg", [ChangeKind.GONE]),
    ]
    assert [wording.change(change) for change in released.changes_of(second)] == [
        "Jetzt 09:00–10:00 statt 10:00–11:00.",
        "Raum: Saal.",
        "Mit: Ada Muster.",
        "Neu: 20. Juni 2026, 16:00–17:00.",
        "Entfällt (bisher: 20. Juni 2026, 14:00–15:00).",
    ]


def test_a_word_that_is_mended_is_a_change_but_no_reason_for_a_mail() -> None:
    event = make_conference()
    item = make_item(event)
    _release(event)
    Item.objects.filter(pk=item.pk).update(title=translated(de="Vortrag!"))
    register(event, "ada@example.org")
    second = _release(event, tell_everybody=True)
    assert _changes(second) == [("Vortrag!", [ChangeKind.TEXT])]
    assert second.tellings.count() == 0


def test_a_snapshot_comes_back_from_json_as_it_was() -> None:
    event = make_conference()
    item = make_item(event, room=make_room(event, way="1. Stock"), contributions=list(event.contributions.all()))
    make_item(event, title=translated(), kind=ItemKind.FORUM, forum=event.forums.first(), round=1)
    entries = snapshots.of_items(drafts.items_of(event))
    assert snapshots.from_json(snapshots.to_json(entries)) == entries
    assert {str(entry.title) for entry in entries} == {"Vortrag", "Sprache"}
    before = snapshots.mark(entries)
    Item.objects.filter(pk=item.pk).update(ends_at=at("11:05"))
    assert snapshots.mark(snapshots.of_items(drafts.items_of(event))) != before


def test_nothing_to_release_nothing_changed_and_a_draft_that_moved_on() -> None:
    event = make_conference()
    with pytest.raises(errors.ProgrammeEmpty):
        _release(event)
    make_item(event)
    mark = snapshots.mark(snapshots.of_items(drafts.items_of(event)))
    make_item(event, "15:00", "16:00")
    with pytest.raises(errors.DraftChanged):
        _release(event, seen=mark)
    _release(event)
    with pytest.raises(errors.NothingChanged, match="Fassung 1"):
        _release(event)
    assert Release.objects.count() == 1


def test_conflicts_are_released_only_in_spite() -> None:
    event = make_conference()
    hall = make_room(event)
    make_item(event, room=hall)
    make_item(event, room=hall)
    with pytest.raises(errors.ConflictsStand):
        _release(event)
    assert _release(event, in_spite=True).number == 1


def test_everybody_with_a_seat_is_told_only_when_ticked() -> None:
    event = make_conference(capacity=1)
    seated = register(event, "ada@example.org", language="en")
    register(event, "waits@example.org")
    item = make_item(event)
    slot = make_item(event, "15:00", "16:00", title=translated(), forum=event.forums.first(), round=1)
    _release(event)
    for moved in (item, slot):
        items.move(item=moved, on=DAY, begins_at=at("16:30"), ends_at=at("17:00"), room=None, seen=None, by=BY, at=AT)
    OutgoingMail.objects.all().delete()
    second = _release(event, tell_everybody=True)
    (telling,) = second.tellings.all()
    assert telling.registration == seated
    assert [str(released.changes_of(second)[number].title) for number in telling.changes] == ["Vortrag"]
    assert tellings.walk(at=AT) == 1
    assert tellings.walk(at=AT + timedelta(minutes=1)) == 0
    mail = OutgoingMail.objects.get()
    written = write(template=mail.template, context=mail.context, language=mail.language)
    assert "Changes in the programme" in written.subject
    assert "Now 16:30–17:00 instead of 10:00–11:00." in written.text
    assert f"/en/veranstaltungen/{event.public_id}/programm/" in written.text
    assert mail.related_ref == seated.public_id


def test_nobody_is_told_without_a_tick() -> None:
    event = make_conference()
    register(event, "ada@example.org")
    make_item(event)
    assert _release(event).tellings.count() == 0


def test_the_first_version_can_be_told_to_all() -> None:
    event = make_conference()
    register(event, "ada@example.org")
    make_item(event)
    OutgoingMail.objects.all().delete()
    _release(event, tell_everybody=True, note=translated(de="Viel Freude damit."))
    tellings.walk(at=AT)
    mail = OutgoingMail.objects.get()
    written = write(template=mail.template, context=mail.context, language="de")
    assert written.subject.startswith("Das Programm ist da")
    assert "Viel Freude damit." in written.text


def test_who_has_cancelled_meanwhile_gets_no_mail() -> None:
    event = make_conference()
    registration = register(event, "ada@example.org")
    make_item(event)
    _release(event, tell_everybody=True)
    OutgoingMail.objects.all().delete()
    type(registration).objects.update(state="cancelled")
    assert tellings.walk(at=AT) == 0
    assert OutgoingMail.objects.count() == 0
    assert Telling.objects.filter(queued_at=None).count() == 0


def test_those_whom_a_finder_names_are_told_once_with_all_that_concerns_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    event = make_conference()
    one, other = register(event, "ada@example.org"), register(event, "ben@example.org")
    talk, slot = make_item(event), make_item(event, "15:00", "16:00", forum=event.forums.first(), round=1)
    _release(event)
    for moved in (talk, slot):
        items.move(item=moved, on=DAY, begins_at=at("17:00"), ends_at=at("18:00"), room=None, seen=None, by=BY, at=AT)
    changes = snapshots.changes(
        snapshots.from_json(Release.objects.get().snapshot), snapshots.of_items(drafts.items_of(event))
    )
    number = next(index for index, change in enumerate(changes) if change.round == 1)
    monkeypatch.setattr(affected, "_finders", {"test": lambda _event, _changes: [(other, [number])]})
    found = recipients(event, changes, affected_too=True, everybody=True)
    assert [(each.registration, len(each.changes)) for each in found] == [(one, 1), (other, 2)]
    assert [each.registration for each in recipients(event, changes, affected_too=True, everybody=False)] == [other]


def test_of_a_moved_slot_only_those_with_a_place_in_it_or_waiting_for_one_are_told() -> None:
    event, slots, _choice = make_choice(1, 5)
    ada, ben, cem, dora = (register(event, f"{name}@example.org") for name in ("ada", "ben", "cem", "dora"))
    places.choose(registration=ada, wanted={1: slots[1, 1], 2: slots[2, 2]}, by=BY, at=AT)
    places.queue(registration=ben, item=slots[1, 1], by=BY, at=AT)
    places.choose(registration=cem, wanted={1: slots[1, 2]}, by=BY, at=AT)
    _release(event)
    slot = slots[1, 1]
    slot.refresh_from_db()
    items.move(item=slot, on=DAY, begins_at=at("12:00"), ends_at=at("13:00"), room=None, seen=None, by=BY, at=AT)
    second = _release(event, tell_affected=True)
    assert {telling.registration for telling in second.tellings.all()} == {ada, ben}
    OutgoingMail.objects.all().delete()
    tellings.walk(at=AT)
    assert sorted(OutgoingMail.objects.values_list("to_email", flat=True)) == ["ada@example.org", "ben@example.org"]
    assert dora.state == "confirmed"
