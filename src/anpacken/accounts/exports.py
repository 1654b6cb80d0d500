"""What a list says in a spreadsheet: headings and cells that an office can read."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _
from wagtail.coreutils import multigetattr

# What a record is called: the end of a path that says no more than the field that leads to it.
_NAMES = frozenset({"name", "full_name", "title", "number"})


def cell(value: object) -> object:
    """`value` as an office reads it: moments by the clock on the wall, yes and no in words."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime) and is_aware(value):
        return localtime(value).replace(tzinfo=None, microsecond=0)
    return value


def reached(record: Any, column: str) -> Any:
    """The value at the end of a dotted path, None where the way there ends early (a project without a place).

    A choice is given in words, not as its code.
    """
    *way, last = column.split(".")
    for name in way:
        if record is None:
            return None
        record = multigetattr(record, name)
    if record is None:
        return None
    in_words = getattr(record, f"get_{last}_display", None)
    return in_words() if callable(in_words) else multigetattr(record, last)


def heading(model: type[models.Model], column: str) -> str:
    """What heads a column: the words of the field that its path ends in; "" when that is no field."""
    if column == "public_id":
        return _("Identifier")
    names = [name.removeprefix("get_").removesuffix("_display") for name in column.split(".")]
    if len(names) > 1 and names[-1] in _NAMES:
        names.pop()
    field: Any = None
    try:
        for name in names:
            field = model._meta.get_field(name)
            model = field.related_model or model
    except FieldDoesNotExist:
        return ""
    return str(capfirst(str(field.verbose_name)))
