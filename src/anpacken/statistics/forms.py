"""What the office chooses before it reads numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from anpacken.core import clock
from anpacken.events.models import Event
from anpacken.places.models import Region
from anpacken.statistics.queries import periods
from anpacken.statistics.queries.periods import Period

# Far from where days cannot be counted back any more.
FIRST_YEAR, LAST_YEAR = 1900, 2200


class CompareForm(forms.Form):
    """Up to two earlier events. What is no choice is no error: an old address simply compares with nothing."""

    first = forms.ChoiceField(label=_("Compare with"), required=False)
    second = forms.ChoiceField(label=_("and with"), required=False)

    def __init__(self, data: Any, *, among: Sequence[Event], usual: Sequence[Event]) -> None:
        known = {event.public_id: event for event in among}
        asked = [data.get(name, "") for name in ("first", "second")]
        if not any(name in data for name in ("first", "second")):
            asked = [*(event.public_id for event in usual), "", ""][:2]
        self.events = [known[one] for one in dict.fromkeys(asked) if one in known]
        super().__init__(initial={"first": asked[0], "second": asked[1]}, auto_id="compare-%s")
        for field in self.fields.values():
            field.choices = [("", _("nothing")), *((one.public_id, _said(one)) for one in among)]  # type: ignore[attr-defined]


class PeriodForm(forms.Form):
    """Which events. Without an answer: all of this year."""

    since = forms.DateField(label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    format = forms.ChoiceField(label=_("Format"), required=False)
    region = forms.ModelChoiceField(
        Region.objects.all(), label=_("Regional office"), required=False, to_field_name="code", empty_label=_("all")
    )

    def __init__(self, data: Any) -> None:
        super().__init__(data or None, auto_id="period-%s")
        self.fields["format"].choices = [("", _("all")), *periods.formats()]  # type: ignore[attr-defined]
        usual = Period.of_year(clock.today().year)
        self.initial = {"since": usual.first.isoformat(), "until": usual.last.isoformat()}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        for name in ("since", "until"):
            if given.get(name) and not FIRST_YEAR <= given[name].year <= LAST_YEAR:
                self.add_error(name, _("Please choose a day of our time."))
        if since and until and until < since:
            self.add_error("until", _("The last day lies before the first. Please check both."))
        return given

    @property
    def period(self) -> Period:
        """What was chosen; an open end is that of the year of the other."""
        given = self.cleaned_data if self.is_bound and self.is_valid() else {}
        since, until = given.get("since"), given.get("until")
        year = (since or until or clock.today()).year
        usual = Period.of_year(year)
        return Period(since or usual.first, until or max(usual.last, since or usual.last))


def _said(event: Event) -> str:
    day = date_format(event.starts_on, "SHORT_DATE_FORMAT") if event.starts_on else ""
    return f"{event.title} ({day})"
