"""Assigning the columns of a list, and deciding what is done with its rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from anpacken.core import languages
from anpacken.imports.choices import Brings, Known
from anpacken.imports.plans import OTHER_WORDS, Plan
from anpacken.imports.targets import CUSTOM, TARGETS
from anpacken.imports.words import OwnField
from anpacken.people.wordings import CURRENT, versions


class PlanForm(forms.Form):
    """One select per column (`column_0`, `column_1`, …), and what holds for the whole list."""

    brings = forms.ChoiceField(label=_("A row is"), choices=Brings.choices, widget=forms.RadioSelect)
    known = forms.ChoiceField(
        label=_("Whoever is kept already:"), choices=Known.choices, widget=forms.RadioSelect, initial=Known.FILL
    )
    overwrite = forms.MultipleChoiceField(
        label=_("Fields to overwrite"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Counts only with “overwrite”. An empty cell never overwrites."),
    )
    needs_address = forms.BooleanField(
        label=_("Reject persons without a mail address"),
        required=False,
        initial=True,
        help_text=_("Without it they are told apart by name and postcode only."),
    )
    are_supporters = forms.BooleanField(
        label=_("Everybody in this list supports the alliance"),
        required=False,
        help_text=_("They get the role “supporter”. Whoever has left since is not brought back."),
    )
    since_on = forms.DateField(
        label=_("Supporters since"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Where no column says so; empty means today."),
    )
    language = forms.ChoiceField(label=_("Language of our mails, where no column says so"), required=False)
    tag = forms.CharField(
        label=_("Tag for everybody in this list"),
        required=False,
        max_length=60,
        help_text=_("Helps to find them again, for instance “Import June 2026”."),
    )
    source_document = forms.CharField(
        label=_("Document that shows the consents"),
        required=False,
        max_length=120,
        help_text=_("For instance “Mailchimp export of 3 June 2019”. You must be able to show it (GDPR, article 7)."),
    )
    document_on = forms.DateField(
        label=_("Day of the document"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Counts as the day of consent where no column says so."),
    )
    wording_version = forms.ChoiceField(label=_("Words of the consent"), required=False)
    wording_text = forms.CharField(
        label=_("The words as they stood there"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Needed when they were not ours."),
    )
    wording_language = forms.ChoiceField(label=_("Language of these words"), required=False)

    LIST_FIELDS = ("brings", "needs_address", "are_supporters", "since_on", "language", "tag")
    KNOWN_FIELDS = ("known", "overwrite")
    CONSENT_FIELDS = ("source_document", "document_on", "wording_version", "wording_text", "wording_language")

    def __init__(self, *args: Any, headings: Sequence[str], own_fields: Sequence[OwnField], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        codes = _codes(own_fields)
        grouped = _grouped(own_fields)
        for position, heading in enumerate(headings):
            self.fields[f"column_{position}"] = forms.ChoiceField(label=heading, required=False, choices=grouped)
        overwrite: Any = self.fields["overwrite"]
        overwrite.choices = [(code, label) for code, label, is_field in codes if is_field]
        named = [(code, languages.language(code).name) for code in languages.codes()]
        language: Any = self.fields["language"]
        language.choices = [("", _("not known")), *named]
        words: Any = self.fields["wording_version"]
        words.choices = [
            *((version, _("ours, version %(version)s") % {"version": version}) for version in reversed(versions())),
            (OTHER_WORDS, _("other words, written below")),
        ]
        words.initial = CURRENT
        wording_language: Any = self.fields["wording_language"]
        wording_language.choices = named
        self._headings = headings

    def columns(self) -> list[Any]:
        """The selects in the order of the file."""
        return [self[f"column_{position}"] for position in range(len(self._headings))]

    def group(self, names: Sequence[str]) -> list[Any]:
        return [self[name] for name in names]

    @property
    def list_fields(self) -> list[Any]:
        return self.group(self.LIST_FIELDS)

    @property
    def known_fields(self) -> list[Any]:
        return self.group(self.KNOWN_FIELDS)

    @property
    def consent_fields(self) -> list[Any]:
        return self.group(self.CONSENT_FIELDS)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        has_letter = any(
            str(code).startswith("newsletter") for name, code in cleaned.items() if name.startswith("column_")
        )
        is_other = cleaned.get("wording_version") == OTHER_WORDS
        if has_letter and is_other and not cleaned.get("wording_text", "").strip():
            self.add_error("wording_text", _("Write out the words that people agreed to."))
        return cleaned

    def plan(self) -> Plan:
        given = self.cleaned_data
        days = {name: given[name].isoformat() if given[name] else "" for name in ("since_on", "document_on")}
        plain = (*self.LIST_FIELDS, *self.KNOWN_FIELDS, *self.CONSENT_FIELDS)
        return Plan(
            columns=[given[f"column_{at}"] for at in range(len(self._headings))],
            **{**{name: given[name] for name in plain}, **days},
        )


def _codes(own_fields: Sequence[OwnField]) -> list[tuple[str, str, bool]]:
    """Every target with its label, and whether it is a field that can be overwritten."""
    found = [(target.code, str(target.label), bool(target.field)) for target in TARGETS]
    return [*found, *((f"{CUSTOM}{own.public_id}", own.label, True) for own in own_fields)]


def _grouped(own_fields: Sequence[OwnField]) -> list[Any]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for target in TARGETS:
        groups.setdefault(str(target.group), []).append((target.code, str(target.label)))
    if own_fields:
        groups[str(_("Fields of our own"))] = [(f"{CUSTOM}{own.public_id}", own.label) for own in own_fields]
    return [("", _("— leave out —")), *groups.items()]


def initial_of(columns: Sequence[str], choices: dict[str, Any]) -> dict[str, Any]:
    """The form as it was left, or as it is proposed."""
    shown = {name: value for name, value in choices.items() if value not in (None, "")}
    return {"brings": Brings.PERSONS, **shown, **{f"column_{at}": code for at, code in enumerate(columns)}}
