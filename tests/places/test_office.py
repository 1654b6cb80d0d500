from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl

import pytest
from django.test import Client
from django.urls import reverse

from anpacken.audit.models import Entry
from anpacken.places.models import Municipality, Region
from tests.exports import content, export
from tests.factories.network import make_district, make_municipality

pytestmark = pytest.mark.django_db

LISTS = ("region", "municipality", "district", "postcode")


@pytest.fixture(autouse=True)
def _records() -> None:
    make_municipality("Rhede (Ems)", make_district())


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("query", ["", "q=ems", "q=%00", "ordering=name"])
def test_the_office_reads_searches_and_exports(signed_in: Callable[..., Client], name: str, query: str) -> None:
    office = signed_in("office")
    assert office.get(f"{reverse(f'{name}:index')}?{query}").status_code == 200
    for file_format in ("csv", "xlsx"):
        assert content(export(office, name, file_format, **dict(parse_qsl(query))))


@pytest.mark.parametrize("name", LISTS)
def test_visitors_are_asked_to_sign_in(client: Client, name: str) -> None:
    assert client.get(reverse(f"{name}:index")).status_code == 302


def test_the_office_changes_who_leads_a_regional_office(signed_in: Callable[..., Client]) -> None:
    region = Region.objects.get()

    answer = signed_in("office").post(
        reverse("region:edit", args=[region.pk]),
        {
            "office_name_de": "Amt Weser-Ems",
            "office_name_en": "",
            "office_short_name": "ArL WE",
            "commissioner": "Erika Musterfrau",
        },
    )

    assert answer.status_code == 302
    region.refresh_from_db()
    assert (region.commissioner, region.office_short_name, region.name) == ("Erika Musterfrau", "ArL WE", "Weser-Ems")
    assert Entry.objects.filter(action="region.changed", target_ref=region.public_id).count() == 1


def test_the_office_adds_a_town(signed_in: Callable[..., Client]) -> None:
    district = make_district()

    signed_in("office").post(
        reverse("municipality:add"), {"name": "Lingen (Ems)", "district": district.pk, "latitude": "", "longitude": ""}
    )

    assert Municipality.objects.get(name="Lingen (Ems)").district == district
    assert Entry.objects.filter(action="municipality.created").count() == 1


@pytest.mark.parametrize(
    ("entered", "said"),
    [
        ({"latitude": "52.5", "longitude": ""}, "braucht Breite und Länge"),
        ({"name": ""}, "name"),
        ({"latitude": "north"}, "latitude"),
        ({"name": "Rhede (Ems)"}, "Rhede"),
    ],
)
def test_wrong_towns_are_refused(signed_in: Callable[..., Client], entered: dict[str, str], said: str) -> None:
    data = {"name": "Lingen", "district": str(make_district().pk), "latitude": "", "longitude": "", **entered}

    answer = signed_in("office").post(reverse("municipality:add"), data)

    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert Municipality.objects.count() == 1


@pytest.mark.parametrize("name", ["district", "postcode"])
def test_districts_and_postcodes_are_read_only(signed_in: Callable[..., Client], name: str) -> None:
    assert signed_in("office").get(f"/office/{name}/new/").status_code == 404
