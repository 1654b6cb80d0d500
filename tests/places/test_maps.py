from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from anpacken.core import page_cache
from anpacken.core.actors import Actor
from anpacken.places import maps
from anpacken.places.actions import geography
from anpacken.places.projection import Projection
from anpacken.places.shapes import Outline

BY = Actor.command("test")
HANNOVER = maps.Point(52.3745, 9.7373, "Hannover", "/hannover/", 5)
BERLIN = maps.Point(52.5169, 13.3874, "Berlin", "/berlin/")


@pytest.fixture
def loaded(db: None) -> None:
    geography.load(by=BY)
    maps.forget()


def test_the_state_has_45_districts_and_the_credit(loaded: None) -> None:
    drawn = maps.build()

    assert len(drawn.districts) == 45
    assert drawn.view_box == "0 0 1000 868"
    assert drawn.credit == "© GeoBasis-DE / BKG 2016 (Daten verändert) · Destatis, CC BY 4.0"
    assert {(district.region, district.region_code) for district in drawn.districts} == {
        (0, "braunschweig"),
        (1, "leine-weser"),
        (2, "lueneburg"),
        (3, "weser-ems"),
    }


def test_a_map_of_the_state_is_small(loaded: None) -> None:
    assert len(maps.svg(maps.build(), title="Karte").encode()) < 60_000


def test_paths_hold_whole_numbers_inside_the_drawing(loaded: None) -> None:
    for district in maps.build().districts:
        assert re.fullmatch(r"(M\d+ \d+l(-?\d+[ -]\d+ ?|-?\d+-\d+ ?)+z)+", district.path), district.path
        for start in re.findall(r"M(\d+) (\d+)l", district.path):
            assert 0 <= int(start[0]) <= 1000
            assert 0 <= int(start[1]) <= 868


def test_numbers_become_shades_titles_and_links(loaded: None) -> None:
    drawn = maps.build(
        values={"03241": 16, "03151": 1, "03454": 5},
        link=lambda ags: f"/projekte/?district={ags}" if ags == "03241" else None,
        describe=lambda name, value: f"{name} hat {value}",
    )
    found = {district.ags: district for district in drawn.districts}

    assert [found[ags].level for ags in ("03241", "03151", "03454", "03360")] == [4, 1, 3, 0]
    assert found["03241"].title == "Region Hannover hat 16"
    assert found["03360"].title == "Landkreis Uelzen hat 0"
    assert found["03241"].href == "/projekte/?district=03241"
    assert found["03151"].href is None
    assert [(row.level, row.least, row.most) for row in drawn.legend] == [(1, 1, 1), (2, 2, 4), (3, 5, 9), (4, 10, 16)]


def test_without_numbers_titles_are_names(loaded: None) -> None:
    drawn = maps.build()

    assert {district.level for district in drawn.districts} == {0}
    assert "Stadt Emden" in [district.title for district in drawn.districts]
    assert drawn.legend == []


def test_points_lie_where_they_are_and_far_ones_are_left_out(loaded: None) -> None:
    drawn = maps.build(points=[BERLIN, HANNOVER])

    (point,) = drawn.points
    assert (point.label, point.href, point.count, point.radius) == ("Hannover", "/hannover/", 5, 21)
    # (9.7373° - 6.6538°) of 4.944° of width, 976 wide, beside the margin of 12.
    assert point.x == 621
    assert 500 <= point.y <= 515


def test_a_map_of_one_region_shows_its_districts_larger(loaded: None) -> None:
    drawn = maps.build(bounds="lueneburg", values={"03360": 2})

    assert len(drawn.districts) == 11
    assert {district.region_code for district in drawn.districts} == {"lueneburg"}
    assert {district.region for district in drawn.districts} == {2}
    assert drawn.view_box.startswith("0 0 1000 ")


def test_an_unknown_region_gives_an_empty_map(loaded: None) -> None:
    assert maps.build(bounds="atlantis").districts == ()


def test_before_the_geography_is_loaded_the_map_is_empty_and_after_it_is_not(db: None) -> None:
    maps.forget()
    assert maps.build(values={"03241": 1}, points=[HANNOVER]).districts == ()

    geography.load(by=BY)

    assert len(maps.build().districts) == 45


def test_the_second_map_runs_no_query(loaded: None) -> None:
    maps.build()

    with CaptureQueriesContext(connection) as captured:
        maps.build(values={"03241": 3}, points=[HANNOVER])

    assert len(captured) == 0


@pytest.mark.django_db(transaction=True)
def test_a_change_of_the_geography_draws_anew() -> None:
    geography.load(by=BY)
    maps.forget()
    before = page_cache.stamp(["places"])
    maps.build()

    page_cache.changed("places")

    assert not page_cache.is_current(before)
    with CaptureQueriesContext(connection) as captured:
        maps.build()
    assert len(captured) == 1


def test_the_svg_document_is_well_formed_titled_and_escaped(loaded: None) -> None:
    drawn = maps.build(points=[maps.Point(52.37, 9.73, "Haus <Süd> & Nord")])

    document = ElementTree.fromstring(maps.svg(drawn, title="Karte <1> & 2"))

    space = "{http://www.w3.org/2000/svg}"
    assert document.find(f"{space}title").text == "Karte <1> & 2"  # type: ignore[union-attr]
    assert len(document.findall(f".//{space}path")) == 45
    assert document.find(f".//{space}circle/{space}title").text == "Haus <Süd> & Nord"  # type: ignore[union-attr]
    assert not document.findall(f".//{space}a")
    assert document.get("viewBox") == "0 0 1000 868"


@given(most=st.integers(1, 10_000), value=st.integers(0, 10_000))
def test_every_number_has_the_shade_that_the_legend_says(most: int, value: int) -> None:
    shade = maps.level(value, most)

    said = [row.level for row in maps.legend(most) if row.least <= value <= row.most]
    assert said == ([shade] if 0 < value <= most else [])
    assert 0 <= shade <= 4
    assert maps.level(most, most) == 4
    assert maps.level(value, most) <= maps.level(value + 1, most)


@pytest.mark.once
def test_points_that_fall_together_are_drawn_once() -> None:
    ring = [[9.0, 52.0], [9.00001, 52.0], [10.0, 52.0], [10.0, 53.0], [9.0, 52.0]]
    outline = Outline.of({"type": "Polygon", "coordinates": [ring]})

    path = Projection.around([outline]).path(outline)

    # 976 to the right along the southern edge, then up by 976 / cos(52.5°) = 1603.
    assert path == "M12 1615l976 0 0-1603z"


@pytest.mark.once
def test_a_projection_needs_an_extent() -> None:
    flat = Outline.of({"type": "Polygon", "coordinates": [[[9, 52], [9, 53], [9, 52]]]})

    with pytest.raises(ValueError, match="no extent"):
        Projection.around([flat])
