"""The office's forms where a plain field would ask for too much."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm  # noqa: TID251  the base of the office's forms

from anpacken.impact.figures import FIGURES


class LinesField(forms.CharField):
    """A list of strings, one on each line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> Any:
        return [line.strip() for line in str(value or "").splitlines() if line.strip()]

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(self.to_python(data) != (initial or []))

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise forms.ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        for line in value:
            super().run_validators(line)


class PrizeForm(WagtailAdminModelForm):
    jury = LinesField(label=_("jury"), required=False, help_text=_("One name per line."))


def _figures() -> list[tuple[str, str]]:
    return [(figure.key, str(figure.label)) for figure in FIGURES if figure.takes_balance]


def _parts() -> list[tuple[str, str]]:
    """All parts, each with its figure's name in front; whether both fit is the action's question."""
    return [
        ("", str(_("the figure as a whole"))),
        *(
            (part.key, f"{figure.label}: {part.label}")
            for figure in FIGURES
            if figure.takes_balance
            for part in figure.parts
        ),
    ]


class BalanceForm(WagtailAdminModelForm):
    figure = forms.ChoiceField(label=_("figure"), choices=_figures)
    part = forms.ChoiceField(label=_("part"), choices=_parts, required=False)
