"""Each condition on what people are, where they live, what they speak and where they belong finds whom it names."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from anpacken.alliance.models import Theme
from anpacken.core.texts import translated
from anpacken.people.models import (
    Affiliation,
    CustomField,
    CustomValue,
    Organisation,
    Person,
    Role,
    SpokenLanguage,
    Tag,
)
from anpacken.places.models import District, Region
from tests.segments.conftest import leaf, segment

pytestmark = pytest.mark.django_db
TEXT, DAY = "ccccccccccc5", "ccccccccccc6"


def person(name: str, **details: Any) -> Person:
    return Person.objects.create(last_name=name, **details)


@pytest.fixture
def people() -> None:
    """Abel is the contact person of the Chor for work, Berg is on its board, Cohn was its contact person once."""
    work, sport = (
        Theme.objects.create(slug=slug, name=translated(de=name))
        for slug, name in (("work", "Arbeit"), ("sport", "Sport"))
    )
    region = Region.objects.create(code="nord", name="nord", office_name=translated(de="nord"))
    celle, lueneburg = (
        District.objects.create(
            ags=ags, name=name, kind="Landkreis", region=region, nuts3="DE", latitude=1, longitude=1
        )
        for ags, name in (("03351", "Celle"), ("03355", "Lüneburg"))
    )
    choir = Organisation.objects.create(public_id="ddddddddddd2", name="Chor", kind="culture")
    choir.themes.add(work)
    abel = person("Abel", district=celle, postcode="29221", language="de")
    berg = person("Berg", district=lueneburg, postcode="21335", language="en")
    cohn = person("Cohn")
    tie = {"organisation": choir, "from_on": date(2018, 1, 1)}
    Affiliation.objects.create(person=abel, kind="contact", theme=work, **tie)
    Affiliation.objects.create(person=berg, kind="board", **tie)
    Affiliation.objects.create(person=cohn, kind="contact", theme=work, until_on=date(2019, 1, 1), **tie)
    SpokenLanguage.objects.create(person=abel, code="ar")
    abel.themes.add(work)
    berg.themes.add(sport)
    berg.tags.add(Tag.objects.create(public_id="aaaaaaaaaaa2", name="Presse"))
    Role.objects.create(person=cohn, kind="juror", from_on=date(2018, 1, 1))
    for ref, kind, who, value in (
        (TEXT, "text", abel, {"text": "backt Kuchen"}),
        (DAY, "date", berg, {"day": date(1980, 2, 29)}),
    ):
        field = CustomField.objects.create(public_id=ref, owner="person", kind=kind, label=translated(de=ref))
        CustomValue.objects.create(field=field, person=who, **value)


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("node", "found"),
    [
        (leaf("affiliation", "any_of", "board"), {"Berg"}),
        (leaf("affiliation", "none_of", "board"), {"Abel", "Cohn"}),
        (leaf("affiliated_with", "is", "ddddddddddd2", of="any"), {"Abel", "Berg"}),
        (leaf("affiliated_with", "is", "ddddddddddd2", of="contact"), {"Abel"}),
        (leaf("affiliated_with_kind", "any_of", "culture"), {"Abel", "Berg"}),
        (leaf("contact_for", "any_of", "work", "sport"), {"Abel"}),
        (leaf("contact_for", "none_of", "work"), {"Berg", "Cohn"}),
        (leaf("spoken_language", "any_of", "ar"), {"Abel"}),
        (leaf("language", "any_of", "en"), {"Berg"}),
        (leaf("theme", "any_of", "work"), {"Abel"}),
        (leaf("theme", "empty"), {"Cohn"}),
        (leaf("tag", "any_of", "aaaaaaaaaaa2"), {"Berg"}),
        (leaf("role", "any_of", "juror"), {"Cohn"}),
        (leaf("district", "any_of", "03351"), {"Abel"}),
        (leaf("region", "any_of", "nord"), {"Abel", "Berg"}),
        (leaf("postcode", "starts", "21"), {"Berg"}),
        (leaf(f"field.{TEXT}", "contains", "Kuchen"), {"Abel"}),
        (leaf(f"field.{DAY}", "until", "1990-01-01"), {"Berg"}),
    ],
    ids=lambda given: f"{given['condition']}-{given['operator']}" if isinstance(given, dict) else "",
)
def test_persons(who: Callable[..., set[str]], node: dict[str, Any], found: set[str]) -> None:
    assert who(segment(node)) == found


@pytest.mark.usefixtures("people")
def test_organisations(who: Callable[..., set[str]]) -> None:
    assert who(segment(leaf("has_affiliated", "any_of", "board"), subject="organisation")) == {"Chor"}
    assert who(segment(leaf("has_affiliated", "any_of", "works"), subject="organisation")) == set()
    assert who(segment(leaf("theme", "any_of", "work"), subject="both")) == {"Abel", "Chor"}
