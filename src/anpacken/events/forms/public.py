"""The forms that visitors fill in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from anpacken.events.asking import NOTHING, Asked
from anpacken.events.choices import MAX_COMPANIONS
from anpacken.events.models import Event, Registration
from anpacken.people.forms.fields import AddressField, NameField, refuse_hidden


class RegistrationForm(forms.Form):
    """Who comes. Whether they may is the action's business."""

    use_required_attribute = False

    name = NameField(label=_("Your name"), max_length=160, widget=forms.TextInput({"autocomplete": "name"}))
    email = AddressField(
        label=_("Your mail address"),
        max_length=254,
        help_text=_("We send your ticket there, with a link to cancel."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    organisation = forms.CharField(
        label=_("Organisation"),
        max_length=200,
        required=False,
        validators=[refuse_hidden],
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    companions = forms.TypedChoiceField(label=_("Who comes with you"), coerce=int, empty_value=None, required=False)
    support_needs = forms.CharField(
        label=_("What do you need so that you can take part well?"),
        max_length=1000,
        required=False,
        validators=[refuse_hidden],
        help_text=_("For instance step-free access, sign language, childcare. Only the office reads this."),
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, event: Event, asked: Asked = NOTHING, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        most = _most_companions(event)
        if most:
            self.fields["companions"].choices = _companions_up_to(most)  # type: ignore[attr-defined]
        else:
            del self.fields["companions"]
        # What the event asks stands before the support needs, which end the form.
        needs = self.fields.pop("support_needs")
        self.asked_fields = asked.fields()
        self.fields |= self.asked_fields
        self.fields["support_needs"] = needs

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for name, sentence in self.asked.check(given).items():
            self.add_error(name if name in self.fields else None, sentence)
        return given

    def clean_organisation(self) -> str:
        return " ".join(self.cleaned_data["organisation"].split())

    def clean_support_needs(self) -> str:
        return str(self.cleaned_data["support_needs"]).replace("\r\n", "\n").strip()

    def details(self) -> dict[str, Any]:
        """What the action takes, of a valid form."""
        return {
            "name": self.cleaned_data["name"],
            "email": self.cleaned_data["email"],
            "organisation": self.cleaned_data["organisation"],
            "support_needs": self.cleaned_data["support_needs"],
            "companions": self.cleaned_data.get("companions") or 0,
            "asked": self.asked,
            "answers": {name: self.cleaned_data.get(name) for name in self.asked_fields},
        }


class ChangeForm(forms.Form):
    """What somebody may change about a registration that stands, by the mailed link."""

    use_required_attribute = False

    name = NameField(label=_("Name"), max_length=160, widget=forms.TextInput({"autocomplete": "name"}))
    organisation = forms.CharField(
        label=_("Organisation"),
        max_length=200,
        required=False,
        validators=[refuse_hidden],
        widget=forms.TextInput({"autocomplete": "organization"}),
    )
    companions = forms.TypedChoiceField(
        label=_("Who comes with you"), coerce=int, help_text=_("Seats that you give back go to others at once.")
    )

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        stands = {
            "name": registration.name,
            "organisation": registration.organisation_name,
            "companions": registration.companions,
        }
        super().__init__(*args, **{"initial": stands, **kwargs})
        # Whoever brings more than the event allows by now keeps the seats, or gives some back.
        most = max(_most_companions(registration.event), registration.companions)
        if most:
            self.fields["companions"].choices = _companions_up_to(most)  # type: ignore[attr-defined]
        else:
            del self.fields["companions"]

    def clean_organisation(self) -> str:
        return " ".join(self.cleaned_data["organisation"].split())

    def details(self) -> dict[str, Any]:
        """What the action takes, of a valid form."""
        return {
            "name": self.cleaned_data["name"],
            "organisation": self.cleaned_data["organisation"],
            "companions": self.cleaned_data.get("companions", 0),
        }


def _most_companions(event: Event) -> int:
    most = min(event.max_companions, MAX_COMPANIONS)
    return most if event.capacity is None else min(most, max(0, event.capacity - 1))


def _companions_up_to(most: int) -> list[tuple[int, Any]]:
    return [(0, _("Nobody, I come alone")), *((number, _people(number)) for number in range(1, most + 1))]


def _people(number: int) -> str:
    return ngettext("%(number)d person", "%(number)d people", number) % {"number": number}
