"""Questions as fields of a form, and what their answers mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anpacken.core.texts import TranslatedText
from anpacken.people.forms.fields import refuse_hidden
from anpacken.questions import rules
from anpacken.questions.choices import MOST_BUTTONS, MOST_NUMBER, MOST_SIGNS, NO, YES, Kind
from anpacken.questions.models import Question
from anpacken.questions.queries.asked import labels
from anpacken.ui.texts import marked

STALE = gettext_lazy("This can no longer be chosen, or it is new. Please choose from the list as it stands now.")


class IfAsked(forms.Field):
    """A field that says that it has to be filled in, and leaves it to the form whether it is asked at all."""

    def validate(self, value: Any) -> None:
        if value not in self.empty_values:
            super().validate(value)


class TextAnswer(IfAsked, forms.CharField):
    """Text in any script, in one line or several."""

    def to_python(self, value: Any) -> str:
        text = str(super().to_python(value) or "")
        if isinstance(self.widget, forms.Textarea):
            return text.replace("\r\n", "\n").replace("\r", "\n").strip()
        return " ".join(text.split(" ")).strip()


class NumberAnswer(IfAsked, forms.IntegerField):
    pass


class ChoiceAnswer(IfAsked, forms.ChoiceField):
    pass


class SeveralAnswer(IfAsked, forms.MultipleChoiceField):
    pass


def field_name(question: Question) -> str:
    return f"q_{question.key}"


def fields_of(questions: Sequence[Question], values: Mapping[int, Any] | None = None) -> dict[str, forms.Field]:
    """A field for each question, in the active language, filled with the answers so far."""
    known = {question.pk: question for question in questions}
    given = values or {}
    found = {}
    for question in questions:
        field = _field(question)
        field.initial = as_given(question, given.get(question.pk))
        field.help_text = _notes(question, known.get(question.shown_if_id or 0))
        found[field_name(question)] = field
    return found


def read(given: Mapping[str, Any], questions: Iterable[Question]) -> dict[int, Any]:
    """The answers in a form's clean values: None for what was left open. Fields that are not there say nothing."""
    return {
        question.pk: as_value(question, given[field_name(question)])
        for question in questions
        if field_name(question) in given
    }


def problems(given: Mapping[str, Any], questions: Sequence[Question]) -> dict[str, str]:
    """What has to be answered and is not, by name of the field. What was answered wrongly has an error already."""
    values = read(given, questions)
    return {
        field_name(question): _("Please answer this question.")
        for question in rules.missing(questions, values)
        if field_name(question) in given
    }


def as_value(question: Question, given: Any) -> Any:
    """What a form gave as it is stored; None for nothing."""
    if question.kind == Kind.YES_NO:
        return {YES: True, NO: False}.get(given)
    return None if rules.is_open(given) else given


def as_given(question: Question, value: Any) -> Any:
    """What is stored as a form shows it."""
    return (YES if value else NO) if isinstance(value, bool) else value


def _field(question: Question) -> forms.Field:
    kind = Kind(question.kind)
    common: dict[str, Any] = {"label": marked(question.wording), "required": question.required}
    if kind in MOST_SIGNS:
        widget: forms.Widget = forms.Textarea({"rows": 4}) if kind == Kind.LONG_TEXT else forms.TextInput()
        return TextAnswer(max_length=MOST_SIGNS[kind], validators=[refuse_hidden], widget=widget, **common)
    if kind == Kind.NUMBER:
        number = forms.NumberInput({"inputmode": "numeric"})
        return NumberAnswer(min_value=0, max_value=MOST_NUMBER, widget=number, **common)
    stale: dict[str, Any] = {"invalid_choice": STALE}
    if kind == Kind.SEVERAL:
        stale["invalid_list"] = STALE
        return SeveralAnswer(
            choices=_marked(question), widget=forms.CheckboxSelectMultiple(), error_messages=stale, **common
        )
    # In a list to open there is room for words only.
    if len(choices := labels(question)) > MOST_BUTTONS:
        return ChoiceAnswer(choices=[("", _("Please choose")), *choices], error_messages=stale, **common)
    choices = choices if kind == Kind.YES_NO else _marked(question)
    if not question.required:
        choices = [*choices, ("", _("No answer"))]
    return ChoiceAnswer(choices=choices, widget=forms.RadioSelect(), error_messages=stale, **common)


def _marked(question: Question) -> list[tuple[str, str]]:
    """The options; one that is not there in the reader's language says in which it is."""
    return [(one["key"], marked(TranslatedText.of(one["label"]))) for one in question.options]


def _notes(question: Question, parent: Question | None) -> SafeString:
    """The explanation, who reads the answer, and in which case the question applies: for people and for the script."""
    notes: list[str] = [marked(question.help)] if question.help else []
    if question.is_sensitive:
        notes.append(_("You need not answer. Only the office reads this, and it is deleted soon after the event."))
    said = format_html_join(" ", "{}", ([note] for note in notes))
    if parent is None:
        return said
    words = ", ".join(label for key, label in labels(parent) if key in question.shown_for)
    facts = {"question": parent, "answers": words}
    condition = _("Please answer this only if your answer to “%(question)s” is: %(answers)s.") % facts
    return format_html(
        '{} <ap-shown-if data-field="{}" data-answers="{}">{}</ap-shown-if><script type="module" src="{}"></script>',
        said,
        field_name(parent),
        " ".join(question.shown_for),
        condition,
        # The note brings its script along, whichever form it stands in. A browser runs a module once.
        static("questions/shown_if.js"),
    )
