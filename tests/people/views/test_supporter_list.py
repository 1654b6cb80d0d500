from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from anpacken.alliance.models import Theme
from anpacken.core.texts import translated
from anpacken.media.models import Picture
from anpacken.people import wordings
from anpacken.people.actions import consents, my_pages, releases
from anpacken.people.choices import Channel, ReleaseState
from anpacken.people.models import Organisation, Person
from anpacken.people.queries.releases import seen
from tests.factories.people import (
    AT,
    BY,
    LISTING,
    PHOTO,
    STATEMENT,
    make_district,
    make_institution,
    make_person,
    words,
)

pytestmark = pytest.mark.django_db
PATH = "/unterstuetzende/"


def test_an_empty_register_says_what_to_do(client: Client) -> None:
    page = client.get(PATH).content.decode()
    assert "Noch wird hier niemand genannt" in page


def test_names_numbers_and_search(client: Client) -> None:
    make_district()
    make_person(1, last_name="Özdemir", postcode="38518", consents=words(LISTING))
    make_person(2, last_name="Quiet", postcode="38518")
    make_institution(1, name="Ölmühle", consents=words(LISTING))
    page = client.get(PATH).content.decode()
    assert "Ada Özdemir" in page
    assert "Quiet" not in page
    found = client.get(PATH, {"q": "ölm"}).content.decode()
    assert "Ölmühle" in found
    assert "Özdemir" not in found
    assert "Niemand gefunden" in client.get(PATH, {"q": "xyz"}).content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "q=%00",
        "q=" + "a" * 5000,
        "region=nowhere",
        "theme=nothing",
        "theme=%00",
        "kind=ghost",
        "page=999999",
        "page=-1",
        "page=x",
        "page=%00",
        "q=%E2%80%AE",
    ],
)
def test_senseless_filters_filter_nothing_and_break_nothing(client: Client, query: str) -> None:
    assert client.get(f"{PATH}?{query}").status_code == 200


def test_thirty_lines_cost_no_more_queries_than_one(client: Client) -> None:
    make_district()
    make_person(0, postcode="38518", consents=words(LISTING))
    client.get(PATH)
    costs = []
    for many in (1, 30):
        for number in range(1, many):
            make_person(number, postcode="38518", consents=words(LISTING))
        with CaptureQueriesContext(connection) as seen:
            page = client.get(PATH).content.decode()
        costs.append(len(seen))
    assert costs[0] == costs[1] <= 14
    assert page.count('class="supporter-name"') == 25
    assert client.get(PATH, {"page": 2}).content.decode().count('class="supporter-name"') == 5


def test_the_page_is_the_same_for_everybody(client: Client) -> None:
    answer = client.get(PATH)
    assert not answer.cookies


def pictured(person: Person | Organisation, media: Path) -> Picture:
    upload = SimpleUploadedFile("face.png", png())
    my_pages.set_picture(subject=person, upload=upload, credit="Foto: Ada Muster", by=BY, at=AT)
    picture = person.portrait if isinstance(person, Person) else person.logo
    assert picture is not None
    return picture


def png() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (300, 300), "teal").save(made, "PNG")
    return made.getvalue()


def test_statement_and_picture_stand_there_only_with_a_consent_of_their_own_and_once_released(
    client: Client, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    person = make_person(1, consents=words(LISTING))
    institution = make_institution(1, consents=words(LISTING, institution=True))
    for subject in (person, institution):
        subject.statement = f"Weil wir hier leben, {subject}."
        subject.save()
        pictured(subject, tmp_path)
    page = client.get(PATH).content.decode()
    assert "Weil wir hier leben" not in page
    assert "<picture>" not in page
    assert "Muster1" not in client.get("/bildnachweise/").content.decode()
    for subject in (person, institution):
        for wording in words(STATEMENT, PHOTO, institution=subject is institution):
            facts: dict[str, Any] = {"asked_at": AT, "evidence": "x", "by": BY, "at": AT}
            consents.give(subject=subject, wording=wording, channel=Channel.DESK, **facts)
    page = client.get(PATH).content.decode()
    assert "Weil wir hier leben" not in page
    assert "<picture>" not in page
    for subject in (person, institution):
        for purpose in (STATEMENT, PHOTO):
            given = {"purpose": purpose, "state": ReleaseState.RELEASED, "seen": seen(subject, purpose)}
            releases.decide(subject=subject, **given, by=BY, at=AT)
    page = client.get(PATH).content.decode()
    assert page.count("Weil wir hier leben") == page.count("<picture>") == 2
    assert 'alt="Foto: Ada Muster1"' in page
    assert 'alt="Logo: Verein 1"' in page
    consents.withdraw(subject=person, purpose=LISTING, channel=Channel.LINK, by=BY, at=AT + timedelta(hours=1))
    consents.withdraw(subject=institution, purpose=PHOTO, channel=Channel.LINK, by=BY, at=AT + timedelta(hours=1))
    page = client.get(PATH).content.decode()
    assert "Ada Muster1" not in page
    assert page.count("Weil wir hier leben") == 1
    assert "<picture>" not in page


def test_by_theme_only_who_agreed_that_the_list_tells_their_themes(client: Client) -> None:
    theme = Theme.objects.create(slug="work", name=translated(de="Arbeit"))
    old = wordings.wording(LISTING, "de", alliance="Niedersachsen packt an", version="2026-11")
    make_person(1, last_name="Neu", consents=words(LISTING)).themes.add(theme)
    make_person(2, last_name="Alt", consents=[old]).themes.add(theme)
    make_institution(1, name="Verein Arbeit", consents=words(LISTING, institution=True)).themes.add(theme)
    make_person(3, last_name="Ohne", consents=words(LISTING))
    page = client.get(PATH, {"theme": "work"}).content.decode()
    assert "Ada Neu" in page
    assert "Verein Arbeit" in page
    assert "Ada Alt" not in page
    assert "Ada Ohne" not in page
    assert "Ada Alt" in client.get(PATH).content.decode()
    assert "Verein Arbeit" not in client.get(PATH, {"theme": "work", "kind": "person"}).content.decode()


def test_by_region_and_theme_together(client: Client) -> None:
    make_district()
    theme = Theme.objects.create(slug="work", name=translated(de="Arbeit"))
    make_person(1, last_name="Beides", postcode="38518", consents=words(LISTING)).themes.add(theme)
    make_person(2, last_name="Anderswo", consents=words(LISTING)).themes.add(theme)
    make_person(3, last_name="Themenlos", postcode="38518", consents=words(LISTING))
    region = Person.objects.get(last_name="Beides").district.region.code  # type: ignore[union-attr]
    page = client.get(PATH, {"region": region}).content.decode()
    assert [name in page for name in ("Beides", "Anderswo", "Themenlos")] == [True, False, True]
    page = client.get(PATH, {"region": region, "theme": "work"}).content.decode()
    assert [name in page for name in ("Beides", "Anderswo", "Themenlos")] == [True, False, False]
