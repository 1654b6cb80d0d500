"""The details of an entry in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

_NAMES = {
    "fields": pgettext_lazy("detail", "fields"),
    "format": pgettext_lazy("detail", "format"),
    "list": pgettext_lazy("detail", "list"),
    "name": pgettext_lazy("detail", "name"),
    "old": pgettext_lazy("detail", "before"),
    "new": pgettext_lazy("detail", "after"),
    "purpose": pgettext_lazy("detail", "purpose"),
    "rows": pgettext_lazy("detail", "rows"),
    "state": pgettext_lazy("detail", "state"),
    "template": pgettext_lazy("detail", "template"),
}


def in_words(details: Mapping[str, Any]) -> str:
    """`fields: name, city; rows: 12`. A key that has no word yet stands as it is."""
    told = {key: _value(value) for key, value in details.items() if value != ""}
    return "; ".join(f"{_NAMES.get(key, key.replace('_', ' '))}: {value}" for key, value in told.items())


def _value(value: Any) -> str:
    match value:
        case None:
            return "–"
        case True:
            return _("yes")
        case False:
            return _("no")
        case list():
            return ", ".join(_value(entry) for entry in value) or "–"
        case Mapping():
            return ", ".join(f"{key} {_value(entry)}" for key, entry in value.items()) or "–"
        case _:
            return str(value)
