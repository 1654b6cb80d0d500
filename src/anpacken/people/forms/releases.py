"""What the office looks for among statements and pictures."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from anpacken.people.choices import ConsentPurpose, FieldOwner, ReleaseState


class ReleaseFilterForm(forms.Form):
    """Which statements and pictures the list shows. What is not readable narrows nothing."""

    state = forms.ChoiceField(
        label=_("State"),
        choices=[
            (ReleaseState.WAITING.value, _("Waiting")),
            (ReleaseState.RELEASED.value, _("Released")),
            (ReleaseState.DECLINED.value, _("Not shown")),
        ],
        required=False,
    )
    purpose = forms.ChoiceField(
        label=_("What"),
        choices=[
            ("", _("All")),
            (ConsentPurpose.STATEMENT.value, _("Statements")),
            (ConsentPurpose.PHOTO.value, _("Photos and logos")),
        ],
        required=False,
    )
    kind = forms.ChoiceField(label=_("Of whom"), choices=[("", _("All")), *FieldOwner.choices], required=False)
    q = forms.CharField(label=_("Name"), max_length=200, required=False)

    def chosen(self) -> dict[str, str]:
        """The filters for `queries.releases.offers`."""
        self.is_valid()
        given = {name: str(self.cleaned_data.get(name) or "") for name in ("state", "purpose", "kind", "q")}
        return given | {"state": given["state"] or ReleaseState.WAITING.value}
