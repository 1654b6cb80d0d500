"""The form of one question."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anpacken.core.texts.forms import TranslatedFormField
from anpacken.events.models import Event
from anpacken.questions import options
from anpacken.questions.actions.questions import Wanted
from anpacken.questions.choices import DECIDING, MOST_OPTIONS, WITH_OPTIONS, Kind, When
from anpacken.questions.models import Question
from anpacken.questions.queries.asked import labels, questions_of

_LABEL = 120
_LINES = (_LABEL + 2) * MOST_OPTIONS
_OWN = ("wording", "help", "kind", "when", "required", "is_sensitive")


class QuestionForm(forms.ModelForm[Question]):
    """How a question is put, when, and to whom."""

    use_required_attribute = False

    options = TranslatedFormField(
        label=gettext_lazy("Options, one a line"),
        multiline=True,
        max_length=_LINES,
        required=False,
        help_text=gettext_lazy(
            "For questions with options only. When you change the words of a line a little, the answers given so far "
            "stay with it."
        ),
    )
    depends = forms.MultipleChoiceField(
        label=gettext_lazy("Ask only those who answered"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Without a tick everybody is asked. Tick answers of one question only."),
    )
    field_order = ("wording", "help", "kind", "options", "when", "required", "is_sensitive", "depends")

    class Meta:
        model = Question
        fields = _OWN
        widgets = {"kind": forms.RadioSelect, "when": forms.RadioSelect}

    def __init__(self, *args: Any, event: Event, **kwargs: Any) -> None:
        question: Question | None = kwargs.get("instance")
        kwargs["initial"] = {**_initial(question), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        own = question.pk if question else None
        found = [one for one in questions_of(event.pk) if one.kind in DECIDING and one.pk != own]
        self.deciding = {one.key: one for one in found}
        self.fields["depends"].choices = [(str(one), _answers(one)) for one in found]  # type: ignore[attr-defined]
        if not found:
            del self.fields["depends"]

    def clean_depends(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["depends"]
        if len({one.partition(":")[0] for one in chosen}) > 1:
            raise forms.ValidationError(_("Please tick answers of one question only."))
        return chosen

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        lines = given.get("options")
        if lines and given.get("kind") in WITH_OPTIONS:
            longest = max((len(line) for code in lines for line in lines.text(code).splitlines()), default=0)
            if longest > _LABEL:
                self.add_error("options", _("At most %(limit)d characters in each line, please.") % {"limit": _LABEL})
        return given

    def wanted(self) -> Wanted:
        """What the actions take, of a valid form."""
        given = self.cleaned_data
        chosen = [one.partition(":") for one in given.get("depends", ())]
        return Wanted(
            wording=self.instance.wording,
            help=self.instance.help,
            kind=Kind(given["kind"]),
            when=When(given["when"]),
            lines=given["options"],
            required=given["required"],
            is_sensitive=given["is_sensitive"],
            shown_if=self.deciding[chosen[0][0]] if chosen else None,
            shown_for=tuple(key for _question, _colon, key in chosen),
        )


def _initial(question: Question | None) -> dict[str, Any]:
    if question is None:
        return {}
    parent = question.shown_if
    return {
        "options": options.as_lines(question.options),
        "depends": [f"{parent.key}:{key}" for key in question.shown_for] if parent else [],
    }


def _answers(question: Question) -> list[tuple[str, str]]:
    return [(f"{question.key}:{key}", label) for key, label in labels(question)]
