"""The form for an event's own words in one kind of mail."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anpacken.events.models import EventText


def roomy(field: forms.Field) -> None:
    """Gives a text in several languages room for a letter."""
    for each in field.widget.widgets:
        each.attrs["rows"] = 10


class EventTextForm(forms.ModelForm):
    """Subject and text in every language. Blank: the standard words."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roomy(self.fields["text"])

    class Meta:
        model = EventText
        fields = ("subject", "text")
        help_texts: Any = {
            "subject": _("Blank: the standard subject."),
            "text": _("Blank: the standard words. A blank line begins a new paragraph."),
        }
