"""Forms around a segment: what it is called, and what its people are taken out for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anpacken.audit.forms import ExportForm
from anpacken.people.choices import ConsentPurpose
from anpacken.segments.models import Segment

NO_CONTACT = "none"


class SegmentForm(forms.ModelForm[Segment]):
    class Meta:
        model = Segment
        fields = ("name", "description", "subject")
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "off"}), "subject": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        subject: Any = self.fields["subject"]
        subject.choices = [choice for choice in subject.choices if choice[0]]


class SegmentExportForm(ExportForm):
    contact = forms.ChoiceField(
        label=_("Consent"),
        choices=[
            *((purpose.value, purpose.label) for purpose in ConsentPurpose),
            (NO_CONTACT, _("nobody is contacted: everybody of the segment, without addresses")),
        ],
        initial=ConsentPurpose.NEWSLETTER,
        help_text=_("Only who agreed to this is in the file."),
    )
    field_order = ("contact", "purpose", "format")
