"""The filter of the public list. What cannot be understood is left out and said, never an error page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anpacken.alliance.models import Theme
from anpacken.network.queries.projects import Filters
from anpacken.places import queries as places_queries


class ProjectFilterForm(forms.Form):
    """`filters()` gives what was understood; `left_out` says whether anything was not."""

    q = forms.CharField(
        label=_("Search"), max_length=100, required=False, widget=forms.TextInput(attrs={"type": "search"})
    )
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)
    district = forms.ChoiceField(label=_("District"), required=False)

    left_out = False

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data or None)
        regions = list(places_queries.regions_with_districts())
        themes = Theme.objects.filter(is_field_of_action=True)
        self._offer("theme", _("All themes"), [(theme.slug, str(theme.name)) for theme in themes])
        self._offer("region", _("All regions"), [(region.code, region.name) for region in regions])
        self._offer(
            "district",
            _("All districts"),
            [(region.name, [(one.ags, one.full_name) for one in region.districts.all()]) for region in regions],
        )

    def filters(self) -> Filters:
        if not self.is_bound:
            return Filters()
        self.left_out = not self.is_valid()
        understood = {name: value for name, value in self.cleaned_data.items() if value}
        if self.left_out:
            # The form is shown again with what was understood, so that it says what the list shows.
            self.data = understood
            self.full_clean()
        return Filters.of(understood)

    def _offer(self, name: str, everything: Any, choices: list[Any]) -> None:
        self.fields[name].choices = [("", everything), *choices]  # type: ignore[attr-defined]
