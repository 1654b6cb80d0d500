"""What coming events ask, and what those made-up guests answer who are registered."""

from __future__ import annotations

from datetime import datetime
from random import Random
from typing import Any

from anpacken.config.demo.loading.ledger import Found, Ledger
from anpacken.config.demo.schema.questions import AskingEntry, QuestionEntry, QuestionsFile
from anpacken.config.demo.schema.values import value_of
from anpacken.core.actors import Actor
from anpacken.core.texts import translated
from anpacken.events.choices import RegistrationState
from anpacken.events.models import Event, Registration
from anpacken.questions.actions import answers, questions
from anpacken.questions.choices import Kind, When
from anpacken.questions.models import Question

# So many of ten have found the mail with the later questions.
_FOUND_THE_MAIL = 6
_WRITES = 0.35


def load_questions(file: QuestionsFile, ledger: Ledger, *, seed: int, by: Actor, at: datetime) -> None:
    """Gives events their questions that were never brought, and answers to those who are registered."""
    due = [entry for entry in file.asking if ledger.is_due("questions", entry.event)]
    events = Found({event.slug: event for event in Event.objects.filter(slug__in=[entry.event for entry in due])})
    for entry in due:
        event = events[entry.event]
        made = _ask(entry, event, by=by, at=at)
        dice = Random(seed)  # noqa: S311 - made-up answers, no secrets
        for guest in Registration.objects.filter(event=event, state=RegistrationState.CONFIRMED).order_by("pk"):
            reads_mails = dice.randrange(10) < _FOUND_THE_MAIL
            given = {
                made[one.name].pk: _answer(one, made[one.name], dice)
                for one in entry.questions
                if one.when == When.REGISTRATION or (one.when == When.LATER and reads_mails)
            }
            answers.give_first(registration=guest, values=given, at=guest.registered_at)


def _ask(entry: AskingEntry, event: Event, *, by: Actor, at: datetime) -> dict[str, Question]:
    made: dict[str, Question] = {}
    for one in entry.questions:
        wanted = questions.Wanted(
            wording=one.wording.value,
            help=value_of(one.help),
            kind=one.kind,
            when=one.when,
            lines=translated(
                **{code: "\n".join(option.root[code] for option in one.options) for code in one.wording.root}
            ),
            required=one.required,
            is_sensitive=one.sensitive,
            shown_if=made[one.only_if.question] if one.only_if else None,
            shown_for=tuple(one.only_if.answers) if one.only_if else (),
        )
        made[one.name] = questions.add(event=event, wanted=wanted, by=by, at=at)
    return made


def _answer(entry: QuestionEntry, question: Question, dice: Random) -> Any:
    """A made-up answer; most leave open what they need not write about."""
    if entry.samples:
        return dice.choice(entry.samples) if entry.required or dice.random() < _WRITES else None
    if not entry.weights:
        return None
    number = dice.choices(range(len(entry.weights)), entry.weights)[0]
    if question.kind == Kind.YES_NO:
        return number == 0
    if question.kind == Kind.NUMBER:
        return number
    key = question.options[number]["key"]
    if question.kind == Kind.CHOICE:
        return key
    return [key] if dice.random() < 0.3 else []
