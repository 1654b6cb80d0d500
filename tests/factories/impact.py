"""Years, balances, held events, prizes and publications for tests, made by the rooms' own actions."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from anpacken.core.actors import Actor
from anpacken.core.counts import Count, CountWord
from anpacken.core.texts import translated
from anpacken.events.choices import EventFormat, EventState
from anpacken.events.models import Event
from anpacken.impact.actions import balances, prizes, publications, years
from anpacken.impact.models import AllianceYear, OpeningBalance, Prize, Publication
from tests.factories.events import make_event

BY = Actor.command("tests")
BEFORE = date(2018, 11, 5)
START = date(2018, 11, 6)
CUT_OFF = date(2019, 10, 10)
_numbers = count(1)


def about(value: int) -> Count:
    return Count(value, CountWord.ABOUT)


def more_than(value: int) -> Count:
    return Count(value, CountWord.MORE_THAN)


def make_year(**details: Any) -> AllianceYear:
    """The fourth alliance year: 6 November 2018 to 5 November 2019, cut off on 10 October 2019, published."""
    given: dict[str, Any] = {
        "number": 4,
        "starts_on": START,
        "ends_on": date(2019, 11, 5),
        "cut_off_on": CUT_OFF,
        "title": translated(de="Viertes Jahr", en="Fourth year"),
        "is_published": True,
    }
    return years.ensure_year(**{**given, **details}, by=BY)


def balance(figure: str, value: int, *, part: str = "", as_of: date = BEFORE, word: str = "exact") -> OpeningBalance:
    return balances.set_opening(
        figure=figure, part=part, value=value, word=word, as_of=as_of, source=translated(de="Aus dem Bericht"), by=BY
    )


def held(on: date, format: EventFormat = EventFormat.REGIONAL_DIALOGUE, **facts: Any) -> Event:  # noqa: A002
    """An event that was held on the day `on`."""
    given = {"starts_on": on, "format": format, "state": EventState.HELD, "takes_registrations": False}
    return make_event(**{**given, **facts})


def make_publication(on: date, kind: str = "brochure", **details: Any) -> Publication:
    number = next(_numbers)
    given: dict[str, Any] = {"slug": f"publication-{number}", "title": translated(de=f"Heft {number}")}
    return publications.ensure_publication(kind=kind, published_on=on, **{**given, **details}, by=BY)


def make_prize(on: date, **details: Any) -> Prize:
    number = next(_numbers)
    given: dict[str, Any] = {
        "slug": f"prize-{number}",
        "award_name": translated(de="Integrationspreis"),
        "name": translated(de=f"Sonderpreis {number}"),
        "is_special_prize": True,
    }
    return prizes.ensure_prize(awarded_on=on, **{**given, **details}, by=BY)
