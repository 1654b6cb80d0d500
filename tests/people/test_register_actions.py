"""Affiliations, roles, tags, notes and fields of our own, as actions write them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from anpacken.alliance.models import Theme
from anpacken.audit.models import Entry
from anpacken.core.texts import translated
from anpacken.people.actions import affiliations, custom_fields, notes, roles, tags
from anpacken.people.actions.affiliations import Terms
from anpacken.people.choices import AffiliationKind, RoleKind
from anpacken.people.errors import (
    AffiliationKnown,
    AnswerInUse,
    AnswersMissing,
    DatesTurned,
    FieldAnswered,
    NoteOfAnother,
    RoleHeld,
    SupportEndsOtherwise,
    TagKnown,
    TopicOfContact,
)
from anpacken.people.models import Affiliation, CustomField, CustomValue, Note, Role, Tag
from tests.factories.accounts import make_user
from tests.factories.people import AT, BY, make_institution, make_person

pytestmark = pytest.mark.django_db
DAY = date(2019, 10, 10)


def nothing() -> None:
    """A form without related rows."""


def own_field(**facts: Any) -> CustomField:
    given = {"owner": "person", "kind": "text", "label": translated(de="Feld", en="Field")}
    return CustomField.objects.create(**{**given, **facts})


def test_an_affiliation_is_entered_corrected_ended_and_told_at_both() -> None:
    person, organisation = make_person(1), make_institution(1)
    Entry.objects.all()
    made = affiliations.add(
        person=person, organisation=organisation, terms=Terms(AffiliationKind.WORKS, function="Leitung"), by=BY, at=AT
    )
    affiliations.change(affiliation=made, terms=Terms(AffiliationKind.BOARD, from_on=date(2018, 1, 1)), by=BY, at=AT)
    for _again in range(2):
        affiliations.end(affiliation=made, by=BY, at=AT)
    made.refresh_from_db()
    assert (made.kind, made.function, made.from_on, made.until_on) == ("board", "", date(2018, 1, 1), DAY)
    told = Entry.objects.filter(action__startswith="affiliation.").order_by("pk")
    assert [(entry.action, entry.target_type) for entry in told] == [
        ("affiliation.added", "people.person"),
        ("affiliation.added", "people.organisation"),
        ("affiliation.changed", "people.person"),
        ("affiliation.changed", "people.organisation"),
        ("affiliation.ended", "people.person"),
        ("affiliation.ended", "people.organisation"),
    ]
    assert "Muster" not in str([entry.details for entry in told])
    affiliations.remove(affiliation=made, by=BY, at=AT)
    assert not Affiliation.objects.exists()


def test_an_affiliation_that_begins_later_ends_when_it_would_have_begun() -> None:
    terms = Terms(AffiliationKind.WORKS, from_on=date(2020, 1, 1))
    made = affiliations.add(person=make_person(1), organisation=make_institution(1), terms=terms, by=BY, at=AT)
    affiliations.end(affiliation=made, by=BY, at=AT)
    assert Affiliation.objects.get().until_on == date(2020, 1, 1)


def test_affiliations_that_make_no_sense_are_refused() -> None:
    person, organisation = make_person(1), make_institution(1)
    theme = Theme.objects.create(slug="x", name=translated(de="Sprache"), position=1)

    def add(terms: Terms) -> None:
        affiliations.add(person=person, organisation=organisation, terms=terms, by=BY, at=AT)

    with pytest.raises(DatesTurned):
        add(Terms(AffiliationKind.WORKS, from_on=date(2019, 2, 1), until_on=date(2019, 1, 1)))
    with pytest.raises(TopicOfContact):
        add(Terms(AffiliationKind.WORKS, theme=theme))
    assert not Affiliation.objects.exists()
    add(Terms(AffiliationKind.CONTACT, theme=theme))
    with pytest.raises(AffiliationKnown):
        add(Terms(AffiliationKind.CONTACT, theme=theme))
    add(Terms(AffiliationKind.CONTACT))
    assert Affiliation.objects.count() == 2


@pytest.mark.parametrize("kind", [kind for kind in RoleKind if kind != RoleKind.SUPPORTER])
def test_every_role_begins_is_corrected_and_ends(kind: RoleKind) -> None:
    person = make_person(1)
    role = roles.enter(subject=person, kind=kind, from_on=DAY, until_on=None, remark="Preis", by=BY, at=AT)
    with pytest.raises(RoleHeld):
        roles.enter(subject=person, kind=kind, from_on=DAY, until_on=None, remark="", by=BY, at=AT)
    with pytest.raises(DatesTurned):
        roles.correct(role=role, from_on=DAY, until_on=DAY - timedelta(days=1), remark="", by=BY, at=AT)
    roles.correct(role=role, from_on=date(2019, 1, 1), until_on=DAY, remark="Jury", by=BY, at=AT)
    role = Role.objects.get(kind=kind)
    assert (role.from_on, role.until_on, role.remark) == (date(2019, 1, 1), DAY, "Jury")
    roles.enter(subject=person, kind=kind, from_on=DAY, until_on=None, remark="", by=BY, at=AT)
    with pytest.raises(RoleHeld):
        roles.correct(role=role, from_on=date(2019, 1, 1), until_on=None, remark="", by=BY, at=AT)


def test_support_that_lasts_is_not_ended_by_a_date() -> None:
    role = make_person(1).roles.get()
    with pytest.raises(SupportEndsOtherwise):
        roles.correct(role=role, from_on=role.from_on, until_on=DAY, remark="", by=BY, at=AT)
    roles.correct(role=role, from_on=date(2017, 1, 1), until_on=None, remark="", by=BY, at=AT)
    assert Role.objects.get().from_on == date(2017, 1, 1)


def test_tags_are_made_on_the_way_and_capitals_make_no_other() -> None:
    first = tags.named(["Presse", "Übergänge"], by=BY)
    again = tags.named(["PRESSE", "ubergange", "Neu", " neu "], by=BY)
    assert [tag.name for tag in again] == ["Presse", "Übergänge", "Neu"]
    assert again[:2] == first
    assert Entry.objects.filter(action="tag.created").count() == 3
    with pytest.raises(TagKnown):
        tags.save(record=Tag(name="presse"), changed=["name"], save_related=nothing, by=BY)
    person = make_person(1)
    person.tags.set(first)
    tags.delete(record=first[0], by=BY)
    assert [tag.name for tag in person.tags.all()] == ["Übergänge"]
    assert Entry.objects.get(action="tag.deleted").details == {"persons": 1, "organisations": 0}


def test_a_note_is_deleted_by_its_writer_or_the_office() -> None:
    writer, other = make_user("editor").as_actor(), make_user("editor").as_actor()
    person = make_person(1)
    note = notes.write(subject=person, text="Gespräch am Telefon.", by=writer, at=AT)
    assert (note.author_name, note.written_at) == (writer.label, AT)
    with pytest.raises(NoteOfAnother):
        notes.delete(note=note, is_office=False, by=other, at=AT)
    notes.delete(note=note, is_office=False, by=writer, at=AT)
    notes.delete(note=notes.write(subject=person, text="X", by=writer, at=AT), is_office=True, by=other, at=AT)
    assert not Note.objects.exists()
    assert "Gespräch" not in str(list(Entry.objects.values_list("details", flat=True)))


def test_a_field_that_is_answered_keeps_its_kind_and_its_answers() -> None:
    field = own_field(kind="choice", answers=["Rot", "Blau"])
    field.answers = ["Rot"]
    with pytest.raises(AnswersMissing):
        custom_fields.save(record=field, changed=["answers"], save_related=nothing, by=BY)
    field.kind = "text"
    custom_fields.save(record=field, changed=["kind"], save_related=nothing, by=BY)
    field.kind, field.answers = "choice", ["Rot", "Blau", "Grün"]
    custom_fields.save(record=field, changed=["kind"], save_related=nothing, by=BY)
    custom_fields.answer(subject=make_person(1), answers={field: "Rot"})
    field.answers = ["Blau", "Grün"]
    with pytest.raises(AnswerInUse):
        custom_fields.save(record=field, changed=["answers"], save_related=nothing, by=BY)
    field.answers = ["Grün", "Rot"]
    custom_fields.save(record=field, changed=["answers"], save_related=nothing, by=BY)
    for changed in ({"kind": "text"}, {"owner": "organisation"}):
        again = CustomField.objects.get()
        for name, value in changed.items():
            setattr(again, name, value)
        with pytest.raises(FieldAnswered):
            custom_fields.save(record=again, changed=list(changed), save_related=nothing, by=BY)


@pytest.mark.parametrize(
    ("kind", "column", "value"),
    [
        ("text", "text", "frei"),
        ("choice", "text", "Rot"),
        ("number", "number", Decimal("12.5")),
        ("date", "day", date(2019, 5, 1)),
        ("flag", "flag", False),
    ],
)
def test_an_answer_stands_in_the_column_of_its_kind_once(kind: str, column: str, value: Any) -> None:
    field, person = own_field(kind=kind), make_person(1)
    for _again in range(2):
        custom_fields.answer(subject=person, answers={field: value})
    assert getattr(CustomValue.objects.get(), column) == value
    custom_fields.answer(subject=person, answers={field: None})
    assert not CustomValue.objects.exists()
