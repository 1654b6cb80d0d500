"""The form of becoming a supporter, for a person and for an institution."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from anpacken.alliance.queries import current as current_alliance
from anpacken.core import languages
from anpacken.people import wordings
from anpacken.people.choices import OrganisationKind
from anpacken.people.errors import ConsentMissing, StatementMissing, StatementNotAgreed
from anpacken.people.forms.fields import (
    AddressField,
    ConsentField,
    NameField,
    PostcodeField,
    StatementField,
    ThemesField,
)
from anpacken.people.wordings import Wording

_WHY_NEWSLETTER = _("Your choice; you become a supporter without it, too.")
_WHY_LISTING = _("Your choice; without it nobody outside the office sees that you support us.")
_WHY_STATEMENT = _(
    "Only together with a statement above. It stands in public only if you are on the public list, too, and once the "
    "office has looked at it."
)
STATEMENT_AT_MOST = 280


class SignUpForm(forms.Form):
    """A person becomes a supporter."""

    institution = False

    first_name = NameField(
        label=_("First name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        help_text=_("So that we can write to you by your name."),
    )
    last_name = NameField(
        label=_("Last name"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
    )
    email = AddressField(
        label=_("Mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We send a link to it, so that nobody can sign you up but you yourself."),
    )
    postcode = PostcodeField(
        label=_("Postcode"),
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "inputmode": "numeric", "size": 6}),
        help_text=_("Tells us your district and regional office, for the map and for invitations near you."),
    )
    themes = ThemesField(
        label=_("What interests you"),
        required=False,
        help_text=_("So that we can ask you about what matters to you."),
    )
    statement_text = StatementField(
        label=_("Why you support the alliance"),
        max_length=STATEMENT_AT_MOST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("In your own words, at most 280 characters. Leave it empty if you like."),
    )
    # The labels only name the boxes; what is agreed to are the words below them, and nothing else.
    register = ConsentField(
        label=_("Register of supporters"),
        error_messages={"required": ConsentMissing.sentence},
        help_text=_("Needed: the register is the list of who supports us. We keep your entry until you leave."),
    )
    newsletter = ConsentField(label=_("Newsletter"), required=False, help_text=_WHY_NEWSLETTER)
    listing = ConsentField(label=_("Public list"), required=False, help_text=_WHY_LISTING)
    statement = ConsentField(label=_("Statement"), required=False, help_text=_WHY_STATEMENT)
    wording = forms.CharField(widget=forms.HiddenInput, required=False)
    # People do not see this field; machines fill it in.
    homepage = forms.CharField(
        label=_("Please leave this empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = {
            wording.purpose: wording
            for wording in self._words(wordings.CURRENT)
            if wording.purpose.value in self.fields
        }
        for purpose, wording in self.words.items():
            field = self.fields[purpose.value]
            words = format_html('<span class="consent-words" lang="{}">{}</span>', wording.language, wording.text)
            field.help_text = format_html("{}{}", words, field.help_text)
        self.fields["wording"].initial = wordings.CURRENT

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        written, agreed = given.get("statement_text"), given.get("statement")
        if written and agreed is False:
            self.add_error("statement", StatementNotAgreed.sentence)
        if agreed and written == "":
            self.add_error("statement_text", StatementMissing.sentence)
        return given

    @property
    def has_themes(self) -> bool:
        return len(self.fields["themes"].choices) > 0  # type: ignore[attr-defined]

    @property
    def is_caught(self) -> bool:
        """Whether the field that people do not see was filled in."""
        return bool(self.data.get("homepage"))

    def clean_wording(self) -> str:
        version = self.cleaned_data.get("wording") or ""
        if version not in wordings.versions():
            # What stood beside the boxes is not known, so nothing was agreed to.
            self.data = {**dict(self.data.items()), "wording": wordings.CURRENT}
            raise forms.ValidationError(
                _("This form was out of date. Please read the words beside the boxes again, and send it once more."),
                code="out_of_date",
            )
        return version

    def agreed(self) -> list[Wording]:
        """The exact words beside each ticked box, of the version that was shown."""
        return [
            wording
            for wording in self._words(self.cleaned_data["wording"])
            if self.cleaned_data.get(wording.purpose.value)
        ]

    def facts(self) -> dict[str, Any]:
        """What was filled in, as `actions.sign_ups.ask` takes it."""
        names = ("first_name", "last_name", "email", "postcode")
        return {
            **{name: self.cleaned_data[name] for name in names},
            "themes": self.cleaned_data["themes"],
            "statement": self.cleaned_data["statement_text"],
        }

    def _words(self, version: str) -> list[Wording]:
        return wordings.wordings(
            languages.active(), alliance=current_alliance().name, institution=self.institution, version=version
        )


class InstitutionSignUpForm(SignUpForm):
    """Somebody signs up an institution and is its contact."""

    institution = True

    organisation_name = NameField(
        label=_("Name of the institution"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        help_text=_("As it should stand in the register."),
    )
    organisation_kind = forms.ChoiceField(
        label=_("Kind of institution"),
        choices=[("", _("Please choose")), *OrganisationKind.choices],
        help_text=_("So that we can say who stands behind the alliance."),
        error_messages={"invalid_choice": _("Please choose one of the kinds.")},
    )

    field_order = ("organisation_name", "organisation_kind", "first_name", "last_name", "email", "postcode")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["first_name"].help_text = _("Yours: somebody has to be our contact.")
        self.fields["postcode"].label = _("Postcode of the institution")
        self.fields["postcode"].help_text = _(
            "Tells us the district and regional office, for the map and for invitations near you."
        )
        self.fields["themes"].label = _("What interests your institution")
        self.fields["statement_text"].label = _("Why your institution supports the alliance")

    def facts(self) -> dict[str, Any]:
        names = ("organisation_name", "organisation_kind")
        return {**super().facts(), **{name: self.cleaned_data[name] for name in names}}
