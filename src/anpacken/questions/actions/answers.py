"""Writing what people answer: when they register, by their link, at the door; and deleting it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.events.models import Registration
from anpacken.questions import errors, rules
from anpacken.questions.actions.holding import held_event, lock_event
from anpacken.questions.choices import When
from anpacken.questions.models import Answer, Request
from anpacken.questions.queries import asked


def give_first(*, registration: Registration, values: Mapping[int, Any], at: datetime) -> None:
    """Writes the answers given with a registration, in its transaction.

    What a question has become since the form was checked decides: an answer that fits no longer is left out.
    """
    # Taking a seat has locked the event's row; asking for one that the office decides about has not.
    lock_event(registration.event_id)
    questions = {question.pk: question for question in asked.questions_of(registration.event_id)}
    fitting = {
        key: value
        for key, value in values.items()
        if key in questions and not rules.is_open(value) and rules.fits(questions[key], value)
    }
    _write(registration, rules.relevant(questions.values(), fitting), at=at)


def give(*, registration: Registration, values: Mapping[int, Any], seen: str, by: Actor, at: datetime) -> None:
    """Writes what somebody answered by their link; what does not apply to them any more is deleted.

    `seen` is the fingerprint of the answers that the form showed, empty if it says nothing about that.

    Raises:
        NotRegistered, AnswersClosed
        AnsweredElsewhere: the answers are not those that the form showed.
        AnswerUnfit: a question has changed since.
    """
    with held_event(registration.event_id) as event:
        current = Registration.objects.get(pk=registration.pk)
        current.event = event
        refusal = rules.refusal_to_answer(current, at=at)
        if refusal is not None:
            raise refusal
        stored = asked.values_of(current)
        questions = asked.questions_of(event.pk)
        of_link = {question.pk: question for question in questions if question.when in asked.BY_LINK}
        if seen and seen != asked.fingerprint({key: value for key, value in stored.items() if key in of_link}):
            raise errors.AnsweredElsewhere
        given = {key: value for key, value in values.items() if key in of_link}
        if any(not rules.fits(of_link[key], value) for key, value in given.items()):
            raise errors.AnswerUnfit
        after = {**stored, **given}
        if rules.missing(of_link.values(), after):
            raise errors.AnswerUnfit
        kept = rules.relevant(questions, after)
        fresh = {key: value for key, value in kept.items() if key not in stored or stored[key] != value}
        if not fresh and set(stored) <= set(kept):
            # Sent twice, it is written once.
            return
        Answer.objects.filter(registration=current).exclude(question__in=list(kept)).delete()
        _write(current, fresh, at=at)
        record(by=by, action="questions.answered", target=current, at=at)


def give_at_door(
    *, registration: Registration, values: Mapping[str, Any], answered_at: datetime, by: Actor, at: datetime
) -> int:
    """Writes what a helper was told at the door, by the questions' keys. Returns how many answers are new.

    A device sends what it queued once there is a network, perhaps twice, perhaps after another device: the later
    answer stays. What fits no question of the door any more is left out.
    """
    with held_event(registration.event_id) as event:
        current = Registration.objects.get(pk=registration.pk)
        questions = asked.questions_of(event.pk)
        of_door = {question.key: question for question in questions if question.when == When.DOOR}
        # A clock that runs ahead is not believed.
        moment = min(answered_at, at)
        known = {
            answer.question_id: answer
            for answer in Answer.objects.filter(registration=current, question__in=of_door.values())
        }
        wanted = {
            of_door[key].pk: value
            for key, value in values.items()
            if key in of_door and not rules.is_open(value) and rules.fits(of_door[key], value)
        }
        fresh = {
            key: value
            for key, value in wanted.items()
            if key not in known or (known[key].answered_at < moment and known[key].value != value)
        }
        applying = rules.relevant(questions, {**asked.values_of(current), **fresh})
        fresh = {key: value for key, value in fresh.items() if key in applying}
        if fresh:
            _write(current, fresh, at=moment)
            record(by=by, action="questions.answered_at_door", target=current, at=at, answers=len(fresh))
    return len(fresh)


def forget_ended(*, registration: Registration) -> None:
    """Deletes the answers of somebody who does not come: nobody needs them any more."""
    Answer.objects.filter(registration=registration).delete()
    Request.objects.filter(registration=registration).delete()


def _write(registration: Registration, values: Mapping[int, Any], *, at: datetime) -> None:
    if values:
        Answer.objects.bulk_create(
            [
                Answer(registration=registration, question_id=key, value=value, answered_at=at)
                for key, value in values.items()
            ],
            update_conflicts=True,
            unique_fields=["registration", "question"],
            update_fields=["value", "answered_at"],
        )
