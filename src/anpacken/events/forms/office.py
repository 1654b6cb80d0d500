"""The forms of the office."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from anpacken.events.asking import NOTHING, Asked
from anpacken.events.forms.public import GroupForm, RegistrationForm
from anpacken.events.models import Event
from anpacken.people.forms.fields import refuse_hidden


class _ByHand(RegistrationForm):
    """What the office enters for others. The mail goes out in the language chosen."""

    def __init__(self, *args: Any, event: Event, asked: Asked = NOTHING, **kwargs: Any) -> None:
        super().__init__(*args, event=event, asked=asked, **kwargs)
        self.fields["email"].label = _("Mail address")
        self.fields["email"].help_text = _("Ticket or waiting list mail goes there.")
        self.fields["support_needs"].label = _("Support needs")
        self.fields["support_needs"].help_text = _("Sensitive: only what the person needs to take part.")
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of the mails"), choices=settings.LANGUAGES, initial=settings.LANGUAGE_CODE
        )

    def details(self) -> dict[str, Any]:
        return {**super().details(), "language": self.cleaned_data["language"]}


class OfficeRegistrationForm(_ByHand):
    """Somebody registers by telephone or letter."""

    def __init__(self, *args: Any, event: Event, asked: Asked = NOTHING, **kwargs: Any) -> None:
        super().__init__(*args, event=event, asked=asked, **kwargs)
        self.fields["name"].label = _("Name")
        self.order_fields(["name", "email", "organisation", "companions", "children", "language", *self.asked_fields])


class OfficeGroupForm(_ByHand, GroupForm):
    """An organisation registers its group by telephone or letter."""

    def __init__(self, *args: Any, event: Event, asked: Asked = NOTHING, **kwargs: Any) -> None:
        super().__init__(*args, event=event, asked=asked, **kwargs)
        self.fields["name"].label = _("Contact of the group")
        self.fields["seats"].label = _("Seats, the contact's included")
        self.fields["members"].label = _("Who else comes, one name in each line")
        self.fields["members"].help_text = _("As far as they are known. They stand on badges and lists at the door.")


class DecisionForm(forms.Form):
    """What the office decides about requests for a seat."""

    use_required_attribute = False

    requests = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": _("Please choose at least one request.")}
    )
    deed = forms.ChoiceField(
        choices=[("approve", _("Approve")), ("decline", _("Decline"))],
        error_messages={"required": _("Please choose what to do."), "invalid_choice": _("Please choose what to do.")},
    )
    reason = forms.CharField(max_length=1000, required=False, validators=[refuse_hidden])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Which of them are open is the action's business; here they only have to be keys.
        self.fields["requests"].valid_value = _is_key  # type: ignore[attr-defined]


def _is_key(value: object) -> bool:
    return str(value).isascii() and str(value).isdigit() and len(str(value)) <= 18


class CopyForm(forms.Form):
    """When the copy takes place. Everything else is changed on the copy itself."""

    use_required_attribute = False

    starts_on = forms.DateField(label=_("First day"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))

    def clean_starts_on(self) -> date:
        day: date = self.cleaned_data["starts_on"]
        if not 2000 <= day.year <= 2200:
            raise forms.ValidationError(_("Please check the year."))
        return day
