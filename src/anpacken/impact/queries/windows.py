"""The stretch of days whose records count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone


@dataclass(frozen=True, slots=True)
class Window:
    """The days after `after` (all days if none) up to and including `until`.

    The opening balance already holds its own day, so that day is left out; the cut-off day is in.
    """

    after: date | None
    until: date

    def of_days(self, column: str) -> Q:
        """The condition on a date column."""
        days = Q(**{f"{column}__lte": self.until})
        return days if self.after is None else days & Q(**{f"{column}__gt": self.after})


Windows = Mapping[str, Window]
"""A window for each part of a figure; the empty key for a figure without parts."""


def end_of(day: date) -> datetime:
    """The moment at which `day` is over in the installation's time zone."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
