from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anpacken.places.shapes import Outline, crossings, polygons

SQUARE = [[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0], [0.0, 0.0]]
HOLE = [[1.0, 1.0], [3.0, 1.0], [3.0, 3.0], [1.0, 3.0], [1.0, 1.0]]
FAR = [[10.0, 10.0], [12.0, 10.0], [11.0, 12.0], [10.0, 10.0]]


def test_a_point_inside_a_square_is_inside() -> None:
    assert Outline.of({"type": "Polygon", "coordinates": [SQUARE]}).contains(latitude=2, longitude=1)


@pytest.mark.parametrize(("latitude", "longitude"), [(2, 5), (2, -1), (5, 2), (-1, 2)])
def test_points_around_a_square_are_outside(latitude: float, longitude: float) -> None:
    assert not Outline.of({"type": "Polygon", "coordinates": [SQUARE]}).contains(latitude, longitude)


def test_a_hole_is_outside_and_the_rest_around_it_inside() -> None:
    outline = Outline.of({"type": "Polygon", "coordinates": [SQUARE, HOLE]})

    assert not outline.contains(2, 2)
    assert outline.contains(0.5, 2)


def test_every_part_of_a_multipolygon_counts() -> None:
    outline = Outline.of({"type": "MultiPolygon", "coordinates": [[SQUARE], [FAR]]})

    assert outline.contains(2, 2)
    assert outline.contains(11, 11)
    assert not outline.contains(7, 7)


def test_a_ray_through_a_corner_counts_the_corner_once() -> None:
    diamond = [[0.0, 0.0], [1.0, 1.0], [2.0, 0.0], [1.0, -1.0], [0.0, 0.0]]

    assert crossings(diamond, longitude=1.0, latitude=0.0) == 1
    assert crossings(diamond, longitude=-1.0, latitude=0.0) == 2


def test_other_geometries_are_refused() -> None:
    with pytest.raises(ValueError, match="not 'Point'"):
        list(polygons({"type": "Point", "coordinates": [1, 2]}))


def test_an_outline_without_points_is_refused() -> None:
    with pytest.raises(ValueError, match="without points"):
        Outline.of({"type": "Polygon", "coordinates": []})


@given(
    left=st.integers(-100, 99),
    bottom=st.integers(-100, 99),
    wide=st.integers(1, 50),
    high=st.integers(1, 50),
    x=st.integers(-160, 160),
    y=st.integers(-160, 160),
)
def test_a_rectangle_contains_what_lies_between_its_sides(
    left: int, bottom: int, wide: int, high: int, x: int, y: int
) -> None:
    right, top = left + wide, bottom + high
    ring = [[left, bottom], [right, bottom], [right, top], [left, top], [left, bottom]]
    outline = Outline.of({"type": "Polygon", "coordinates": [ring]})

    # Half a step aside, so that no point lies on a side.
    inside = left < x + 0.5 < right and bottom < y + 0.5 < top
    assert outline.contains(y + 0.5, x + 0.5) == inside
