"""What the office has looked at stands in public; nothing else does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from anpacken.audit.models import Entry
from anpacken.core.transitions import TransitionRefused
from anpacken.people.actions import consents, erasures, merges, my_pages, releases, supporters
from anpacken.people.choices import Channel, ConsentPurpose, ReleaseState
from anpacken.people.errors import ChangedSinceSeen, NothingToRelease
from anpacken.people.models import Organisation, Person, Release
from anpacken.people.queries.releases import loaded, offers, seen, state_of
from anpacken.people.queries.supporters import public_list, shown
from tests.factories.people import AT, BY, LISTING, PHOTO, STATEMENT, make_institution, make_person, words
from tests.people.views.test_supporter_list import png

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(hours=1)
Subject = Person | Organisation


def with_statement(number: int = 1, said: str = "Weil wir hier leben.") -> Person:
    return saying(make_person(number, consents=words(LISTING, STATEMENT)), said)


def saying(person: Person, said: str) -> Person:
    person.statement = said
    person.save(update_fields=["statement"])
    return person


def decide(subject: Subject, state: ReleaseState, purpose: ConsentPurpose = STATEMENT, **how: Any) -> Release:
    facts = {"seen": seen(subject, purpose), "by": BY, "at": LATER, **how}
    return releases.decide(subject=subject, purpose=purpose, state=state, **facts)


def in_public() -> list[str]:
    at = LATER + timedelta(minutes=1)
    return [one.statement for one in shown(public_list(at=at), at=at) if one.statement]


def waiting(**how: Any) -> list[tuple[str, str]]:
    found = loaded(offers(at=LATER, **how))
    return [(str(one.subject), one.purpose.value) for one in found]


def test_a_statement_waits_until_it_is_released_and_goes_with_its_consent() -> None:
    person = with_statement()
    assert in_public() == []
    assert waiting() == [("Ada Muster1", "statement")]
    decide(person, ReleaseState.RELEASED)
    assert in_public() == ["Weil wir hier leben."]
    assert waiting() == []
    assert waiting(state="released") == [("Ada Muster1", "statement")]
    entry = Entry.objects.get(action="release.released")
    assert (entry.target_ref, entry.details) == (person.public_id, {"purpose": "statement"})
    consents.withdraw(subject=person, purpose=STATEMENT, channel=Channel.LINK, by=BY, at=LATER)
    assert in_public() == []
    assert waiting(state="released") == []


def test_leaving_takes_it_off_as_well() -> None:
    person = with_statement()
    decide(person, ReleaseState.RELEASED)
    supporters.leave(subject=person, channel=Channel.LINK, by=BY, at=LATER)
    assert in_public() == []


def test_what_is_changed_after_the_release_waits_again() -> None:
    person = with_statement()
    decide(person, ReleaseState.RELEASED)
    person.statement = "Kauft bei mir!"
    my_pages.change(subject=person, changed=["statement"], save_related=lambda: None, by=BY)
    assert in_public() == []
    assert waiting() == [("Ada Muster1", "statement")]
    decide(person, ReleaseState.DECLINED)
    assert (in_public(), waiting(), waiting(state="declined")) == ([], [], [("Ada Muster1", "statement")])
    decide(person, ReleaseState.RELEASED)
    assert in_public() == ["Kauft bei mir!"]
    assert Release.objects.count() == 1


def test_what_nobody_looked_at_is_not_released() -> None:
    person = with_statement()
    looked_at = seen(person, STATEMENT)
    Person.objects.update(statement="Something else.")
    with pytest.raises(ChangedSinceSeen):
        decide(person, ReleaseState.RELEASED, seen=looked_at)
    with pytest.raises(ChangedSinceSeen):
        decide(person, ReleaseState.RELEASED, seen="")
    assert Release.objects.count() == Entry.objects.filter(action__startswith="release").count() == 0


def test_nothing_is_released_without_consent_without_something_and_after_erasing() -> None:
    quiet = saying(make_person(1, consents=words(LISTING)), "Not for the public.")
    empty = make_person(2, consents=words(LISTING, STATEMENT))
    gone = with_statement(3)
    looked_at = seen(gone, STATEMENT)
    decide(gone, ReleaseState.RELEASED)
    erasures.erase(subject=gone, by=BY, at=LATER)
    for person, token in ((quiet, seen(quiet, STATEMENT)), (empty, ""), (gone, looked_at)):
        with pytest.raises(NothingToRelease):
            decide(person, ReleaseState.RELEASED, seen=token)
    assert waiting() == []
    assert Release.objects.count() == 0


@pytest.mark.parametrize("state", [ReleaseState.RELEASED, ReleaseState.DECLINED])
def test_the_same_decision_twice_is_one(state: ReleaseState) -> None:
    person = with_statement()
    decide(person, state)
    with pytest.raises(TransitionRefused):
        decide(person, state)
    assert Entry.objects.filter(action__startswith="release").count() == 1


def test_pictures_of_both_kinds_wait_and_another_picture_waits_anew(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    person = make_person(1, consents=words(LISTING, PHOTO))
    institution = make_institution(1, consents=words(LISTING, PHOTO, institution=True))
    for subject in (person, institution):
        give_picture(subject)
    assert waiting() == [("Verein 1", "photo"), ("Ada Muster1", "photo")]
    assert waiting(kind="person", purpose="photo") == [("Ada Muster1", "photo")]
    assert waiting(purpose="statement") == []
    assert waiting(q="verein") == [("Verein 1", "photo")]
    decide(person, ReleaseState.RELEASED, PHOTO)
    assert state_of(person, PHOTO) == ReleaseState.RELEASED
    give_picture(person)
    assert state_of(person, PHOTO) == ReleaseState.WAITING
    assert Release.objects.count() == 0


def give_picture(subject: Subject) -> None:
    upload = SimpleUploadedFile("face.png", png())
    my_pages.set_picture(subject=subject, upload=upload, credit="Foto: Ada Muster", by=BY, at=AT)


def test_a_decision_is_about_the_statement_that_a_merge_keeps() -> None:
    kept, shadow = with_statement(1, "One."), with_statement(2, "Two.")
    decide(shadow, ReleaseState.RELEASED)
    merge = merges.merge(kept=kept, shadow=shadow, chosen={"statement": "kept"}, by=BY, at=LATER)
    kept.refresh_from_db()
    assert in_public() == []
    assert waiting() == [("Ada Muster1", "statement")]
    decide(kept, ReleaseState.RELEASED)
    assert in_public() == ["One."]
    merges.undo(merge=merge, by=BY, at=LATER)
    # Decided since the merge: on the safe side, both are looked at again.
    assert in_public() == []
    assert waiting() == [("Ada Muster1", "statement"), ("Ada Muster2", "statement")]
