from __future__ import annotations

import csv
import time

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from anpacken.audit.models import Entry
from anpacken.core.actors import Actor
from anpacken.places import queries, shipped
from anpacken.places.actions import geography
from anpacken.places.errors import MunicipalityUnknown
from anpacken.places.models import District, DistrictOutline, Municipality, Postcode, Region
from anpacken.places.shapes import Outline

pytestmark = pytest.mark.django_db

BY = Actor.command("test")


@pytest.fixture
def loaded(db: None) -> geography.Loaded:
    return geography.load(by=BY)


def test_the_state_is_loaded_in_full_and_fast() -> None:
    begun = time.process_time()

    loaded = geography.load(by=BY)

    assert (loaded.regions, loaded.districts, loaded.postcodes) == (4, 45, 796)
    assert time.process_time() - begun < 3


def test_loading_again_changes_nothing(loaded: geography.Loaded) -> None:
    entries = Entry.objects.count()

    again = geography.load(by=BY)

    assert again == geography.Loaded(0, 0, 0, 0)
    assert not again
    assert Entry.objects.count() == entries


def test_loading_again_keeps_what_the_office_changed(loaded: geography.Loaded) -> None:
    Region.objects.filter(code="lueneburg").update(commissioner="Erika Musterfrau")
    Municipality.objects.filter(name="Uelzen").update(latitude=52.9)

    geography.load(by=BY)

    assert Region.objects.get(code="lueneburg").commissioner == "Erika Musterfrau"
    assert Municipality.objects.get(name="Uelzen").latitude == 52.9


def test_loading_again_adds_what_is_missing(loaded: geography.Loaded) -> None:
    Postcode.objects.filter(code="38518").delete()

    assert geography.load(by=BY) == geography.Loaded(0, 0, 0, 1)


def test_each_region_has_its_office_and_its_head(loaded: geography.Loaded) -> None:
    assert [(region.code, region.office_short_name, region.commissioner) for region in Region.objects.all()] == [
        ("braunschweig", "ArL Braunschweig", "Matthias Wunderling-Weilbier"),
        ("leine-weser", "ArL Leine-Weser", "Heike Fliess"),
        ("lueneburg", "ArL Lüneburg", "Monika Scherf"),
        ("weser-ems", "ArL Weser-Ems", "Franz-Josef Sickelmann"),
    ]
    assert str(Region.objects.get(code="weser-ems").office_name) == "Amt für regionale Landesentwicklung Weser-Ems"


def test_districts_lie_in_the_regions(loaded: geography.Loaded) -> None:
    regions = list(queries.regions_with_districts())

    assert [(region.code, len(region.districts.all())) for region in regions] == [
        ("braunschweig", 10),
        ("leine-weser", 7),
        ("lueneburg", 11),
        ("weser-ems", 17),
    ]


def test_regions_with_districts_take_two_queries(loaded: geography.Loaded) -> None:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        for region in queries.regions_with_districts():
            list(region.districts.all())

    assert len(captured) == 2


def test_names_of_districts_tell_city_and_landkreis_apart(loaded: geography.Loaded) -> None:
    names = {district.ags: district.full_name for district in District.objects.all()}

    assert names["03404"] == "Stadt Osnabrück"
    assert names["03459"] == "Landkreis Osnabrück"
    assert names["03241"] == "Region Hannover"
    assert len(set(names.values())) == 45


@pytest.mark.parametrize(
    ("code", "district"),
    [("38518", "03151"), ("30159", "03241"), ("26899", "03454"), ("49074", "03404"), (" 29525 ", "03360")],
)
def test_a_postcode_leads_to_its_district(loaded: geography.Loaded, code: str, district: str) -> None:
    found = queries.district_for_postcode(code)

    assert found is not None
    assert found.ags == district


@pytest.mark.parametrize("code", ["10117", "00000", "", "abc", "3851\x008"])
def test_other_postcodes_lead_nowhere(loaded: geography.Loaded, code: str) -> None:
    assert queries.district_for_postcode(code) is None


def test_a_postcode_of_two_districts_leads_to_the_one_with_more_of_its_places(loaded: geography.Loaded) -> None:
    Postcode.objects.filter(code="38518").delete()
    gifhorn, peine = District.objects.get(ags="03151"), District.objects.get(ags="03157")
    for place, district in (("Adorf", peine), ("Bedorf", gifhorn), ("Cedorf", gifhorn)):
        Postcode.objects.create(code="38518", place=place, district=district, latitude=52.5, longitude=10.5)

    assert queries.district_for_postcode("38518") == gifhorn


@pytest.mark.parametrize(
    "name",
    [
        "Gifhorn",
        "Stadthagen",
        "Oldenburg",
        "Laatzen",
        "Lüneburg",
        "Wilhelmshaven",
        "Friedland",
        "Göttingen",
        "Rhede (Ems)",
        "Oyten",
        "Uelzen",
        "Lamspringe",
        "Osnabrück",
        "Ehra-Lessien",
        "Hannover",
    ],
)
def test_towns_of_the_fourth_year_lie_in_the_outline_of_their_district(loaded: geography.Loaded, name: str) -> None:
    town = geography.municipality(name)

    assert town.district is not None
    assert town.latitude is not None
    assert town.longitude is not None
    outline = Outline.of(DistrictOutline.objects.get(district=town.district).geometry)
    assert outline.contains(town.latitude, town.longitude)


def test_every_shipped_town_has_coordinates_within_its_district(loaded: geography.Loaded) -> None:
    outlines = {
        row.district.ags: Outline.of(row.geometry) for row in DistrictOutline.objects.select_related("district")
    }

    outside = [
        town.name
        for town in Municipality.objects.select_related("district")
        if town.district and not outlines[town.district.ags].contains(town.latitude or 0, town.longitude or 0)
    ]

    assert outside == []


@pytest.mark.parametrize("name", ["Berlin", "Kiel"])
def test_towns_outside_the_state_have_no_region(loaded: geography.Loaded, name: str) -> None:
    town = geography.municipality(name)

    assert town.district is None
    assert queries.region_of(town) is None


def test_the_region_of_a_town_is_that_of_its_district(loaded: geography.Loaded) -> None:
    region = queries.region_of(geography.municipality("Rhede (Ems)"))

    assert region is not None
    assert region.code == "weser-ems"
    assert queries.region_of(None) is None


def test_an_unknown_town_is_refused_with_its_name(loaded: geography.Loaded) -> None:
    with pytest.raises(MunicipalityUnknown, match="„Atlantis“"):
        geography.municipality("Atlantis")
    with pytest.raises(MunicipalityUnknown):
        geography.municipality("Uel\x00zen")


def test_lists_that_name_districts_do_not_read_outlines(loaded: geography.Loaded) -> None:
    with CaptureQueriesContext(connection) as captured:
        [str(town.district) for town in Municipality.objects.select_related("district__region")]

    assert len(captured) == 1
    assert "outline" not in captured[0]["sql"]


def test_the_command_says_what_it_added(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("places_load")
    call_command("places_load")

    assert capsys.readouterr().out.splitlines() == [
        "Hinzugefügt. Regionen: 4, Kreise: 45, Gemeinden: 52, Postleitzahlen: 796.",
        "Es war schon alles da.",
    ]


@pytest.mark.once
def test_the_readme_beside_the_data_names_licences_and_credits() -> None:
    words = (shipped.DATA / "README.md").read_text(encoding="utf-8")

    for said in (
        "CC BY 4.0, credit Destatis",
        "GeoNutzV",
        "© GeoBasis-DE / BKG 2016 (Daten verändert)",
        "3.0.0",
        "0.2.0",
    ):
        assert said in words


@pytest.mark.once
def test_the_shipped_table_has_the_45_districts() -> None:
    with (shipped.DATA / "nds_districts.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))

    assert len(rows) == len({row["AGS"] for row in rows}) == 45
