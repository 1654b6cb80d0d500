"""Imports tables of postcodes."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.places import postcode_table
from anpacken.places.errors import GeographyMissing, Problem, RowsWrong
from anpacken.places.models import District, Postcode


@dataclass(frozen=True, slots=True)
class Imported:
    """What a table holds and what was (or would be) written.

    `elsewhere` counts rows of other states; `repeated` counts rows that name a postcode's place once more.
    """

    codes: int
    places: int
    elsewhere: int
    repeated: int


@transaction.atomic
def import_table(raw: bytes, *, by: Actor, dry_run: bool = False) -> Imported:
    """Puts the postcodes of a table in the place of what was known about the same codes.

    Codes that the table does not name stay. Either all rows are good or nothing is written.

    Raises:
        TableUnreadable: the file as a whole is no such table.
        GeographyMissing: there are no districts to assign to.
        RowsWrong: with the problems, line by line.
    """
    districts = {district.ags: district for district in District.objects.select_related("region")}
    if not districts:
        raise GeographyMissing
    table = postcode_table.read(raw)
    problems = list(table.problems)
    states = {ags[:2] for ags in districts}
    found: dict[tuple[str, str], Postcode] = {}
    elsewhere = repeated = 0
    for row in table.rows:
        district = districts.get(row.district_key)
        if district is None:
            if row.district_key[:2] in states:
                problems.append(Problem(row.line, _("There is no district %(key)s.") % {"key": row.district_key}))
            else:
                elsewhere += 1
        elif (row.postcode, row.place) in found:
            repeated += 1
        else:
            found[row.postcode, row.place] = Postcode(
                code=row.postcode,
                place=row.place,
                district=district,
                latitude=row.latitude,
                longitude=row.longitude,
            )
    if problems:
        raise RowsWrong(sorted(problems, key=lambda problem: problem.line))
    codes = {code for code, _place in found}
    if not dry_run:
        _write(found, codes, by)
    return Imported(len(codes), len(found), elsewhere, repeated)


def _write(found: dict[tuple[str, str], Postcode], codes: set[str], by: Actor) -> None:
    ordered = sorted(codes)
    for start in range(0, len(ordered), 500):
        Postcode.objects.filter(code__in=ordered[start : start + 500]).delete()
    Postcode.objects.bulk_create(found.values(), batch_size=500)
    regions = {place.district.region for place in found.values()}
    for region in sorted(regions, key=lambda region: region.position):
        places = sum(place.district.region_id == region.pk for place in found.values())
        record(by=by, action="region.postcodes_imported", target=region, places=places)
