"""The words that rows may use, read once per piece of work."""

from __future__ import annotations

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import gettext, override

from anpacken.alliance.models import Theme
from anpacken.core import languages
from anpacken.core.folding import fold
from anpacken.imports.words import OwnField, Vocabulary
from anpacken.people.choices import FieldOwner, OrganisationKind, RoleKind
from anpacken.people.models import CustomField

_OFFICE_LANGUAGES = ("de", "en")


def vocabulary() -> Vocabulary:
    """Everything that this installation calls by a word, in two queries."""
    return Vocabulary(
        themes=_themes(),
        organisation_kinds=_labels(OrganisationKind),
        roles={word: RoleKind(value) for word, value in _labels(RoleKind).items()},
        languages=_languages(),
        mail_languages=frozenset(languages.codes()),
        fields={own.public_id: own for own in own_fields()},
    )


def own_fields() -> list[OwnField]:
    """The office's own fields, those about persons first."""
    return [
        OwnField(
            row.pk,
            row.public_id,
            row.owner == FieldOwner.ORGANISATION,
            row.kind,
            tuple(str(answer) for answer in row.answers),
            str(row.label),
        )
        for row in CustomField.objects.order_by("-owner", "position", "pk")
    ]


def _themes() -> dict[str, int]:
    found: dict[str, int] = {}
    for theme in Theme.objects.all():
        found[fold(theme.slug)] = theme.pk
        for code in languages.codes():
            with override(code):
                found[fold(str(theme.name))] = theme.pk
    return found


def _labels(choices: type[OrganisationKind] | type[RoleKind]) -> dict[str, str]:
    """Every choice by its code, and by its words in the office's languages."""
    found = {fold(str(choice.value)): str(choice.value) for choice in choices}
    for code in _OFFICE_LANGUAGES:
        with override(code):
            found |= {fold(str(choice.label)): str(choice.value) for choice in choices}
    return found


def _languages() -> dict[str, str]:
    """Languages by code, by their own names, and by their names in English and German."""
    found: dict[str, str] = {}
    for code, about in LANG_INFO.items():
        if "name" not in about:
            continue
        found[fold(code)] = code
        found.setdefault(fold(str(about["name"])), code)
        found.setdefault(fold(str(about["name_local"])), code)
        with override("de"):
            found.setdefault(fold(gettext(str(about["name"]))), code)
    for code, name in settings.LANGUAGES:
        found[fold(code)] = code
        found.setdefault(fold(str(name)), code)
    return found
