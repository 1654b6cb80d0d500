"""Filters of the public pages. What cannot be understood is refused with a sentence, never an error page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anpacken.alliance.models import Theme
from anpacken.core import clock
from anpacken.core.refusals import Refusal
from anpacken.impact.choices import PublicationKind
from anpacken.impact.models import AllianceYear
from anpacken.impact.queries.figures import check_day

Data = Mapping[str, Any] | None
EVERYTHING = ("", _("all"))


class CutOffForm(forms.Form):
    """Up to which day the figures are asked for."""

    am = forms.DateField(
        label=_("Cut-off day"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
        error_messages={"invalid": _("This is no day. Write it like 2019-10-10 or 10.10.2019.")},
    )

    def __init__(self, data: Data = None, **kwargs: Any) -> None:
        super().__init__(data if data and data.get("am") else None, **kwargs)

    def clean_am(self) -> date | None:
        day: date | None = self.cleaned_data["am"]
        try:
            return check_day(day) if day else None
        except Refusal as refusal:
            raise forms.ValidationError(refusal.message, code=refusal.code) from None

    @property
    def day(self) -> date:
        """The day that was asked for; today if none was, or none that can be answered."""
        asked: date | None = self.cleaned_data.get("am") if self.is_bound and self.is_valid() else None
        return asked or clock.today()

    @property
    def query(self) -> str:
        """The query string that carries the day on to other pages; empty for today."""
        return f"?am={self.day.isoformat()}" if self.is_bound and self.is_valid() and self.cleaned_data["am"] else ""


class OutcomeFilterForm(forms.Form):
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    year = forms.ChoiceField(label=_("Alliance year"), required=False)

    def __init__(self, data: Data = None, **kwargs: Any) -> None:
        super().__init__(data or None, **kwargs)
        themes = Theme.objects.filter(outcomes__isnull=False).distinct()
        years = AllianceYear.objects.filter(outcomes__isnull=False).distinct()
        self.fields["theme"].choices = [EVERYTHING, *((theme.slug, str(theme.name)) for theme in themes)]  # type: ignore[attr-defined]
        self.fields["year"].choices = [EVERYTHING, *((str(year.number), str(year.number)) for year in years)]  # type: ignore[attr-defined]


class PublicationFilterForm(forms.Form):
    q = forms.CharField(label=_("Search"), max_length=100, required=False, widget=forms.TextInput({"type": "search"}))
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[EVERYTHING, *PublicationKind.choices])

    def __init__(self, data: Data = None, **kwargs: Any) -> None:
        super().__init__(data or None, **kwargs)


class PressFilterForm(forms.Form):
    q = forms.CharField(label=_("Search"), max_length=100, required=False, widget=forms.TextInput({"type": "search"}))

    def __init__(self, data: Data = None, **kwargs: Any) -> None:
        super().__init__(data or None, **kwargs)


def understood(form: forms.Form) -> dict[str, Any]:
    """What a filter form says, without what it could not understand."""
    form.is_valid()
    return dict(form.cleaned_data) if form.is_bound else {}
