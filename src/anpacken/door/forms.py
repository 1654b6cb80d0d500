from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anpacken.core import clock
from anpacken.core.counts import CountWord
from anpacken.door.actions.check_in import NONCE, Given
from anpacken.door.choices import MOST_WALK_INS
from anpacken.programme.models import Item


class CheckInForm(forms.Form):
    """One press of the button on the page, as it comes without JavaScript."""

    nonce = forms.RegexField(NONCE)
    code = forms.CharField(max_length=200, required=False)
    heads = forms.IntegerField(min_value=0, max_value=MOST_WALK_INS, required=False)
    takes_back = forms.BooleanField(required=False)

    def given(self, item: Item | None) -> Given:
        """What was pressed, now and at this place."""
        values: dict[str, Any] = self.cleaned_data
        return Given(values["nonce"], clock.now(), values["code"], item, values["heads"] or 0, values["takes_back"])


class CountForm(forms.Form):
    """How exactly the number is meant that the event takes over."""

    word = forms.ChoiceField(label=_("Counted"), choices=CountWord.choices, initial=CountWord.EXACT)
