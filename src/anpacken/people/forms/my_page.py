"""The forms of one's own page."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from anpacken.alliance.models import Theme
from anpacken.core import languages
from anpacken.media.fields import PictureField
from anpacken.people.forms.fields import AddressField, NameField, PostcodeField, refuse_hidden
from anpacken.people.models import Organisation, Person

PICTURE_AT_MOST = 10 * 1024 * 1024


class LinkForm(forms.Form):
    """Asks for the link to one's own page."""

    email = AddressField(
        label=_("Mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("The one under which you support us. We send the link to it."),
    )


class AddressForm(forms.Form):
    """Asks for another mail address."""

    email = AddressField(
        label=_("New mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("We send a link to it. Only when you follow it do we write to the new address."),
    )


class _DetailsForm(forms.ModelForm):
    statement = forms.CharField(
        label=_("Why you support the alliance"),
        max_length=280,
        required=False,
        validators=[refuse_hidden],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Shown in public only if you agree to that among the consents, and once the office has looked at it. At "
            "most 280 characters."
        ),
    )
    postcode = PostcodeField(
        label=_("Postcode"),
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "inputmode": "numeric", "size": 6}),
        help_text=_("Your district and regional office follow from it."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(code, languages.language(code).name) for code in languages.codes()]
        self.fields["language"] = forms.ChoiceField(
            label=_("Language of our mails"), choices=named, required=False, initial=self.instance.language
        )
        themes = self.fields["themes"]
        themes.widget = forms.CheckboxSelectMultiple()
        themes.queryset = Theme.objects.filter(is_field_of_action=True)  # type: ignore[attr-defined]
        themes.label, themes.help_text = _("What interests you"), ""

    def _get_validation_exclusions(self) -> set[str]:
        """The room's action asks the rules across rows, with its own words."""
        own: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return own | {"name_key"}

    def save_related(self) -> None:
        """Saves what stands in tables beside the record; called by the action."""
        self.instance.themes.set(self.cleaned_data["themes"])


class PersonDetailsForm(_DetailsForm):
    first_name = NameField(
        label=_("First name"), max_length=80, required=False, widget=forms.TextInput({"autocomplete": "given-name"})
    )
    last_name = NameField(label=_("Last name"), max_length=80, widget=forms.TextInput({"autocomplete": "family-name"}))

    class Meta:
        model = Person
        fields: ClassVar = ["first_name", "last_name", "postcode", "language", "themes", "statement"]


class OrganisationDetailsForm(_DetailsForm):
    name = NameField(
        label=_("Name of the institution"), max_length=200, widget=forms.TextInput({"autocomplete": "organization"})
    )
    contact_name = NameField(
        label=_("Contact person"), max_length=160, required=False, widget=forms.TextInput({"autocomplete": "name"})
    )
    website = forms.URLField(label=_("Website"), required=False, max_length=200, assume_scheme="https")

    class Meta:
        model = Organisation
        fields: ClassVar = [
            "name",
            "kind",
            "contact_name",
            "website",
            "postcode",
            "language",
            "themes",
            "statement",
        ]


def details_form(subject: Person | Organisation, data: Any = None) -> PersonDetailsForm | OrganisationDetailsForm:
    """The form that fits `subject`."""
    if isinstance(subject, Person):
        return PersonDetailsForm(data, instance=subject)
    return OrganisationDetailsForm(data, instance=subject)


class PictureForm(forms.Form):
    """A photo or a logo."""

    file = PictureField(label=_("Picture"))
    credit = NameField(
        label=_("Who made the picture"),
        max_length=120,
        help_text=_("It stands beside the picture. You need their permission."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Wagtail's field writes what the office may upload.
        self.fields["file"].help_text = _("JPEG, PNG or WebP, at most 10 MB.")

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > PICTURE_AT_MOST:
            raise forms.ValidationError(_("This picture is larger than 10 MB. Please choose a smaller one."))
        return file


class EraseForm(forms.Form):
    """Nobody erases by a slip of the finger."""

    sure = forms.BooleanField(
        label=_("Yes, erase everything. I know that this cannot be undone."),
        error_messages={"required": _("Please tick this box if you want everything to be erased.")},
    )
