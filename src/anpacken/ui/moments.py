"""A day with its hour, typed by somebody: what the two nights on which the clocks change say to it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _


class MomentField(forms.DateTimeField):
    """A moment as the clocks here show it. An hour that is there twice or not at all is refused, not guessed."""

    widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
    default_error_messages: ClassVar[dict[str, Any]] = {
        "twice": _(
            "The clocks go back in the night to %(day)s, so %(clock)s is there twice. "
            "Please choose a time before 2:00 or from 3:00 on."
        ),
        "missing": _(
            "The clocks go forward in the night to %(day)s, so there is no %(clock)s. "
            "Please choose a time before 2:00 or from 3:00 on."
        ),
    }

    def to_python(self, value: Any) -> datetime | None:
        try:
            return super().to_python(value)
        except ValidationError as error:
            typed = (getattr(error, "params", None) or {}).get("datetime")
            if getattr(error, "code", "") != "ambiguous_timezone" or typed is None:
                raise
            code = "twice" if _is_there_twice(typed) else "missing"
            said = {"day": date_format(typed, "DATE_FORMAT"), "clock": date_format(typed, "H:i")}
            raise ValidationError(self.error_messages[code], code=code, params=said) from error


def _is_there_twice(typed: datetime) -> bool:
    """Of an hour that is either there twice or missing. Going back, the second hour has the smaller distance to UTC."""
    here = timezone.get_current_timezone()
    first, second = (typed.replace(tzinfo=here, fold=fold).utcoffset() for fold in (0, 1))
    return first is not None and second is not None and first > second
