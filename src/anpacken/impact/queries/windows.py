"""The stretch of days whose records count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q


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
