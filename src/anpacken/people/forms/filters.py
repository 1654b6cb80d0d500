"""Filters of the public list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anpacken.alliance.models import Theme
from anpacken.places.models import Region


class SupporterFilter(forms.Form):
    """Search, region, theme and kind; whatever makes no sense filters nothing."""

    q = forms.CharField(
        label=_("Name"), required=False, max_length=80, widget=forms.TextInput(attrs={"type": "search"})
    )
    region = forms.ChoiceField(label=_("Region"), required=False)
    theme = forms.ChoiceField(label=_("Theme"), required=False)
    kind = forms.ChoiceField(
        label=_("Who"),
        required=False,
        choices=[("", _("All")), ("person", _("Persons")), ("institution", _("Institutions"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        regions = Region.objects.values_list("code", "name")
        self.fields["region"].choices = [("", _("All")), *regions]  # type: ignore[attr-defined]
        themes = [(theme.slug, str(theme)) for theme in Theme.objects.filter(is_field_of_action=True)]
        self.fields["theme"].choices = [("", _("All")), *themes]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, str]:
        """The filters that make sense."""
        self.is_valid()
        return {name: self.cleaned_data.get(name) or "" for name in self.fields}
