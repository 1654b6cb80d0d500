"""The tick before erasing in the office."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ErasingForm(forms.Form):
    sure = forms.BooleanField(
        label=_("I have made sure who asks for it, and know that this cannot be undone."),
        error_messages={"required": _("Please tick this first.")},
    )
