"""Dates that are known only to the month, the season or the year."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.dateformat import format as format_date
from django.utils.formats import get_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# Meteorological seasons, three months each.
SEASONS = dict.fromkeys((3, 4, 5), "spring") | dict.fromkeys((6, 7, 8), "summer") | dict.fromkeys((9, 10, 11), "autumn")


class DatePrecision(models.TextChoices):
    DAY = "day", gettext_lazy("to the day")
    MONTH = "month", gettext_lazy("to the month")
    SEASON = "season", gettext_lazy("to the season")
    YEAR = "year", gettext_lazy("to the year")


def season_name(day: date) -> str:
    """The season of `day` (meteorological, three months each) in the active language."""
    return {
        "spring": _("spring"),
        "summer": _("summer"),
        "autumn": _("autumn"),
        "winter": _("winter"),
    }[SEASONS.get(day.month, "winter")]


def in_words(day: date, precision: str = DatePrecision.DAY) -> str:
    """`day` written out in the active language, no more exactly than it is known."""
    match precision:
        case DatePrecision.MONTH:
            return format_date(day, "F Y")
        case DatePrecision.SEASON:
            return _season_and_year(day)
        case DatePrecision.YEAR:
            return str(day.year)
        case _:
            return format_date(day, get_format("DATE_FORMAT"))


def _season_and_year(day: date) -> str:
    year = day.year - 1 if day.month < 3 else day.year  # January and February end a winter
    return {
        "spring": _("Spring %(year)s"),
        "summer": _("Summer %(year)s"),
        "autumn": _("Autumn %(year)s"),
        "winter": _("Winter %(year)s/%(next_year)s"),
    }[SEASONS.get(day.month, "winter")] % {"year": year, "next_year": f"{(year + 1) % 100:02}"}
