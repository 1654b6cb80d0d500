"""The form that is answered, and those with which the office sets it up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from anpacken.core.texts import TranslatedText
from anpacken.people.forms.fields import refuse_hidden
from anpacken.surveys.actions.answering import Given
from anpacken.surveys.actions.questions import QuestionFacts
from anpacken.surveys.actions.surveys import Facts
from anpacken.surveys.choices import LONGEST_ANSWER, MOST_DAYS, MOST_HOURS, MOST_OPTIONS, WITH_OPTIONS, Kind
from anpacken.surveys.models import Question, Survey
from anpacken.surveys.queries.results import labels


class AnswerForm(forms.Form):
    """Every question of a survey in the active language; nothing has to be answered."""

    use_required_attribute = False

    def __init__(self, *args: Any, survey: Survey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = list(survey.questions.all())
        for question in self.questions:
            self.fields[_name(question)] = _field(question)

    def given(self) -> list[Given]:
        """What was answered, of a valid form."""
        return [one for question in self.questions for one in _given(question, self.cleaned_data[_name(question)])]


def _name(question: Question) -> str:
    return f"q-{question.public_id}"


def _field(question: Question) -> forms.Field:
    told: dict[str, Any] = {"label": str(question.text), "required": False}
    if question.kind == Kind.TEXT:
        return forms.CharField(
            **told,
            max_length=LONGEST_ANSWER,
            validators=[refuse_hidden],
            widget=forms.Textarea({"rows": 4}),
            help_text=_("Please write nothing by which you or others can be told."),
        )
    choices = [(str(number), label) for number, label in labels(question)]
    if question.kind == Kind.SEVERAL:
        return forms.MultipleChoiceField(**told, choices=choices, widget=forms.CheckboxSelectMultiple)
    return forms.ChoiceField(**told, choices=choices, widget=forms.RadioSelect)


def _given(question: Question, value: Any) -> list[Given]:
    if not value:
        return []
    if question.kind == Kind.TEXT:
        return [Given(question, text=value.replace("\r\n", "\n"))]
    numbers = value if isinstance(value, list) else [value]
    return [Given(question, number=int(number)) for number in numbers]


class SurveyForm(forms.ModelForm):
    """The mail, and when it leaves."""

    use_required_attribute = False

    class Meta:
        model = Survey
        fields = ("letter", "intro", "send_after_hours", "remind_after_days", "open_days")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, least, most in (
            ("send_after_hours", 0, MOST_HOURS),
            ("remind_after_days", 1, MOST_DAYS),
            ("open_days", 1, MOST_DAYS),
        ):
            self.fields[name].validators += [MinValueValidator(least), MaxValueValidator(most)]
            self.fields[name].widget.attrs |= {"min": least, "max": most}

    def facts(self) -> Facts:
        """What the action takes, of a valid form."""
        one = self.instance
        return Facts(one.letter, one.intro, one.send_after_hours, one.open_days, one.remind_after_days)


class QuestionForm(forms.ModelForm):
    """One question. Which of the other fields count hangs on its kind."""

    use_required_attribute = False

    class Meta:
        model = Question
        fields = ("text", "kind", "lowest", "highest", "options")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        options = cleaned.get("options")
        if cleaned.get("kind") in WITH_OPTIONS and isinstance(options, TranslatedText):
            lines = {code: _lines(options.text(code)) for code in options}
            many = {len(each) for each in lines.values()}
            if not many or max(many) < 2:
                self.add_error("options", _("Please write at least two answers, each on a line of its own."))
            elif len(many) > 1:
                self.add_error("options", _("Please write as many answers in one language as in the other."))
            elif max(many) > MOST_OPTIONS:
                self.add_error("options", _("At most %(limit)d answers, please.") % {"limit": MOST_OPTIONS})
            else:
                for code, each in lines.items():
                    options = options.with_text(code, "\n".join(each))
                cleaned["options"] = options
        return cleaned

    def facts(self) -> QuestionFacts:
        """What the actions take, of a valid form."""
        one = self.instance
        return QuestionFacts(Kind(one.kind), one.text, one.lowest, one.highest, one.options)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class LanguageForm(forms.Form):
    """In which language the answers are, or all."""

    language = forms.ChoiceField(label=gettext_lazy("Language of the answers"), required=False)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = choices  # type: ignore[attr-defined]
