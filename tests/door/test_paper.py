"""Badges and attendance sheets: who is on them, in which letters, where on the sheet, and who may print."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from anpacken.accounts.choices import Role
from anpacken.audit.models import Entry
from anpacken.core import clock
from anpacken.core.scripts import direction_of
from anpacken.door.paper import attending, printing
from anpacken.door.paper.labels import SHEETS
from anpacken.door.queries import people
from anpacken.events.actions import registrations
from anpacken.events.models import Event, Registration
from anpacken.forums.actions import places
from anpacken.people.models import SpokenLanguage
from anpacken.places.models import Region
from anpacken.programme.models import Room
from tests.factories.events import AT, BY, make_event, register
from tests.factories.forums import make_choice
from tests.factories.people import make_person
from tests.impact.test_pdf import words_of

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]

PEOPLE = {
    "Дарина Коваленко-Ґалаґан": "Спілка українок",
    "Şükrü İğneciğil": "Ağrı Derneği",
    "محمد الخطيب": "جمعية الصداقة",
    "پژمان گلچهره": "انجمن ایرانیان",
}


@pytest.fixture(autouse=True)
def _now():
    with clock.frozen(AT), translation.override("en"):
        yield


def url(name: str, event: Event) -> str:
    return reverse(f"door_office:{name}", args=[event.public_id])


def guests(event: Event, *names: str, **details: Any) -> list[Any]:
    return [register(event, f"gast{number}@example.org", name=name, **details) for number, name in enumerate(names)]


def fonts_of(document: bytes) -> set[str]:
    """The families that are embedded."""
    with pikepdf.open(io.BytesIO(document)) as pdf:
        found = {
            str(font.BaseFont)
            for page in pdf.pages
            for font in page.resources.get("/Font", pikepdf.Dictionary()).values()
        }
    return {name.split("+")[1].split("-")[0] for name in found}


def pages_of(document: bytes) -> int:
    with pikepdf.open(io.BytesIO(document)) as pdf:
        return len(pdf.pages)


def badges(event: Event, code: str = "2x5", *, first: int = 1, languages: bool = False) -> bytes:
    return printing.badges(event, attending.everybody(event), SHEETS[code], first=first, languages=languages)


def test_names_in_four_scripts_are_printed_with_letters_of_our_own() -> None:
    """No name may hang on what a server happens to have: a letter that is missing would be printed as "?"."""
    event = make_event()
    for number, (name, organisation) in enumerate(PEOPLE.items()):
        register(event, f"gast{number}@example.org", name=name, organisation=organisation)
    for document in (badges(event), printing.attendance(event, [(None, attending.everybody(event))])):
        words = words_of(document)
        assert "Дарина" in words
        assert "Ґалаґан" in words
        assert "Şükrü" in words
        assert "İğneciğil" in words
        assert "?" not in words
        # What is read out of a PDF may have Arabic letters in another order; all of them are there.
        assert set("محمدالخطيبپژمانگلچهره") <= set(words)
        assert fonts_of(document) == {"Commissioner", "NotoSansArabic"}


def test_people_stand_in_the_order_of_their_family_names() -> None:
    event = make_event()
    guests(event, "Zoe Ahrens", "Anna Öztürk", "Dr. Bert Pohl", "Cem Ahrens", "Ida von Ostrow")
    assert [one.name for one in attending.everybody(event)] == [
        "Cem Ahrens",
        "Zoe Ahrens",
        "Ida von Ostrow",
        "Anna Öztürk",
        "Dr. Bert Pohl",
    ]


@pytest.mark.parametrize(
    ("text", "way"), [("محمد Khatib", "rtl"), ("2. پژمان", "rtl"), ("Anna", "ltr"), ("Дарина", "ltr"), ("–", "ltr")]
)
def test_a_text_runs_the_way_of_its_first_letter(text: str, way: str) -> None:
    assert direction_of(text) == way


def test_a_badge_says_organisation_forums_rooms_and_companions() -> None:
    event, slots, _choice = make_choice(9, 9)
    slots[2, 2].room = Room.objects.create(event=event, name="Saal Leine")
    slots[2, 2].save()
    guest = register(event, "ada@example.org", name="Ada Muster", organisation="Verein Brücke", companions=2)
    places.choose(registration=guest, wanted={1: slots[1, 1], 2: slots[2, 2]}, by=BY, at=AT)
    assert words_of(badges(event)) == "Ada Muster Verein Brücke 1 Forum 1 2 Forum 2 · Saal Leine +2"


def test_a_badge_says_the_languages_of_the_person_in_their_own_names() -> None:
    """Not the event's. Plain language is German; a language whose letters we cannot print is named in ours."""
    event = make_event(spoken=["en"], interpreted=["fr"], max_group=9)
    people = [
        register(event, "ada@example.org", name="Ada", language="ar"),
        register(event, "bea@example.org", name="Bea", language="de-x-leicht"),
        register(event, "cem@example.org", name="Cem", language="de", is_group=True, companions=1, members=["Dua"]),
    ]
    person = make_person()
    Registration.objects.filter(pk=people[1].pk).update(person=person)
    for code in ("ar", "de", "kmr", "ti", "uk"):
        SpokenLanguage.objects.create(person=person, code=code)
    given = attending.everybody(event)
    assert list(attending.languages(event, given).values()) == [["ar"], ["de", "ar", "kmr", "ti", "uk"], ["de"]]
    data = printing.badge_data(event, given, languages=True)
    assert [(one["name"]["text"], [own["text"] for own in one["languages"]]) for one in data] == [
        ("Ada", ["العربيّة"]),
        ("Bea", ["Deutsch", "العربيّة", "Kurmancî", "Tigrinya", "Українська"]),
        ("Cem", ["Deutsch"]),
        ("Dua", []),
    ]
    assert [own["dir"] for own in data[1]["languages"]] == ["ltr", "rtl", "ltr", "ltr", "ltr"]
    words = words_of(badges(event, languages=True))
    assert set("العربية") <= set(words)
    assert [words.count(own) for own in ("Deutsch", "Kurmancî", "Українська", "English", "?")] == [2, 1, 1, 0, 0]
    assert "Deutsch" not in words_of(badges(event))


def test_each_named_member_of_a_group_gets_a_badge_and_is_found_at_the_door() -> None:
    event = make_event(max_group=9)
    group = register(
        event, "ada@example.org", name="Ada Muster", is_group=True, companions=3, members=["Noor Beispiel", "Lê Test"]
    )
    assert sorted(words_of(badges(event)).split()) == sorted(["Ada", "Muster", "+1", "Noor", "Beispiel", "Lê", "Test"])
    assert list(people.find(event, "noor beisp")) == [group]
    [row], _asked = people.for_devices(event)
    assert (row["members"], row["heads"]) == (["Noor Beispiel", "Lê Test"], 4)


def test_only_who_is_registered_gets_a_badge() -> None:
    event = make_event(capacity=1)
    registered, _waiting = guests(event, "Ada Muster", "Bea Wartend")
    assert [one.name for one in attending.everybody(event)] == ["Ada Muster"]
    registrations.cancel(registration=registered, by=BY, at=AT)
    assert attending.everybody(event) == []
    assert words_of(badges(event)) == "Nobody is registered yet."


@pytest.mark.parametrize(("code", "first", "pages"), [("2x5", 1, 1), ("2x5", 9, 1), ("2x5", 10, 2), ("3x8", 24, 2)])
def test_a_begun_sheet_is_filled_from_the_label_that_is_named(code: str, first: int, pages: int) -> None:
    event = make_event()
    guests(event, "Ada Muster", "Bea Beispiel")
    assert pages_of(badges(event, code, first=first)) == pages


@pytest.mark.parametrize("code", SHEETS)
def test_labels_lie_within_the_paper(code: str) -> None:
    sheet = SHEETS[code]
    wide = 2 * sheet.left + sheet.columns * sheet.width + (sheet.columns - 1) * sheet.between
    high = 2 * sheet.top + sheet.rows * sheet.height + (sheet.rows - 1) * sheet.below
    assert (wide, high) == (pytest.approx(210, abs=0.2), pytest.approx(297, abs=0.2))


def test_a_very_long_name_and_markup_stay_what_somebody_wrote() -> None:
    event = make_event()
    guests(event, "Maximiliane " + "Hohenstein" * 12, '#import "style.typ" $x$ *Ada* <b>')
    words = words_of(badges(event, "3x8"))
    assert '#import "style.typ" $x$ *Ada* <b>' in words
    assert "Maximiliane" in words


def test_a_sheet_for_a_forum_has_those_with_a_place_in_it(signed_in: SignIn) -> None:
    event, slots, _choice = make_choice(1, 9)
    ada, bea = guests(event, "Ada Muster", "Bea Beispiel")
    places.choose(registration=ada, wanted={1: slots[1, 1]}, by=BY, at=AT)
    places.choose(registration=bea, wanted={1: slots[1, 2]}, by=BY, at=AT)
    client = signed_in("office")
    one = words_of(client.get(url("attendance", event), {"of": slots[1, 1].public_id}).content)
    assert "Ada Muster" in one
    assert "Bea Beispiel" not in one
    assert "11:00" in one
    # Four slots, each from a new page on.
    assert pages_of(client.get(url("attendance", event), {"of": "forums"}).content) == 4
    whole = words_of(client.get(url("attendance", event)).content)
    assert "Ada Muster" in whole
    assert "Bea Beispiel" in whole


def test_a_slot_of_another_event_is_not_there(signed_in: SignIn) -> None:
    _other, slots, _choice = make_choice(5)
    event = make_event()
    client = signed_in("office")
    assert client.get(url("attendance", event), {"of": slots[1, 1].public_id}).status_code == 404
    assert client.get(url("attendance", event), {"of": "forums"}).status_code == 404


@pytest.mark.parametrize(
    "given",
    [{}, {"sheet": "9x9", "first": 1}, {"sheet": "2x5", "first": 11}, {"sheet": "2x5", "first": 0}, {"sheet": "2x5"}],
)
def test_a_sheet_that_is_none_is_said_and_nothing_is_printed(signed_in: SignIn, given: dict[str, Any]) -> None:
    answer = signed_in("office").get(url("badges", make_event()), given)
    assert answer.status_code == 422
    assert "error-message" in answer.content.decode()
    assert not Entry.objects.filter(action="event.badges_printed").exists()


def test_who_prints_is_written_down_without_names(signed_in: SignIn) -> None:
    event = make_event()
    guests(event, "Ada Muster", "Bea Beispiel")
    answer = signed_in("office").get(url("badges", event), {"sheet": "3x8", "first": 2})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert "no-store" in answer["Cache-Control"]
    entry = Entry.objects.get(action="event.badges_printed")
    assert (entry.target_ref, entry.details) == (event.public_id, {"people": 2, "title": "3x8"})
    assert entry.actor_kind == "user"


def test_a_region_and_a_helper_print_for_their_own_event_only(signed_in: SignIn) -> None:
    regions = [Region.objects.create(code=code, name=code, office_name={}, position=1) for code in ("ost", "west")]
    own, other = make_event(region=regions[0]), make_event(region=regions[1])
    for client in (signed_in(Role.REGIONAL, scope="ost"), signed_in(Role.HELPER, scope=own.public_id)):
        assert [client.get(url(name, own)).status_code for name in ("paper", "attendance")] == [200, 200]
        assert [client.get(url(name, other)).status_code for name in ("paper", "badges", "attendance")] == [404] * 3


def test_the_page_leads_to_every_list_and_the_event_leads_to_the_page(signed_in: SignIn) -> None:
    event, slots, _choice = make_choice(5)
    client = signed_in("office")
    page = client.get(url("paper", event)).content.decode()
    assert all(f"?of={slot.public_id}" in page for slot in slots.values())
    assert f"{reverse('registrations:index')}?event={event.pk}" in page
    assert url("paper", event) in client.get(reverse("events_office:inspect", args=[event.pk])).content.decode()


def test_a_helper_is_not_sent_to_an_export_that_is_not_for_them(signed_in: SignIn) -> None:
    event = make_event()
    page = signed_in(Role.HELPER, scope=event.public_id).get(url("paper", event)).content.decode()
    assert reverse("registrations:index") + "?event=" not in page


@pytest.mark.parametrize(
    ("language", "words"), [("de", "63,5 × 38,1 mm, 21 auf A4"), ("en", "63.5 × 38.1 mm, 21 on A4")]
)
def test_a_sheet_is_called_by_its_measures(language: str, words: str) -> None:
    with translation.override(language):
        assert str(SHEETS["3x7"]) == words
        assert str(SHEETS["3x8"]).startswith("70 × 36 mm")
