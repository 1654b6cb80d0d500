"""What a helper is told at the door."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from anpacken.questions import fields
from anpacken.questions.models import Question


class DoorForm(forms.Form):
    """Questions of the door. Any may be left open: people wait behind."""

    use_required_attribute = False

    def __init__(self, data: Mapping[str, Any] | None, *, questions: Sequence[Question], prefix: str = "") -> None:
        # Several people may stand on one page, each with the same questions.
        super().__init__(data, auto_id=f"{prefix}-%s" if prefix else "id_%s")
        self.questions = questions
        self.fields |= fields.fields_of(questions)
        for field in self.fields.values():
            field.required = False

    def answers(self) -> dict[str, Any]:
        """What was answered, by the questions' keys; what is no answer to its question as it stands now is left out."""
        self.is_valid()
        values = fields.read(self.cleaned_data, self.questions)
        return {one.key: values[one.pk] for one in self.questions if values.get(one.pk) is not None}


def from_device(given: Mapping[str, Any]) -> dict[str, Any]:
    """What a device sent, keys and values, as a form's data; what is neither text nor a list of texts is left out."""
    return {
        f"q_{key}": value
        for key, value in given.items()
        if _is_text(value) or (isinstance(value, list) and all(map(_is_text, value)))
    }


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and "\x00" not in value
