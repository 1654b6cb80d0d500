"""Loads the state's geography and finds municipalities by name."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from anpacken.audit.actions import record
from anpacken.core import page_cache
from anpacken.core.actors import Actor
from anpacken.core.texts import translated
from anpacken.places import shipped
from anpacken.places.errors import MunicipalityUnknown
from anpacken.places.models import District, DistrictOutline, Municipality, Postcode, Region
from anpacken.places.shapes import Outline


@dataclass(frozen=True, slots=True)
class Loaded:
    """How many records a load added. All zero when everything was there."""

    regions: int
    districts: int
    municipalities: int
    postcodes: int

    def __bool__(self) -> bool:
        return any((self.regions, self.districts, self.municipalities, self.postcodes))


@transaction.atomic
def load(*, by: Actor) -> Loaded:
    """Adds what is missing of the shipped regions, districts with outlines, municipalities and postcodes.

    What is there stays as the office left it, so loading again changes nothing.
    """
    loaded = Loaded(_load_regions(by), _load_districts(), _load_municipalities(), _load_postcodes())
    if loaded:
        page_cache.changed("places", "site", "events", "projects", "figures", "reports")
    return loaded


def municipality(name: str) -> Municipality:
    """The municipality of that name, with district and region.

    Raises:
        MunicipalityUnknown: there is none.
    """
    towns = Municipality.objects.select_related("district__region")
    found = towns.filter(name=name.strip()).order_by("pk").first() if name.isprintable() else None
    if found is None:
        raise MunicipalityUnknown(name=name)
    return found


def _load_regions(by: Actor) -> int:
    known = set(Region.objects.values_list("code", flat=True))
    added = 0
    for position, shipped_region in enumerate(shipped.regions(), start=1):
        if shipped_region.code in known:
            continue
        region = Region.objects.create(
            code=shipped_region.code,
            name=shipped_region.name,
            office_name=translated(
                de=f"Amt für regionale Landesentwicklung {shipped_region.name}",
                en=f"Regional Development Office {shipped_region.name}",
            ),
            office_short_name=f"ArL {shipped_region.name}",
            commissioner=shipped_region.commissioner,
            position=position,
        )
        record(by=by, action="region.created", target=region)
        added += 1
    return added


def _load_districts() -> int:
    regions = {region.name: region for region in Region.objects.all()}
    known = set(District.objects.values_list("ags", flat=True))
    missing = [district for district in shipped.districts() if district.ags not in known]
    districts = District.objects.bulk_create(
        District(
            ags=district.ags,
            name=district.name,
            kind=district.kind,
            region=regions[district.region_name],
            nuts3=district.nuts3,
            latitude=district.latitude,
            longitude=district.longitude,
        )
        for district in missing
    )
    DistrictOutline.objects.bulk_create(
        DistrictOutline(district=district, geometry=source.geometry)
        for district, source in zip(districts, missing, strict=True)
    )
    return len(districts)


def _load_municipalities() -> int:
    districts = {district.ags: district for district in District.objects.all()}
    coordinates = shipped.postcodes()
    known = set(Municipality.objects.values_list("name", "district__ags"))
    missing = [town for town in shipped.municipalities() if (town.name, town.ags or None) not in known]
    Municipality.objects.bulk_create(
        Municipality(
            name=town.name,
            district=districts[town.ags] if town.ags else None,
            latitude=coordinates[town.postcode][0],
            longitude=coordinates[town.postcode][1],
        )
        for town in missing
    )
    return len(missing)


def _load_postcodes() -> int:
    known = set(Postcode.objects.values_list("code", flat=True))
    outlines = [
        (outline.district, Outline.of(outline.geometry))
        for outline in DistrictOutline.objects.select_related("district").order_by("district__ags")
    ]
    west, east = min(outline.west for _d, outline in outlines), max(outline.east for _d, outline in outlines)
    south, north = min(outline.south for _d, outline in outlines), max(outline.north for _d, outline in outlines)
    found = [
        Postcode(code=code, place="", district=district, latitude=latitude, longitude=longitude)
        for code, (latitude, longitude) in sorted(shipped.postcodes().items())
        if code not in known and west <= longitude <= east and south <= latitude <= north
        for district, outline in outlines
        if outline.contains(latitude, longitude)
    ]
    Postcode.objects.bulk_create(found)
    return len(found)
