"""How pages of this room write values."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def held_value(value: Any) -> str:
    """A value out of "everything that we keep about you", as people read it."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return date_format(value, "DATE_FORMAT")
    if isinstance(value, dict):
        return "; ".join(f"{label}: {held_value(each)}" for label, each in value.items())
    if isinstance(value, list | tuple):
        return ", ".join(held_value(each) for each in value) or "–"
    return str(value)
