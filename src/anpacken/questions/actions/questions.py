"""Writing the questions of an event: adding, changing, ordering, taking out, copying."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from anpacken.audit.actions import record
from anpacken.core import languages, page_cache
from anpacken.core.actors import Actor
from anpacken.core.texts import TranslatedText
from anpacken.events.models import Event
from anpacken.questions import errors, options, rules
from anpacken.questions.actions.holding import held_event
from anpacken.questions.choices import DECIDING, MOST_QUESTIONS, WITH_OPTIONS, Kind, When
from anpacken.questions.models import Answer, Question
from anpacken.questions.queries.asked import questions_of


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question as the office writes it. `lines`: options, one a line. `shown_for`: the answers to `shown_if`, by
    key, for which it is asked."""

    wording: TranslatedText
    kind: Kind
    when: When = When.REGISTRATION
    help: TranslatedText = field(default_factory=TranslatedText)
    lines: TranslatedText = field(default_factory=TranslatedText)
    required: bool = False
    is_sensitive: bool = False
    shown_if: Question | None = None
    shown_for: tuple[str, ...] = ()


def add(*, event: Event, wanted: Wanted, by: Actor, at: datetime) -> Question:
    """Adds a question after the others of its event.

    Raises:
        TooManyQuestions, DependsOnLater, SensitiveIsVoluntary, and what `options.from_lines` raises
    """
    with held_event(event.pk) as held:
        others = questions_of(held.pk)
        if len(others) >= MOST_QUESTIONS:
            raise errors.TooManyQuestions(most=MOST_QUESTIONS)
        words = wanted.wording.text(languages.source())
        key = options.new_key(words, [other.key for other in others], fallback="question")
        position = max((other.position for other in others), default=0) + 1
        question = Question(event=held, key=key, position=position)
        _fill(question, wanted)
        rules.check_order([*others, question])
        question.save()
        record(by=by, action="question.created", target=question, at=at, event=held.public_id)
        _tell_pages(held)
    return question


def change(*, question: Question, wanted: Wanted, by: Actor, at: datetime) -> Question:
    """Changes a question. What has been answered stays right: its kind, and the options that were chosen.

    Raises:
        KindFixed, OptionChosen, OptionDecides, DependsOnLater, SensitiveIsVoluntary, and what `options.from_lines`
        raises
    """
    with held_event(question.event_id) as held:
        current = Question.objects.get(pk=question.pk)
        before = {one["key"]: TranslatedText.of(one["label"]).text() for one in current.options}
        was_kind, dependents = current.kind, list(current.dependents.all())
        if was_kind != wanted.kind and Answer.objects.filter(question=current).exclude(value=None).exists():
            raise errors.KindFixed
        _fill(current, wanted)
        _check_options(current, before, dependents, kind_stays=was_kind == current.kind)
        others = [other for other in questions_of(held.pk) if other.pk != current.pk]
        rules.check_order([*others, current])
        current.save()
        record(by=by, action="question.changed", target=current, at=at, event=held.public_id)
        _tell_pages(held)
    return current


def move(*, question: Question, by_places: int, by: Actor, at: datetime) -> None:
    """Moves a question among those that are asked at the same time. Past the first or last it stays there.

    Raises:
        DependsOnLater: one would stand before the question that it depends on.
    """
    with held_event(question.event_id) as held:
        found = questions_of(held.pk)
        beside = [one for one in found if one.when == question.when]
        at_place = next(number for number, one in enumerate(beside) if one.pk == question.pk)
        target = max(0, min(len(beside) - 1, at_place + by_places))
        if target == at_place:
            return
        beside.insert(target, beside.pop(at_place))
        for number, one in enumerate(beside, start=1):
            one.position = number
        rules.check_order(found)
        Question.objects.bulk_update(beside, ["position"])
        record(by=by, action="question.moved", target=question, at=at, event=held.public_id)
        _tell_pages(held)


def remove(*, question: Question, by: Actor, at: datetime) -> None:
    """Takes out a question that nobody has answered.

    Raises:
        HasAnswers, OthersDepend
    """
    with held_event(question.event_id) as held:
        dependent = Question.objects.filter(shown_if=question).first()
        if dependent is not None:
            raise errors.OthersDepend(question=str(dependent))
        given = Answer.objects.filter(question=question)
        if given.exclude(value=None).exists():
            raise errors.HasAnswers
        given.delete()
        record(by=by, action="question.deleted", target=question, at=at, event=held.public_id)
        Question.objects.filter(pk=question.pk).delete()
        _tell_pages(held)


def copy(*, original: Event, new: Event, by: Actor, at: datetime) -> int:
    """Gives a new event the questions of another, without answers. Returns how many."""
    made: dict[int, Question] = {}
    for question in questions_of(original.pk):
        parent = made.get(question.shown_if_id or 0)
        made[question.pk] = Question.objects.create(
            event=new,
            key=question.key,
            wording=question.wording,
            help=question.help,
            kind=question.kind,
            options=question.options,
            required=question.required,
            is_sensitive=question.is_sensitive,
            when=question.when,
            shown_if=parent,
            shown_for=question.shown_for if parent else [],
            position=question.position,
        )
    if made:
        record(by=by, action="event.questions_copied", target=new, at=at, questions=len(made))
        _tell_pages(new)
    return len(made)


def _fill(question: Question, wanted: Wanted) -> None:
    """Lays what the office wrote over the question. Raises `SensitiveIsVoluntary`, and what `options.from_lines`
    raises."""
    if wanted.is_sensitive and wanted.required:
        raise errors.SensitiveIsVoluntary
    question.wording, question.help = wanted.wording, wanted.help
    question.kind, question.when = wanted.kind, wanted.when
    question.required, question.is_sensitive = wanted.required, wanted.is_sensitive
    question.options = options.from_lines(wanted.lines, question.options) if wanted.kind in WITH_OPTIONS else []
    parent = wanted.shown_if
    known = rules.deciding_keys(parent) if parent is not None else []
    shown_for = [key for key in known if key in wanted.shown_for]
    question.shown_if = parent if shown_for else None
    question.shown_for = shown_for


def _check_options(question: Question, before: dict[str, str], dependents: list[Question], *, kind_stays: bool) -> None:
    """Nothing that was chosen, and nothing that another question depends on, is taken away."""
    deciding = set(rules.deciding_keys(question)) if question.kind in DECIDING else set()
    for dependent in dependents:
        lost = [key for key in dependent.shown_for if key not in deciding]
        if lost:
            raise errors.OptionDecides(question=str(dependent), option=before.get(lost[0], lost[0]))
    gone = set(before) - {one["key"] for one in question.options}
    if not (gone and kind_stays):
        return
    for value in Answer.objects.filter(question=question).values_list("value", flat=True):
        for key in sorted(rules.keys_of(value) & gone):
            raise errors.OptionChosen(option=before[key])


def _tell_pages(event: Event) -> None:
    page_cache.changed(f"event:{event.public_id}")
