"""Days and moments as people and programs write them."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import lru_cache

from django.utils import timezone

_GERMAN = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?(?:\s?Uhr)?")
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
# What follows the clock: "UTC", PostgreSQL's "+00", and Go's "+0200 CEST" or "+0000 +0000", as listmonk writes it.
_ZONE = re.compile(
    r"(?<=:\d\d)(?P<fraction>\.\d+)?\s?"
    r"(?:UTC|(?P<hours>[+-]\d\d):?(?P<minutes>\d\d)?(?:\s(?:[A-Z]{2,5}|[+-]\d{2,4}))?)$"
)
_FIRST_YEAR = 1900
_MONTHS = 12


@lru_cache(maxsize=4096)
def moment(text: str) -> datetime:
    """The moment that a cell names; a day alone means its noon, in the installation's time zone.

    Raises:
        ValueError: it cannot be read, or it could be read in two ways (3/6/2019).
    """
    text = text.strip()
    found = _iso(text) or _parted(text)
    if found is None or found.year < _FIRST_YEAR:
        raise ValueError(text)
    try:
        return found if timezone.is_aware(found) else timezone.make_aware(found)
    except OverflowError as error:
        raise ValueError(text) from error


def day(text: str) -> date:
    """The day that a cell names.

    Raises:
        ValueError: as `moment`.
    """
    return timezone.localtime(moment(text)).date()


def noon(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(12)))


def _iso(text: str) -> datetime | None:
    if not re.match(r"\d{4}-\d\d-\d\d", text):
        return None
    try:
        found = datetime.fromisoformat(_ZONE.sub(_as_offset, text))
    except ValueError:
        return None
    return datetime.combine(found.date(), time(12)) if len(text) == len("2019-01-01") else found


def _as_offset(zone: re.Match[str]) -> str:
    """The zone as `fromisoformat` reads it."""
    return f"{zone['fraction'] or ''}{zone['hours'] or '+00'}:{zone['minutes'] or '00'}"


def _parted(text: str) -> datetime | None:
    """3.6.2019, and with slashes only what can be read in one way."""
    if found := _GERMAN.fullmatch(text):
        on, month, year, *clock = found.groups()
    elif found := _SLASHES.fullmatch(text):
        on, month, year, *clock = found.groups()
        if int(on) <= _MONTHS and int(month) <= _MONTHS and on != month:
            return None
        if int(month) > _MONTHS:
            on, month = month, on
    else:
        return None
    hour, minute, second = (int(part or 0) for part in clock)
    try:
        return datetime(int(year), int(month), int(on), hour if clock[0] else 12, minute, second)  # noqa: DTZ001
    except ValueError:
        return None
