"""Answering by the mailed link."""

from __future__ import annotations

from typing import Any

from django import forms

from anpacken.core.actors import Actor
from anpacken.events.models import Registration
from anpacken.questions import fields
from anpacken.questions.actions import answers
from anpacken.questions.queries import asked


class AnswerForm(forms.Form):
    """What was asked when somebody registered, and what is asked later; filled with the answers so far."""

    use_required_attribute = False

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)

    def __init__(self, *args: Any, registration: Registration, **kwargs: Any) -> None:
        self.questions = asked.questions_of(registration.event_id, *asked.BY_LINK)
        known = {question.pk for question in self.questions}
        self.values = {key: value for key, value in asked.values_of(registration).items() if key in known}
        self.fingerprint = asked.fingerprint(self.values)
        super().__init__(*args, **{"initial": {"seen": self.fingerprint}, **kwargs})
        self.fields |= fields.fields_of(self.questions, self.values)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        for name, sentence in fields.problems(given, self.questions).items():
            self.add_error(name, sentence)
        return given

    def shown_anew(self) -> None:
        """After somebody has seen that the answers were changed elsewhere, saving once more writes them."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["seen"] = self.fingerprint  # type: ignore[index]

    def act(self, *, registration: Registration, by: Actor, at: Any) -> None:
        answers.give(
            registration=registration,
            values=fields.read(self.cleaned_data, self.questions),
            seen=self.cleaned_data["seen"],
            by=by,
            at=at,
        )
