"""Which badges, on which sheet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anpacken.door.paper.labels import SHEETS


def _sheets() -> list[tuple[str, str]]:
    return [(code, str(sheet)) for code, sheet in SHEETS.items()]


class BadgeForm(forms.Form):
    """The sheet of labels, and where on it to begin."""

    sheet = forms.ChoiceField(label=gettext_lazy("Sheet of labels"), choices=_sheets)
    first = forms.IntegerField(
        label=gettext_lazy("Begin at label"),
        min_value=1,
        initial=1,
        help_text=gettext_lazy("For a sheet of which some labels are gone, counted row by row from the top left."),
    )
    languages = forms.BooleanField(
        label=gettext_lazy("Put each person’s languages on the badges"),
        required=False,
        initial=False,
        help_text=gettext_lazy("The language of their mails, and what the register says that they speak."),
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        sheet, first = SHEETS.get(given.get("sheet", "")), given.get("first")
        if sheet is not None and first is not None and first > sheet.many:
            message = _("This sheet has %(many)d labels only. Please choose one of them.")
            self.add_error("first", message % {"many": sheet.many})
        return given
