"""Maps of the districts: shaded by a number, with points, as values for a component or as an SVG document."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from math import sqrt

from anpacken.core import page_cache
from anpacken.places import credit_lines
from anpacken.places.models import DistrictOutline
from anpacken.places.projection import WIDTH, Projection
from anpacken.places.shapes import Outline

STATE = "state"
LEVELS = 4
"""Shades for numbers above nought; level 0 is the blank one."""


@dataclass(frozen=True, slots=True)
class Point:
    """Something at a place, to be put on a map. `count` is how many things stand behind it."""

    latitude: float
    longitude: float
    label: str
    href: str | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class MapDistrict:
    ags: str
    name: str
    path: str
    """SVG path data in the map's `view_box`."""
    region: int
    """0 to 3: which region it belongs to, in the order of the regions; for a class in the style sheet."""
    region_code: str
    level: int
    """0 (nothing) to 4 (most): the shade."""
    value: int | None
    title: str
    """What a pointer or a screen reader gets to know: name and number."""
    href: str | None


@dataclass(frozen=True, slots=True)
class MapPoint:
    x: int
    y: int
    radius: int
    label: str
    href: str | None
    count: int


@dataclass(frozen=True, slots=True)
class MapLevel:
    """A line of the key: this shade stands for these numbers."""

    level: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class DistrictMap:
    """A map ready to be drawn. `credit` must stand wherever it shows."""

    view_box: str
    width: int
    height: int
    districts: Sequence[MapDistrict]
    points: Sequence[MapPoint] = ()
    legend: Sequence[MapLevel] = ()
    credit: str = field(default=credit_lines.MAP)


@dataclass(frozen=True, slots=True)
class _Drawn:
    ags: str
    name: str
    path: str
    region: int
    region_code: str


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The unchanging part of a map: projection and paths."""

    projection: Projection | None
    districts: tuple[_Drawn, ...]


def build(
    *,
    values: Mapping[str, int] | None = None,
    points: Sequence[Point] | None = None,
    link: Callable[[str], str | None] | None = None,
    describe: Callable[[str, int], str] | None = None,
    bounds: str = STATE,
) -> DistrictMap:
    """A map of the whole state or of one region.

    Args:
        values: a number by district key (AGS). Districts that are missing have none.
        points: what to mark; points outside the drawing (a fair in another state) are left out.
        link: gives the address for a district key, or None for no link.
        describe: gives the district's title from its name and number; without it "name: number".
        bounds: "state" or the code of a region.

    No queries but for the first map that this process draws.
    """
    sheet = _sheet(bounds, tuple(page_cache.stamp(["places"])))
    if sheet.projection is None:
        _sheet.cache_clear()  # Nothing is loaded yet; look again the next time.
        return DistrictMap(f"0 0 {WIDTH} {WIDTH}", WIDTH, WIDTH, ())
    numbers = values or {}
    most = max((numbers.get(drawn.ags, 0) for drawn in sheet.districts), default=0)
    districts = []
    for drawn in sheet.districts:
        value = numbers.get(drawn.ags, 0) if values is not None else None
        title = drawn.name if value is None else describe(drawn.name, value) if describe else f"{drawn.name}: {value}"
        districts.append(
            MapDistrict(
                ags=drawn.ags,
                name=drawn.name,
                path=drawn.path,
                region=drawn.region,
                region_code=drawn.region_code,
                level=level(value or 0, most),
                value=value,
                title=title,
                href=link(drawn.ags) if link else None,
            )
        )
    return DistrictMap(
        view_box=f"0 0 {WIDTH} {sheet.projection.height}",
        width=WIDTH,
        height=sheet.projection.height,
        districts=districts,
        points=_placed(points or (), sheet.projection),
        legend=legend(most),
    )


def level(value: int, most: int) -> int:
    """The shade of a number among numbers up to `most`: 0 for nought, else 1 to 4 by the root of its share, so that
    one district far ahead does not make all others look empty."""
    if value <= 0 or most <= 0:
        return 0
    # value / most <= (shade / LEVELS) ** 2, in whole numbers.
    return next((shade for shade in range(1, LEVELS) if value * LEVELS**2 <= most * shade**2), LEVELS)


def legend(most: int) -> list[MapLevel]:
    """The numbers that each shade stands for, for the shades that occur up to `most`."""
    tops = [most * shade**2 // LEVELS**2 for shade in range(LEVELS + 1)]
    return [
        MapLevel(shade, tops[shade - 1] + 1, tops[shade])
        for shade in range(1, LEVELS + 1)
        if tops[shade] > tops[shade - 1]
    ]


@lru_cache(maxsize=16)
def _sheet(bounds: str, _stamp: tuple[tuple[int, bytes], ...]) -> _Sheet:
    """Draws the outlines once. The stamp moves when the geography changes, in whichever process."""
    found = list(
        DistrictOutline.objects.select_related("district__region").order_by(
            "district__region__position", "district__ags"
        )
    )
    codes = list(dict.fromkeys(outline.district.region.code for outline in found))
    shown = [outline for outline in found if bounds in (STATE, outline.district.region.code)]
    shapes = [Outline.of(outline.geometry) for outline in shown]
    if not shapes:
        return _Sheet(None, ())
    projection = Projection.around(shapes)
    return _Sheet(
        projection,
        tuple(
            _Drawn(
                ags=outline.district.ags,
                name=outline.district.full_name,
                path=projection.path(shape),
                region=codes.index(outline.district.region.code),
                region_code=outline.district.region.code,
            )
            for outline, shape in zip(shown, shapes, strict=True)
        ),
    )


def _placed(points: Sequence[Point], projection: Projection) -> list[MapPoint]:
    """The points on the sheet, large ones first so that small ones lie on top."""
    placed = []
    for point in sorted(points, key=lambda point: (-point.count, point.label)):
        x, y = projection.point(point.latitude, point.longitude)
        if projection.shows(x, y):
            radius = min(34, 11 + round(5 * sqrt(max(0, point.count - 1))))
            placed.append(MapPoint(x, y, radius, point.label, point.href, point.count))
    return placed


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours of an SVG document that stands alone (in the page, the style sheet colours the map)."""

    levels: tuple[str, str, str, str, str] = ("#eef1f4", "#c9dbe9", "#8fb6d3", "#4d87b2", "#1d5a8a")
    border: str = "#ffffff"
    point: str = "#b3261e"
    point_border: str = "#ffffff"


def svg(drawn: DistrictMap, *, title: str, colours: Colours | None = None) -> str:
    """The map as an SVG document without style sheet, script or links, for instance for a PDF."""
    use = colours or Colours()
    shapes = "".join(
        f'<path d="{district.path}" fill="{use.levels[district.level]}"><title>{escape(district.title)}</title></path>'
        for district in drawn.districts
    )
    points = "".join(
        f'<circle cx="{point.x}" cy="{point.y}" r="{point.radius}"><title>{escape(point.label)}</title></circle>'
        for point in drawn.points
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{drawn.view_box}" '
        f'width="{drawn.width}" height="{drawn.height}" role="img"><title>{escape(title)}</title>'
        f'<g stroke="{use.border}" stroke-width="3" stroke-linejoin="round" fill-rule="evenodd">{shapes}</g>'
        f'<g fill="{use.point}" stroke="{use.point_border}" stroke-width="4">{points}</g></svg>'
    )


def forget() -> None:
    """Drops the drawn outlines of this process, for instance after another database took the place of this one."""
    _sheet.cache_clear()
