"""What somebody is told that we hold about them is everything that we hold about them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import translation

from anpacken.alliance.models import Theme
from anpacken.core import clock
from anpacken.core.texts import translated
from anpacken.events.models import Registration
from anpacken.market.models import Application
from anpacken.people import chapters
from anpacken.people.choices import AffiliationKind, FieldKind, FieldOwner, MergeState
from anpacken.people.models import (
    Affiliation,
    Consent,
    CustomField,
    CustomValue,
    DuplicatePair,
    Merge,
    Note,
    Organisation,
    Person,
    Role,
    SignUp,
    SpokenLanguage,
    Tag,
)
from anpacken.people.queries import holdings
from anpacken.people.queries.held import everything
from tests.factories.events import make_event
from tests.factories.events import register as register_for
from tests.factories.people import AT, asked, confirm, make_institution, make_person

NOW = datetime(2026, 8, 1, 9, 0, tzinfo=UTC)

# Each table that can hold somebody's data, and the chapter that tells of it.
COVERED = {
    "people.Person": "register",
    "people.Organisation": "register",
    "people.SpokenLanguage": "register",
    "people.CustomValue": "register",
    "people.PersonLogin": "register",
    "people.Release": "register",
    "people.SignUp": "sign_ups",
    "people.Role": "roles",
    "people.Affiliation": "affiliations",
    "people.Consent": "consents",
    "people.Confirmation": "consents",
    "people.Note": "notes",
    "people.DuplicatePair": "comparisons",
    "people.Merge": "comparisons",
    "invitations.Invitation": "invitations",
    "events.Member": "registrations",
    "mail.OutgoingMail": "mails",
    "events.Registration": "registrations",
    "forums.Wish": "forums",
    "forums.Place": "forums",
    "questions.Answer": "questions",
    "market.Application": "stands",
    "door.Scan": "attendance",
}
# Tables that no chapter tells of, each with its reason.
NOT_TOLD = {
    "accounts.User": "log-ins of staff; that a supporter has one of their own stands in the register's chapter",
    "accounts.Invitation": "invitations of staff, deleted after their time",
    "alliance.Alliance": "the alliance's own address",
    "events.EventPartner": "an organisation's part in an event, published with the event",
    "impact.Prize": "prizes are published with their winners",
    "letters.LetterCopy": "to whom a letter went; the mail itself stands in the mails' chapter",
    "market.Stand": "a spot on a floor plan; who has it is public and hangs on the application",
    "network.Project": "projects are published with the organisation behind them",
    "questions.Request": "when somebody was asked to answer; the mail itself stands in the mails' chapter",
    "surveys.SurveyInvitation": "who was asked; the mail stands in the mails' chapter, and answers are nobody's",
    "programme.Telling": "who is to get a mail about a release; the mail itself stands in the mails' chapter",
}
ADDRESSES = {"email", "email_key", "to_email", "to_key"}
SUBJECTS = {Person, Organisation, Registration, Application}


def _holds_people(model: type[models.Model]) -> bool:
    fields = model._meta.get_fields()
    related = {field.related_model for field in fields if field.concrete and field.is_relation}
    return bool(SUBJECTS & related) or bool(ADDRESSES & {field.name for field in fields})


@pytest.mark.once
def test_every_table_that_can_hold_somebody_is_told_or_has_a_reason_not_to_be() -> None:
    holding = {
        model._meta.label
        for model in apps.get_models(include_auto_created=False)
        if model.__module__.startswith("anpacken.") and _holds_people(model)
    }
    named = {chapter.name for chapter in chapters.every()}
    assert holding - set(COVERED) - set(NOT_TOLD) == set(), "Tell of it in a chapter, or give the reason in NOT_TOLD."
    assert set(COVERED.values()) <= named
    assert (set(COVERED) | set(NOT_TOLD)) - {model._meta.label for model in apps.get_models()} == set()


# Columns that say nothing of their own: keys, folds of other columns, what the register's chapter tells elsewhere.
SILENT = {
    "id", "email_key", "name_key", "search_key", "merged_into", "erased_at", "themes", "tags", "person", "organisation",
    "copy_of", "confirmation", "public_id", "confirmation_mail", "consents",
}  # fmt: skip


@pytest.mark.once
@pytest.mark.parametrize(
    ("model", "told"),
    [
        (Person, holdings.PERSON),
        (Organisation, holdings.ORGANISATION),
        (SignUp, holdings.SIGN_UP),
        (Consent, holdings.CONSENT),
    ],
)
def test_every_column_is_told(model: type[models.Model], told: tuple[str, ...]) -> None:
    own = {field.name for field in [*model._meta.fields, *model._meta.many_to_many]}
    assert own - set(told) - SILENT == set()


@pytest.fixture
def english() -> Iterator[None]:
    with clock.frozen(NOW), translation.override("en"):
        yield


@pytest.mark.django_db
@pytest.mark.usefixtures("english")
def test_all_that_was_entered_anywhere_is_found_again() -> None:
    person = confirm(asked(postcode="38518"))
    assert isinstance(person, Person)
    person.phone, person.place, person.statement = "05371-7788", "Gifhorn", "Because neighbours matter."
    person.save()
    person.themes.add(Theme.objects.create(slug="sport", name=translated(de="Sport", en="Sports")))
    person.tags.add(Tag.objects.create(name="calls-us"))
    SpokenLanguage.objects.create(person=person, code="fa")
    for kind, value in (
        (FieldKind.TEXT, {"text": "bakes cakes"}),
        (FieldKind.NUMBER, {"number": "17.5"}),
        (FieldKind.DATE, {"day": date(1980, 2, 29)}),
        (FieldKind.FLAG, {"flag": True}),
    ):
        field = CustomField.objects.create(
            owner=FieldOwner.PERSON, kind=kind, label=translated(de=kind, en=f"Own {kind}")
        )
        CustomValue.objects.create(field=field, person=person, **value)
    Note.objects.create(person=person, text="Knows the mayor.", author_name="Vera Muster")
    Role.objects.create(person=person, kind="ambassador", from_on=date(2020, 1, 1), remark="for the north")
    Affiliation.objects.create(
        person=person, organisation=make_institution(), kind=AffiliationKind.BOARD, function="treasurer"
    )
    event = make_event()
    register_for(event, "ada@example.org", support_needs="a ramp", companions=2, organisation="Chor")
    shadow = make_person(7)
    shadow.merged_into = person
    shadow.save()
    Merge.objects.create(kept_person=person, shadow_person=shadow, state=MergeState.DONE, merged_at=AT)
    DuplicatePair.objects.create(first_person=person, second_person=shadow)

    held = everything(person)
    text = json.dumps(held, cls=DjangoJSONEncoder, ensure_ascii=False)
    for mark in (
        "Ada", "Muster", "ada@example.org", "38518", "05371-7788", "Gifhorn", "Because neighbours matter.", "Sports",
        "calls-us", "فارسی", "bakes cakes", "17.5",
        "1980-02-29", "Own flag", "Knows the mayor.", "for the north", "ambassador",
        "Verein 1", "treasurer", str(event.title), "a ramp", "Chor", "ada7@example.org", "Muster7",
        "newsletter", "given", "web form", "Compared with another record", "Put together with another record",
    ):  # fmt: skip
        assert mark in text, mark
    # Who of the office wrote the note is about somebody else.
    assert "Vera Muster" not in text
    assert held["for"] == "Ada Muster"
    assert [chapter["name"] for chapter in held["chapters"]].count("mails") == 1
    mails = next(chapter["entries"] for chapter in held["chapters"] if chapter["name"] == "mails")
    assert len(mails) == 3  # confirmation, welcome, ticket


@pytest.mark.django_db
@pytest.mark.usefixtures("english")
def test_nothing_about_anybody_else_is_told() -> None:
    person, other = make_person(1), make_person(2)
    Note.objects.create(person=other, text="secret")
    register_for(make_event(), other.email)
    text = json.dumps(everything(person), cls=DjangoJSONEncoder)
    assert "Muster2" not in text
    assert "secret" not in text
    assert "ada2@example.org" not in text


@pytest.mark.django_db
@pytest.mark.usefixtures("english")
def test_an_organisation_is_told_with_its_contact_person() -> None:
    verein = make_institution()
    verein.contact_name, verein.phone = "Bo Beispiel", "0511-1"
    verein.save()
    text = json.dumps(everything(verein), cls=DjangoJSONEncoder)
    assert "Bo Beispiel" in text
    assert "0511-1" in text
