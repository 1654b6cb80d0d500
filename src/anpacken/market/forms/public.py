"""The forms that applicants fill in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from anpacken.market.actions.applications import WRITTEN
from anpacken.market.choices import MOST_PEOPLE, MOST_TABLES
from anpacken.market.models import Application, Call
from anpacken.people.forms.fields import AddressField, ConsentField, NameField, refuse_hidden

_TELEPHONE = RegexValidator(r"^[0-9 +()/.-]{5,40}\Z", _("Please write a telephone number with digits only."))


def _text(label: Any, most: int, *, rows: int = 0, **options: Any) -> forms.CharField:
    widget = forms.Textarea({"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, max_length=most, validators=[refuse_hidden], widget=widget, **options)


class DetailsForm(forms.Form):
    """What is shown, and what it takes. The applicant changes this until the deadline."""

    use_required_attribute = False

    organisation_name = NameField(
        label=_("Organisation or group"), max_length=160, widget=forms.TextInput({"autocomplete": "organization"})
    )
    title = NameField(label=_("Name of the project"), max_length=120)
    shows = _text(
        _("What do you show?"), 600, rows=4, help_text=_("Two or three sentences for the public list of exhibitors.")
    )
    contact_name = NameField(
        label=_("Contact person"), max_length=160, widget=forms.TextInput({"autocomplete": "name"})
    )
    phone = forms.CharField(
        label=_("Telephone"),
        max_length=40,
        required=False,
        validators=[_TELEPHONE],
        help_text=_("For questions while the stands are put up."),
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
    )
    tables = forms.TypedChoiceField(label=_("Tables"), coerce=int)
    needs_power = ConsentField(label=_("We need power"), required=False)
    power_for = _text(_("Power for what?"), 120, required=False, help_text=_("For instance two laptops, a kettle."))
    brings = _text(
        _("What do you bring along?"),
        400,
        rows=3,
        required=False,
        help_text=_(
            "For instance a banner, display boards, a game for children; with width and height if it is large."
        ),
    )
    people = forms.IntegerField(
        label=_("How many people are at your stand?"), min_value=1, max_value=MOST_PEOPLE, initial=2
    )
    support_needs = _text(
        _("What do you need so that you can take part well?"),
        600,
        rows=3,
        required=False,
        help_text=_("For instance step-free access, a lower table, sign language. Only the office reads this."),
    )

    def __init__(self, *args: Any, call: Call, application: Application | None = None, **kwargs: Any) -> None:
        if application is not None:
            kwargs["initial"] = {name: getattr(application, name) for name in WRITTEN}
        super().__init__(*args, **kwargs)
        most = min(max(call.most_tables, application.tables if application else 0), MOST_TABLES)
        self.fields["tables"].choices = [(number, _tables(number)) for number in range(most + 1)]  # type: ignore[attr-defined]
        if application is None:
            self.fields["tables"].initial = min(1, most)

    def clean_shows(self) -> str:
        return _lines(self.cleaned_data["shows"])

    def clean_brings(self) -> str:
        return _lines(self.cleaned_data["brings"])

    def clean_support_needs(self) -> str:
        return _lines(self.cleaned_data["support_needs"])

    def clean_power_for(self) -> str:
        return " ".join(self.cleaned_data["power_for"].split())

    def values(self) -> dict[str, Any]:
        """What the actions take, of a valid form."""
        given = {name: self.cleaned_data[name] for name in WRITTEN}
        if not given["needs_power"]:
            given["power_for"] = ""
        return given


class ApplicationForm(DetailsForm):
    """The same with the mail address, and with a field that people do not see: whoever fills it in is a machine."""

    email = AddressField(
        label=_("Mail address"),
        max_length=254,
        help_text=_("We send a link there by which you see, change and withdraw your application."),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    homepage = forms.CharField(
        label=_("Please leave this empty"),
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}),
    )

    field_order = ("organisation_name", "title", "shows", "contact_name", "email", "phone")

    @property
    def is_from_a_machine(self) -> bool:
        return bool(self.cleaned_data["homepage"])


def _tables(number: int) -> str:
    if not number:
        return str(_("No table"))
    return ngettext("%(number)d table", "%(number)d tables", number) % {"number": number}


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
