"""Plain geometry on GeoJSON outlines: is a point inside? No library, no projection (districts are small)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Position = Sequence[float]
"""Longitude, latitude, as GeoJSON has it."""
Ring = Sequence[Position]


def polygons(geometry: dict[str, Any]) -> Iterator[Sequence[Ring]]:
    """The polygons of a GeoJSON Polygon or MultiPolygon, each an outer ring followed by its holes.

    Raises:
        ValueError: the geometry is of another type.
    """
    match geometry.get("type"):
        case "Polygon":
            yield geometry["coordinates"]
        case "MultiPolygon":
            yield from geometry["coordinates"]
        case other:
            raise ValueError(f"An outline is a Polygon or a MultiPolygon, not {other!r}.")


def crossings(ring: Ring, longitude: float, latitude: float) -> int:
    """How many edges of `ring` a ray from the point to the east crosses.

    An edge counts when it goes from at or below the point's latitude to above it or back, so that a ray through a
    corner counts that corner once.
    """
    found = 0
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > latitude) != (y2 > latitude) and longitude < x1 + (x2 - x1) * (latitude - y1) / (y2 - y1):
            found += 1
    return found


@dataclass(frozen=True, slots=True)
class Outline:
    """A GeoJSON outline with its bounding box, to ask many points of it."""

    rings: tuple[tuple[Ring, ...], ...]
    west: float
    south: float
    east: float
    north: float

    @classmethod
    def of(cls, geometry: dict[str, Any]) -> Outline:
        """Raises ValueError for a geometry that is no polygon or has no points."""
        rings = tuple(tuple(polygon) for polygon in polygons(geometry))
        points = [point for polygon in rings for ring in polygon for point in ring]
        if not points:
            raise ValueError("An outline without points encloses nothing.")
        longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
        return cls(rings, min(longitudes), min(latitudes), max(longitudes), max(latitudes))

    def contains(self, latitude: float, longitude: float) -> bool:
        """Whether the point lies inside; points in a hole lie outside. Undecided by design on the line itself."""
        if not (self.west <= longitude <= self.east and self.south <= latitude <= self.north):
            return False
        return any(sum(crossings(ring, longitude, latitude) for ring in polygon) % 2 for polygon in self.rings)
