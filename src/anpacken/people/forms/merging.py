"""What the office enters about duplicates."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anpacken.people.choices import FieldOwner, PairReason, PairState
from anpacken.people.queries.merging import KEPT, SHADOW
from anpacken.places.models import Region


class PairFilterForm(forms.Form):
    """Which pairs the list shows. What is not readable narrows nothing."""

    kind = forms.ChoiceField(label=_("Records"), choices=FieldOwner.choices, required=False)
    state = forms.ChoiceField(label=_("State"), required=False)
    reason = forms.ChoiceField(label=_("What speaks for it"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)
    q = forms.CharField(label=_("Name, address or place"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["state"].choices = [(state.value, state.label) for state in (PairState.OPEN, PairState.DISTINCT)]
        fields["reason"].choices = [("", _("Any")), *PairReason.choices]
        fields["region"].choices = [("", _("All regions")), *Region.objects.values_list("code", "name")]

    def value(self, name: str, default: str = "") -> str:
        """What was entered, if it is good; else `default`."""
        self.is_valid()
        return str(self.cleaned_data.get(name) or default)


class PartnerForm(forms.Form):
    """With which record another one is to be merged."""

    q = forms.CharField(label=_("Name, address, place or number of the record"), max_length=200, required=False)


class MergeForm(forms.Form):
    """Which value stays, for every choice that the page shows."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, names: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = list(names)
        for name in self.names:
            self.fields[f"choice_{name}"] = forms.ChoiceField(choices=[(KEPT, KEPT), (SHADOW, SHADOW)], required=False)

    def chosen(self) -> dict[str, str]:
        return {name: side for name in self.names if (side := self.cleaned_data.get(f"choice_{name}"))}
