"""The office's forms about persons and organisations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from anpacken.core import languages
from anpacken.people.choices import FieldKind
from anpacken.people.forms.fields import AddressField, NameField, PostcodeField, refuse_hidden
from anpacken.people.forms.office_fields import LanguagesField, WordsField
from anpacken.people.models import CustomField, Organisation, Person
from anpacken.people.queries import register
from anpacken.people.queries.consents import owner_field

TAG_LENGTH = 60
CUSTOM = "custom_"


def _language_choices() -> list[tuple[str, str]]:
    return [("", "–"), *((code, languages.language(code).name) for code in languages.codes())]


class _SubjectForm(WagtailAdminModelForm):
    """What persons and organisations have in common: tags by typing, and the office's own fields."""

    email = AddressField(label=_("Mail address"), max_length=254, required=False)
    postcode = PostcodeField(label=_("Postcode"), max_length=10, required=False)
    language = forms.ChoiceField(label=_("Language of our mails"), required=False, choices=_language_choices)
    statement = forms.CharField(
        label=_("Statement"),
        max_length=280,
        required=False,
        validators=[refuse_hidden],
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Why they support the alliance, in their own words. It is shown only with their consent."),
    )
    tags = WordsField(
        kind="tag",
        word_length=TAG_LENGTH,
        label=_("Tags"),
        help_text=_("Words of the office to find them again, with commas between. The public never sees them."),
    )

    # Lines of free text; what is not seen but changes what is shown is refused in them.
    plain: ClassVar[tuple[str, ...]] = ("name", "short_name", "contact_name", "phone", "place")
    basics: ClassVar[tuple[str, ...]] = ()
    more: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.plain:
            if name in self.fields:
                self.fields[name].validators.append(refuse_hidden)
        self.own: dict[str, CustomField] = {}
        subject = self.instance
        if subject.pk:
            self.initial["tags"] = list(subject.tags.values_list("name", flat=True))
        themes = self.fields.get("themes")
        if themes is not None:
            themes.widget = forms.CheckboxSelectMultiple(choices=themes.choices)
        answers = register.answers(subject) if subject.pk else {}
        for asked in register.asked(owner_field(type(subject))):
            name = f"{CUSTOM}{asked.public_id}"
            self.own[name] = asked
            self.fields[name] = custom_form_field(asked)
            if asked.pk in answers:
                self.initial[name] = answers[asked.pk]

    def answers(self) -> Mapping[CustomField, Any]:
        """The answers that were changed."""
        return {asked: self.cleaned_data.get(name) for name, asked in self.own.items() if name in self.changed_data}

    def parts(self) -> list[tuple[Any, list[Any]]]:
        """The form in its parts, for the page; what a guest may not see is not among the fields any more."""
        named = [
            (_("Name and address"), self.basics),
            (_("For the alliance"), self.more),
            (_("Fields of our own"), tuple(self.own)),
        ]
        found = [(label, [self[name] for name in names if name in self.fields]) for label, names in named]
        return [(label, bound) for label, bound in found if bound]


class PersonForm(_SubjectForm):
    first_name = NameField(label=_("First name"), max_length=80, required=False)
    last_name = NameField(label=_("Last name"), max_length=80)
    languages = LanguagesField(label=_("Speaks"), help_text=_("Languages, with commas between."))

    basics = ("first_name", "last_name", "email", "phone", "postcode", "place", "language")
    more = ("tags", "themes", "languages", "statement", "portrait", "is_public_figure")

    class Meta:
        model = Person
        fields = (
            "first_name",
            "last_name",
            "email",
            "phone",
            "language",
            "postcode",
            "place",
            "themes",
            "statement",
            "portrait",
            "is_public_figure",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["languages"] = list(self.instance.spoken_languages.values_list("code", flat=True))


class OrganisationForm(_SubjectForm):
    basics = (
        "name",
        "short_name",
        "kind",
        "contact_name",
        "email",
        "phone",
        "website",
        "postcode",
        "place",
        "language",
    )
    more = ("tags", "themes", "statement", "logo")

    class Meta:
        model = Organisation
        fields = (
            "name",
            "short_name",
            "kind",
            "contact_name",
            "email",
            "phone",
            "website",
            "language",
            "postcode",
            "place",
            "themes",
            "statement",
            "logo",
        )


class _LinesField(forms.CharField):
    """One answer a line."""

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return list(dict.fromkeys(" ".join(line.split())[:500] for line in text.splitlines() if line.strip()))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(self.prepare_value(initial), data)


class CustomFieldForm(WagtailAdminModelForm):
    """One field of our own, as the office defines it."""

    answers = _LinesField(
        label=_("Answers to choose from"),
        required=False,
        max_length=4000,
        validators=[refuse_hidden],
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("For a choice: one answer in each line, in the order in which they are offered."),
    )

    class Meta:
        model = CustomField
        fields = ("owner", "label", "help", "kind", "answers", "position", "is_asked")


def custom_form_field(asked: CustomField) -> forms.Field:
    """The form's field for a field of our own."""
    common: dict[str, Any] = {"label": str(asked.label), "help_text": str(asked.help), "required": False}
    match FieldKind(asked.kind):
        case FieldKind.TEXT:
            return forms.CharField(max_length=500, validators=[refuse_hidden], **common)
        case FieldKind.NUMBER:
            return forms.DecimalField(max_digits=16, decimal_places=4, localize=True, **common)
        case FieldKind.DATE:
            return forms.DateField(widget=AdminDateInput(), **common)
        case FieldKind.CHOICE:
            return forms.ChoiceField(choices=[("", "–"), *((each, each) for each in asked.answers)], **common)
        case FieldKind.FLAG:
            return forms.TypedChoiceField(
                choices=[("", "–"), ("yes", _("yes")), ("no", _("no"))],
                coerce=lambda said: said == "yes",
                empty_value=None,
                **common,
            )
