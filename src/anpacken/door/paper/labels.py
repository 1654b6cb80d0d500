"""Sheets of labels and of badge cards, by their measures. All are A4; other measures are one more line here."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Sheet:
    """Millimetres. `left` and `top` are the margins up to the first label, `between` and `below` the gaps."""

    code: str
    columns: int
    rows: int
    width: float
    height: float
    left: float
    top: float
    between: float = 0
    below: float = 0

    @property
    def many(self) -> int:
        """How many labels are on a sheet."""
        return self.columns * self.rows

    def __str__(self) -> str:
        return _("%(width)s × %(height)s mm, %(many)d on A4") % {
            "width": _millimetres(self.width),
            "height": _millimetres(self.height),
            "many": self.many,
        }


def _millimetres(length: float) -> str:
    return number_format(length, decimal_pos=None if length % 1 else 0)


SHEETS = {
    sheet.code: sheet
    for sheet in (
        Sheet("3x8", 3, 8, 70, 36, left=0, top=4.5),
        Sheet("3x7", 3, 7, 63.5, 38.1, left=7.25, top=15.15, between=2.5),
        Sheet("2x5", 2, 5, 85, 54, left=15, top=13.5, between=10),
        Sheet("2x5-small", 2, 5, 80, 50, left=17.5, top=13.5, between=15, below=5),
        Sheet("2x4", 2, 4, 99.1, 67.7, left=4.65, top=13.1, between=2.5),
    )
}
