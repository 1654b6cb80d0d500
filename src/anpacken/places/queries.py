"""Reads of the state's geography."""

from __future__ import annotations

from django.db.models import Count, Prefetch, QuerySet

from anpacken.places.models import District, Municipality, Region

POSTCODE_LENGTH = 5


def district_for_postcode(code: str) -> District | None:
    """The district (with its region) in which most places of a postcode lie, or None for what is no known postcode."""
    wanted = code.strip()
    if not (len(wanted) == POSTCODE_LENGTH and wanted.isascii() and wanted.isdigit()):
        return None
    return (
        District.objects.filter(postcodes__code=wanted)
        .annotate(places=Count("postcodes"))
        .select_related("region")
        .order_by("-places", "ags")
        .first()
    )


def region_of(place: Municipality | District | None) -> Region | None:
    """The region of a municipality or district; None for places outside the state and for no place."""
    district = place.district if isinstance(place, Municipality) else place
    return None if district is None else district.region


def regions_with_districts() -> QuerySet[Region]:
    """All regions in their order, each with its districts by name in `region.districts.all()`."""
    return Region.objects.prefetch_related(Prefetch("districts", queryset=District.objects.order_by("name", "ags")))
