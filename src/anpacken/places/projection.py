"""From degrees to the whole numbers of a drawing that is 1000 wide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians
from typing import Self

from anpacken.places.shapes import Outline, Ring

WIDTH = 1000
MARGIN = 12
"""Room for the strokes at the edge."""


@dataclass(frozen=True, slots=True)
class Projection:
    """Equirectangular, true to scale in the middle latitude: over the 300 km of a state that is off by less than a
    line's width, and it needs no library."""

    west: float
    north: float
    per_degree_east: float
    per_degree_north: float
    height: int

    @classmethod
    def around(cls, outlines: Iterable[Outline]) -> Self:
        """The projection that fits the outlines into the drawing.

        Raises:
            ValueError: there are no outlines, or they have no extent.
        """
        boxes = list(outlines)
        west, east = min(box.west for box in boxes), max(box.east for box in boxes)
        south, north = min(box.south for box in boxes), max(box.north for box in boxes)
        if east <= west or north <= south:
            raise ValueError("The outlines have no extent.")
        per_degree_east = (WIDTH - 2 * MARGIN) / (east - west)
        per_degree_north = per_degree_east / cos(radians((south + north) / 2))
        return cls(
            west, north, per_degree_east, per_degree_north, round((north - south) * per_degree_north) + 2 * MARGIN
        )

    def point(self, latitude: float, longitude: float) -> tuple[int, int]:
        """x and y of a place."""
        return (
            round((longitude - self.west) * self.per_degree_east) + MARGIN,
            round((self.north - latitude) * self.per_degree_north) + MARGIN,
        )

    def shows(self, x: int, y: int) -> bool:
        return 0 <= x <= WIDTH and 0 <= y <= self.height

    def path(self, outline: Outline) -> str:
        """The outline as an SVG path. Points that fall together after rounding are drawn once; neighbours share
        their points before rounding and so they do after it."""
        return "".join(self._ring(ring) for polygon in outline.rings for ring in polygon)

    def _ring(self, ring: Ring) -> str:
        points: list[tuple[int, int]] = []
        for position in ring:
            point = self.point(position[1], position[0])
            if not points or point != points[-1]:
                points.append(point)
        if points and points[0] == points[-1]:
            points.pop()
        if len(points) < 3:
            return ""
        steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(points)]
        return f"M{_pair(points[0])}l{_joined(steps)}z"


def _pair(point: Sequence[int]) -> str:
    return f"{point[0]}{'' if point[1] < 0 else ' '}{point[1]}"


def _joined(steps: Sequence[tuple[int, int]]) -> str:
    """Numbers in a row; a minus sign separates as well as a space does."""
    text = ""
    for step in steps:
        pair = _pair(step)
        text += pair if not text or pair.startswith("-") else f" {pair}"
    return text
