"""The forms that visitors fill in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from anpacken.events.asking import NOTHING, Asked
from anpacken.events.choices import MAX_CHILDREN, MAX_COMPANIONS, MAX_GROUP
from anpacken.events.models import Event, Registration
from anpacken.events.newsletter import FIELD as NEWSLETTER
from anpacken.events.rules import largest_group
from anpacken.people.forms.fields import AddressField, NameField, refuse_hidden

_LONGEST_NAME = 160


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
    children = forms.TypedChoiceField(
        label=_("Children who come along"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Every child takes a seat. Their age does not matter."),
    )
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
        _choose_up_to(
            self, _most(event, MAX_COMPANIONS, event.max_companions), _most(event, MAX_CHILDREN, event.max_children)
        )
        if event.approved_by_office:
            self.fields["email"].help_text = _("We write to you there as soon as the office has decided.")
        elif event.confirmed_by_mail:
            self.fields["email"].help_text = _("We send you a link there to confirm; your ticket follows.")
        # What the event asks stands before the support needs, which end the form.
        needs = self.fields.pop("support_needs")
        self.asked_fields = asked.fields()
        self.fields |= self.asked_fields
        self.fields["support_needs"] = needs
        # And after everything about the event what is not about it.
        newsletter = self.fields.pop(NEWSLETTER, None)
        if newsletter is not None:
            self.fields[NEWSLETTER] = newsletter

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
            "children": self.cleaned_data.get("children") or 0,
            "asked": self.asked,
            "answers": {name: self.cleaned_data.get(name) for name in self.asked_fields},
        }


class NamesField(forms.CharField):
    """Names, one in each line."""

    def __init__(self, **kwargs: Any) -> None:
        # Room for the largest group, and for some empty lines.
        most = 2 * MAX_GROUP * (_LONGEST_NAME + 2)
        super().__init__(required=False, max_length=most, widget=forms.Textarea({"rows": 6}), **kwargs)
        self.name_field = NameField(max_length=_LONGEST_NAME)

    def clean(self, value: Any) -> list[str]:
        lines = (line.strip() for line in str(super().clean(value)).splitlines())
        return [self.name_field.clean(line) for line in lines if line]

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class GroupForm(RegistrationForm):
    """An organisation registers a group under the name of its contact."""

    seats = forms.IntegerField(
        label=_("Seats, your own included"), min_value=2, widget=forms.NumberInput({"inputmode": "numeric"})
    )
    members = NamesField(
        label=_("Who comes with you, one name in each line"),
        help_text=_(
            "Only if you know already: names can be added and changed later by the link in the mail. They stand on "
            "badges and lists at the door, and nowhere else; please tell those whom you name."
        ),
    )

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        super().__init__(*args, event=event, **kwargs)
        for name in ("companions", "children"):
            self.fields.pop(name, None)
        self.fields["name"].label = _("Your name, as the group's contact")
        self.fields["organisation"].required = True
        _at_most(self, largest_group(event))
        self.order_fields(["organisation", "name", "email", "seats", "members"])

    def details(self) -> dict[str, Any]:
        companions = self.cleaned_data["seats"] - 1
        members = self.cleaned_data["members"]
        return {**super().details(), "companions": companions, "is_group": True, "members": members}


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

    children = forms.TypedChoiceField(label=_("Children who come along"), coerce=int)

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        stands = {
            "name": registration.name,
            "organisation": registration.organisation_name,
            "companions": registration.companions,
            "children": registration.children,
        }
        super().__init__(*args, **{"initial": stands, **kwargs})
        event = registration.event
        # Whoever brings more than the event allows by now keeps the seats, or gives some back.
        _choose_up_to(
            self,
            max(_most(event, MAX_COMPANIONS, event.max_companions), registration.companions),
            max(_most(event, MAX_CHILDREN, event.max_children), registration.children),
        )

    def clean_organisation(self) -> str:
        return " ".join(self.cleaned_data["organisation"].split())

    def details(self) -> dict[str, Any]:
        """What the action takes, of a valid form."""
        return {
            "name": self.cleaned_data["name"],
            "organisation": self.cleaned_data["organisation"],
            "companions": self.cleaned_data.get("companions", 0),
            "children": self.cleaned_data.get("children", 0),
        }


class GroupChangeForm(ChangeForm):
    """What the contact of a group may change: the number of seats, and who comes."""

    seats = forms.IntegerField(
        label=_("Seats, your own included"),
        min_value=1,
        widget=forms.NumberInput({"inputmode": "numeric"}),
        help_text=_("Seats that you give back go to others at once."),
    )
    members = NamesField(
        label=_("Who comes with you, one name in each line"),
        help_text=_("They stand on badges and lists at the door, and nowhere else; please tell those whom you name."),
    )

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        initial = {"seats": registration.seats, "members": registration.member_names}
        super().__init__(*args, registration=registration, **kwargs)
        self.initial = {**self.initial, **initial}
        for name in ("companions", "children"):
            self.fields.pop(name, None)
        _at_most(self, max(largest_group(registration.event), registration.seats))

    def details(self) -> dict[str, Any]:
        given = {"companions": self.cleaned_data["seats"] - 1, "members": self.cleaned_data["members"]}
        return {**super().details(), **given}


def change_form(registration: Registration, given: Any = None) -> ChangeForm:
    """The form for a registration as it stands; `given` is what was sent."""
    form_class = GroupChangeForm if registration.is_group else ChangeForm
    return form_class(given, registration=registration)


def _at_most(form: forms.Form, most: int) -> None:
    field = form.fields["seats"]
    field.max_value = most  # type: ignore[attr-defined]
    field.validators.append(MaxValueValidator(most))
    field.widget.attrs["max"] = most


def _most(event: Event, ever: int, here: int) -> int:
    """How many may come along: here, ever, and beside whoever registers."""
    most = min(here, ever)
    return most if event.capacity is None else min(most, max(0, event.capacity - 1))


def _choose_up_to(form: forms.Form, companions: int, children: int) -> None:
    """Offers numbers to choose from; what nobody may bring is not asked."""
    for name, nobody, most in (
        ("companions", _("No other adults") if children else _("Nobody, I come alone"), companions),
        ("children", _("No children"), children),
    ):
        if most:
            choices = [(0, nobody), *((number, _people(number, name)) for number in range(1, most + 1))]
            form.fields[name].choices = choices  # type: ignore[attr-defined]
        else:
            del form.fields[name]


def _people(number: int, kind: str) -> str:
    if kind == "children":
        return ngettext("%(number)d child", "%(number)d children", number) % {"number": number}
    return ngettext("%(number)d person", "%(number)d people", number) % {"number": number}
