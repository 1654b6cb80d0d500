"""What the office enters here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anpacken.privacy.retention import Rule


class PeriodForm(forms.Form):
    """For how many days one kind of data is kept."""

    days = forms.IntegerField(label=_("Kept for so many days"))

    def __init__(self, rule: Rule, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["days"]
        field.help_text = _("Between %(least)s and %(most)s; %(days)s unless you choose otherwise.") % {
            "least": rule.least,
            "most": rule.most,
            "days": rule.days,
        }
        field.widget.attrs |= {"min": rule.least, "max": rule.most}
