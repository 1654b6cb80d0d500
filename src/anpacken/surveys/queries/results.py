"""What came of a survey: counts, averages and texts. Of fewer than five people nothing is told apart."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from anpacken.surveys.choices import FEWEST_SHOWN, NO, STEPS, YES, Kind
from anpacken.surveys.models import Answer, Question, Survey


@dataclass(frozen=True, slots=True)
class Counted:
    """One possible answer, and how many gave it."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Result:
    """One question. `many` people answered it, of several options as far as that is known: who ticked any is not kept
    together. `whole` is what shares are parts of. `average` is that of a scale, in tenths."""

    question: Question
    whole: int
    counts: list[Counted]
    average: Decimal | None
    texts: list[str]

    @property
    def average_in_words(self) -> str:
        return "" if self.average is None else number_format(self.average, decimal_pos=1)


def is_shown(survey: Survey) -> bool:
    """Whether there are enough answers for results to be shown."""
    return survey.answered_count >= FEWEST_SHOWN


def languages_shown(survey: Survey) -> dict[str, int]:
    """The languages by which results may be told apart, with how many answered in them.

    A language needs five answers, and so does the rest together: otherwise the few would be what is left when the many
    are taken away. Empty where only one language is left.
    """
    shown = {code: many for code, many in sorted(survey.answered.items()) if many >= FEWEST_SHOWN}
    rest = sum(many for code, many in survey.answered.items() if code not in shown)
    return {} if len(shown) + bool(rest) < 2 or 0 < rest < FEWEST_SHOWN else shown


def results(survey: Survey, language: str = "") -> list[Result]:
    """Every question with its answers, of everybody or in one of `languages_shown`; empty while there are too few."""
    if not is_shown(survey):
        return []
    answers = Answer.objects.filter(question__survey=survey)
    people = survey.answered_count
    if language:
        people = languages_shown(survey)[language]
        answers = answers.filter(language=language)
    numbers: dict[int, dict[int, int]] = defaultdict(dict)
    grouped = answers.filter(number__isnull=False).values_list("question", "number").annotate(many=Count("pk"))
    for question, number, many in grouped.order_by():
        numbers[question][number] = many
    texts: dict[int, list[str]] = defaultdict(list)
    if not language:
        # By key, which was drawn by lot. Of one language they would be fewer, and whose they are easier to guess.
        for question, text in answers.exclude(text="").order_by("pk").values_list("question", "text"):
            texts[question].append(text)
    return [_result(one, numbers[one.pk], texts[one.pk], people) for one in survey.questions.all()]


def _result(question: Question, numbers: dict[int, int], texts: list[str], people: int) -> Result:
    answered = sum(numbers.values())
    counts = [Counted(label, numbers.get(number, 0)) for number, label in labels(question)]
    # Of several options each is a part of everybody who answered the survey.
    whole = people if question.kind == Kind.SEVERAL else answered
    average = None
    if question.kind == Kind.SCALE and answered:
        total = sum(number * many for number, many in numbers.items())
        average = (Decimal(total) / answered).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return Result(question, whole, counts, average, texts)


def labels(question: Question) -> list[tuple[int, str]]:
    """The possible answers by number, in the active language; none for a text."""
    if question.kind == Kind.SCALE:
        ends = {STEPS[0]: str(question.lowest), STEPS[-1]: str(question.highest)}
        return [(step, f"{step} – {ends[step]}" if ends.get(step) else str(step)) for step in STEPS]
    if question.kind == Kind.YES_NO:
        return [(YES, _("yes")), (NO, _("no"))]
    return list(enumerate(option_lines(question), start=1))


def option_lines(question: Question) -> list[str]:
    """The options in the active language."""
    return [line.strip() for line in str(question.options).splitlines() if line.strip()]
