"""Filters of the public lists. What cannot be understood is left out and said, never an error page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict  # noqa: TID251  a type of what comes in
from django.utils.translation import gettext_lazy as _

from anpacken.alliance.models import Theme
from anpacken.events.choices import EventFormat
from anpacken.events.queries.listing import Filters
from anpacken.places.models import Region


class EventFilterForm(forms.Form):
    """`filters()` gives what was understood; `left_out` says whether anything was not."""

    q = forms.CharField(label=_("Search"), max_length=100, required=False, widget=forms.TextInput({"type": "search"}))
    format = forms.ChoiceField(label=_("Kind"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)

    left_out = False

    def __init__(self, data: QueryDict | None = None, **kwargs: Any) -> None:
        super().__init__(data or None, **kwargs)
        everything = ("", _("all"))
        self.fields["format"].choices = [everything, *EventFormat.choices]  # type: ignore[attr-defined]
        self.fields["theme"].choices = [  # type: ignore[attr-defined]
            everything,
            *((theme.slug, theme.name) for theme in Theme.objects.filter(is_field_of_action=True)),
        ]
        self.fields["region"].choices = [  # type: ignore[attr-defined]
            everything,
            *((region.code, region.name) for region in Region.objects.all()),
        ]

    def filters(self) -> Filters:
        if not self.is_bound:
            return Filters()
        self.left_out = not self.is_valid()
        understood = dict(self.cleaned_data)
        if self.left_out:
            # The form is shown again with what was understood only.
            kept = QueryDict(mutable=True)
            kept.update({name: str(value) for name, value in understood.items() if value})
            self.data = kept
            self._errors = None
            self.full_clean()
        return Filters.of(understood)


class PastFilterForm(EventFilterForm):
    """The same for what has been, by year."""

    year = forms.ChoiceField(label=_("Year"), required=False)

    def __init__(self, data: QueryDict | None = None, *, years: list[int], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        choices = [("", _("all")), *((str(year), str(year)) for year in years)]
        self.fields["year"].choices = choices  # type: ignore[attr-defined]
