"""The details of an entry in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from anpacken.audit import wording

# What is longer is no sentence any more; the entry itself holds all of it.
_MOST = 12
# Keys whose values are states of the record.
_STATES = frozenset({"state", "old", "new"})
_NAMES = {
    "fields": pgettext_lazy("detail", "fields"),
    "format": pgettext_lazy("detail", "format"),
    "list": pgettext_lazy("detail", "list"),
    "name": pgettext_lazy("detail", "name"),
    "old": pgettext_lazy("detail", "before"),
    "new": pgettext_lazy("detail", "after"),
    "purpose": pgettext_lazy("detail", "purpose"),
    "region": pgettext_lazy("detail", "region"),
    "scope": pgettext_lazy("detail", "limited to"),
    "role": pgettext_lazy("detail", "role"),
    "rows": pgettext_lazy("detail", "rows"),
    "seats": pgettext_lazy("detail", "seats"),
    "state": pgettext_lazy("detail", "state"),
    "template": pgettext_lazy("detail", "template"),
    "changed": pgettext_lazy("detail", "changed"),
    "columns": pgettext_lazy("detail", "columns"),
    "count": pgettext_lazy("detail", "count"),
    "entries": pgettext_lazy("detail", "entries"),
    "from_on": pgettext_lazy("detail", "from"),
    "institution": pgettext_lazy("detail", "institution"),
    "kind": pgettext_lazy("detail", "kind"),
    "language": pgettext_lazy("detail", "language"),
    "organisations": pgettext_lazy("detail", "organisations"),
    "persons": pgettext_lazy("detail", "persons"),
    "places": pgettext_lazy("detail", "places"),
    "reason": pgettext_lazy("detail", "reason"),
    "rejected": pgettext_lazy("detail", "rejected"),
    "rule": pgettext_lazy("detail", "rule"),
    "seconds": pgettext_lazy("detail", "seconds"),
    "source": pgettext_lazy("detail", "source"),
    "title": pgettext_lazy("detail", "title"),
    "unchanged": pgettext_lazy("detail", "unchanged"),
    "until_on": pgettext_lazy("detail", "until"),
    "version": pgettext_lazy("detail", "version"),
    "was": pgettext_lazy("detail", "was"),
}
_HOW_MANY_NEW = pgettext_lazy("detail", "new")


def in_words(details: Mapping[str, Any], kind: str = "") -> str:
    """`fields: name, city; rows: 12`. A key that has no word yet stands as it is.

    `kind` is the record's `app.model`: its fields and states are then called as its forms call them.
    """
    model = wording.model_of(kind)
    told = {key: _value(_named(key, value, model, kind)) for key, value in details.items() if value != ""}
    # "new" is what comes after "old"; alone it counts.
    names = _NAMES if "old" in details else {**_NAMES, "new": _HOW_MANY_NEW}
    return "; ".join(f"{names.get(key, key.replace('_', ' '))}: {value}" for key, value in told.items())


def _named(key: str, value: Any, model: type[models.Model] | None, kind: str) -> Any:
    if key == "list" and isinstance(value, str):
        return wording.record_name(value) or value
    if model is None:
        return value
    if key == "fields" and isinstance(value, list):
        return [_field_name(model, name) for name in value]
    if key in _STATES and isinstance(value, str):
        return _state_words(model).get(value, value)
    return wording.value_in_words(kind, key, value) if isinstance(value, str) else value


def _field_name(model: type[models.Model], name: Any) -> str:
    try:
        field = model._meta.get_field(str(name))
    except FieldDoesNotExist:
        return str(name)
    return str(getattr(field, "verbose_name", None) or name)


def _state_words(model: type[models.Model]) -> dict[str, str]:
    try:
        field = model._meta.get_field("state")
    except FieldDoesNotExist:
        return {}
    return {str(code): str(words) for code, words in getattr(field, "flatchoices", ())}


def _value(value: Any) -> str:
    match value:
        case None:
            return "–"
        case True:
            return _("yes")
        case False:
            return _("no")
        case list():
            told = ", ".join(_value(entry) for entry in value[:_MOST]) or "–"
            more = len(value) - _MOST
            if more > 0:
                return ngettext("%(told)s and %(count)s more", "%(told)s and %(count)s more", more) % {
                    "told": told,
                    "count": more,
                }
            return told
        case Mapping():
            return ", ".join(f"{key} {_value(entry)}" for key, entry in value.items()) or "–"
        case _:
            return str(value)
