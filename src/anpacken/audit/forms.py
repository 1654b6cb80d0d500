"""The form in front of an export of the log."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ExportForm(forms.Form):
    purpose = forms.CharField(
        label=_("What for?"),
        max_length=200,
        min_length=3,
        help_text=_("One sentence. It is written into the audit log together with your name; name nobody in it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    format = forms.ChoiceField(label=_("File"), choices=[("xlsx", _("Excel (XLSX)")), ("csv", _("Text (CSV)"))])
