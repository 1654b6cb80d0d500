"""Refusals of the places room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from anpacken.core.refusals import Refusal


class MunicipalityUnknown(Refusal):
    code = "municipality_unknown"
    field = "municipality"
    sentence = _("“%(name)s” is not among the municipalities. Add it in the office, or check the spelling.")


class HalfAPlace(Refusal):
    code = "half_a_place"
    field = "latitude"
    sentence = _("A place on the map needs both latitude and longitude. Fill in both, or leave both empty.")


class TableUnreadable(Refusal):
    """`reason` says what is wrong with the file as a whole."""

    code = "table_unreadable"
    field = "file"
    sentence = _("The table of postcodes cannot be read. %(reason)s")


class GeographyMissing(Refusal):
    code = "geography_missing"
    sentence = _("There are no districts yet. Run “anpacken places_load” first.")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one line of a table."""

    line: int
    sentence: str


class RowsWrong(Refusal):
    """Some rows cannot be taken, so none is. `problems` names each of them."""

    code = "rows_wrong"
    field = "file"
    sentence = _("Nothing was written. Mistakes in the table: %(count)s. Correct them and import it again.")

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        super().__init__(count=len(self.problems))
