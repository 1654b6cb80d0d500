"""Small forms of a record's page: roles, affiliations, notes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from anpacken.alliance.models import Theme
from anpacken.people.actions.affiliations import Terms
from anpacken.people.choices import AffiliationKind, RoleKind
from anpacken.people.forms.fields import refuse_hidden
from anpacken.people.forms.office_fields import SubjectField


class DayField(forms.DateField):
    """A day, with the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)


class RoleForm(forms.Form):
    kind = forms.ChoiceField(label=_("Role"), choices=[("", "–"), *RoleKind.choices])
    from_on = DayField(label=_("From"))
    until_on = DayField(
        label=_("Until"), required=False, help_text=_("The first day without the role. Empty: it lasts.")
    )
    remark = forms.CharField(
        label=_("Remark"),
        required=False,
        max_length=120,
        validators=[refuse_hidden],
        help_text=_("For instance the award or the topic."),
    )


class RoleCorrection(RoleForm):
    """The kind of a role stays; another kind is another role."""

    kind = None  # type: ignore[assignment]


class AffiliationForm(forms.Form):
    """`found` looks up the other one, of the kind `other`; without it, whom the affiliation joins stays."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "–"), *AffiliationKind.choices])
    function = forms.CharField(label=_("Function"), required=False, max_length=120, validators=[refuse_hidden])
    theme = forms.ModelChoiceField(
        label=pgettext_lazy("contact person", "Topic"),
        queryset=Theme.objects.all(),
        required=False,
        help_text=_("For a contact person: for which topic."),
    )
    from_on = DayField(label=_("From"), required=False)
    until_on = DayField(label=_("Until"), required=False)

    def __init__(self, *args: Any, other: str = "", found: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if found is not None:
            label = _("Organisation") if other == "organisation" else _("Person")
            help_text = _("Type a part of the name and choose from what is suggested.")
            self.fields["other"] = SubjectField(kind=other, found=found, label=label, help_text=help_text)
            self.order_fields(["other"])

    def terms(self) -> Terms:
        data = self.cleaned_data
        return Terms(
            kind=AffiliationKind(data["kind"]),
            function=data["function"],
            theme=data["theme"],
            from_on=data["from_on"],
            until_on=data["until_on"],
        )


class NoteForm(forms.Form):
    text = forms.CharField(
        label=_("New note"),
        max_length=4000,
        validators=[refuse_hidden],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whoever it is about may ask to read it."),
    )
