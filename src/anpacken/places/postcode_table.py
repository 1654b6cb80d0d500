"""Reads a table of postcodes: CSV or TSV with a header, or GeoNames' postal-code file as it comes."""

from __future__ import annotations

import csv
import io
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from anpacken.places.errors import Problem, TableUnreadable

LIMIT_BYTES = 32 * 1024 * 1024
COLUMNS: Mapping[str, frozenset[str]] = {
    "postcode": frozenset({"postcode", "plz", "postleitzahl", "postal_code", "zip"}),
    "place": frozenset({"place", "ort", "name", "place_name"}),
    "district_key": frozenset({"district_key", "district", "ags", "kreis", "kreisschluessel", "kreisschlüssel"}),
    "lat": frozenset({"lat", "latitude", "breite"}),
    "lon": frozenset({"lon", "lng", "longitude", "laenge", "länge"}),
}
# GeoNames' file has no header: country, postcode, place, three pairs of name and code, latitude, longitude, accuracy.
GEONAMES = {"postcode": 1, "place": 2, "district_key": 8, "lat": 9, "lon": 10}
GEONAMES_WIDTH = 12
PLACE_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    postcode: str
    place: str
    district_key: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Table:
    rows: list[Row]
    problems: list[Problem]


def read(raw: bytes) -> Table:
    """The rows of a table and what is wrong with the others.

    The separator (tab, semicolon, comma) is found in the first line. Numbers may have a decimal comma.

    Raises:
        TableUnreadable: not UTF-8, too large, empty, or a column is missing.
    """
    if len(raw) > LIMIT_BYTES:
        raise TableUnreadable(reason=_("It is larger than %(limit)d MB.") % {"limit": LIMIT_BYTES // 1024**2})
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TableUnreadable(reason=_("It is not written in UTF-8. Save it as UTF-8 and try again.")) from error
    first = next((line for line in text.splitlines() if line.strip()), "")
    if not first:
        raise TableUnreadable(reason=_("It is empty."))
    separator = max("\t;,", key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[Row] = []
    problems: list[Problem] = []
    try:
        head = next((cells for cells in lines if any(cell.strip() for cell in cells)), None)
        if head is None:
            raise TableUnreadable(reason=_("It is empty."))
        places = _columns(head)
        if places is GEONAMES:
            _take(lines.line_num, head, places, rows, problems)
        for cells in lines:
            if any(cell.strip() for cell in cells):
                _take(lines.line_num, cells, places, rows, problems)
    except csv.Error as error:
        problems.append(Problem(lines.line_num, _("This line is no row of a table: %(error)s.") % {"error": error}))
    return Table(rows, problems)


def _columns(head: list[str]) -> Mapping[str, int]:
    """Where each column stands."""
    if len(head) == GEONAMES_WIDTH and re.fullmatch(r"[A-Z]{2}", head[0]):
        return GEONAMES
    names = [re.sub(r"[\s-]+", "_", cell.strip().casefold()) for cell in head]
    found = {
        column: next((names.index(name) for name in names if name in spellings), -1)
        for column, spellings in COLUMNS.items()
    }
    missing = [column for column, index in found.items() if index < 0]
    if missing:
        raise TableUnreadable(
            reason=_(
                "These columns are missing: %(missing)s. "
                "Its first line must name postcode, place, district_key, lat, lon."
            )
            % {"missing": ", ".join(missing)}
        )
    return found


def _take(line: int, cells: list[str], places: Mapping[str, int], rows: list[Row], problems: list[Problem]) -> None:
    if len(cells) <= max(places.values()):
        problems.append(Problem(line, _("The row has too few columns.")))
        return
    said = {column: cells[index].strip() for column, index in places.items()}
    wrong = list(_wrong(said))
    if wrong:
        problems.extend(Problem(line, sentence) for sentence in wrong)
        return
    rows.append(
        Row(
            line,
            said["postcode"],
            said["place"],
            said["district_key"],
            *(_degrees(said[name]) or 0.0 for name in ("lat", "lon")),
        )
    )


def _wrong(said: Mapping[str, str]) -> Iterator[str]:
    if not re.fullmatch(r"[0-9]{5}", said["postcode"]):
        yield _("“%(value)s” is no postcode. It needs five digits.") % {"value": _shown(said["postcode"])}
    if not said["place"]:
        yield _("The place is missing.")
    elif len(said["place"]) > PLACE_LENGTH or not said["place"].isprintable():
        yield _("“%(value)s” is no name of a place.") % {"value": _shown(said["place"])}
    if not re.fullmatch(r"[0-9]{5}", said["district_key"]):
        yield _("“%(value)s” is no key of a district. It needs five digits, the zero in front included.") % {
            "value": _shown(said["district_key"])
        }
    for column, least, most in (("lat", 47.0, 56.0), ("lon", 5.0, 16.0)):
        degrees = _degrees(said[column])
        if degrees is None or not least <= degrees <= most:
            yield _(
                "“%(value)s” in column %(column)s is no place in Germany. It needs degrees from %(least)d to %(most)d."
            ) % {
                "value": _shown(said[column]),
                "column": column,
                "least": least,
                "most": most,
            }


def _degrees(text: str) -> float | None:
    try:
        degrees = float(text.replace(",", "."))
    except ValueError:
        return None
    return degrees if math.isfinite(degrees) else None


def _shown(value: str) -> str:
    """A value as it may stand in a message: short and printable."""
    printable = "".join(letter if letter.isprintable() else "�" for letter in value)
    return printable if len(printable) <= 40 else f"{printable[:39]}…"
