"""A few answers out of a given list, kept in one column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

Choices = Sequence[tuple[str, Any]]


class SelectionField(models.JSONField):
    """The codes that were chosen, a list without repetition in the order of `options()`; ticked in forms.

    `options` is asked each time, so that names come in the reader's language and a new code needs no migration.
    """

    def __init__(self, *args: Any, options: Callable[[], Choices] | None = None, **kwargs: Any) -> None:
        self.options = options or list
        kwargs |= {"default": list, "blank": True}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        for given in ("default", "blank"):
            kwargs.pop(given, None)
        return name, path, args, kwargs

    def clean(self, value: Any, model_instance: models.Model | None) -> list[str]:
        known = [code for code, _name in self.options()]
        if not isinstance(value, list) or any(code not in known for code in value):
            raise ValidationError(_("Please choose from the list."), code="invalid_choice")
        return [code for code in known if code in value]

    def formfield(self, **kwargs: Any) -> Any:
        shown = {"label": kwargs.get("label", self.verbose_name), "help_text": kwargs.get("help_text", self.help_text)}
        widget = kwargs.get("widget") or forms.CheckboxSelectMultiple
        return forms.MultipleChoiceField(choices=self.options, required=False, widget=widget, **shown)
