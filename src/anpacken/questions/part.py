"""What questions add to an event: fields at registration, a line on one's page, pages in the office."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anpacken.accounts.rules import may_see_support_needs
from anpacken.core.actors import Actor
from anpacken.events.models import Event, Registration
from anpacken.events.parts import Ask, Entrance, Line, Part, Section
from anpacken.events.queries.reach import reaches
from anpacken.questions import fields, links, rules
from anpacken.questions.actions import answers, questions
from anpacken.questions.choices import When
from anpacken.questions.models import Question
from anpacken.questions.queries import asked

VIEW, SEE_ANSWERS = "questions.view_question", "questions.view_answer"


class QuestionsAsk(Ask):
    """Kept with the event. What has become of the questions since is looked at under the lock, when answers are
    written."""

    def __init__(self, questions: list[Question]) -> None:
        self.questions = questions

    def fields(self) -> dict[str, forms.Field]:
        return fields.fields_of(self.questions)

    def check(self, given: Mapping[str, Any]) -> Mapping[str, str]:
        return fields.problems(given, self.questions)

    def made(self, registration: Registration, given: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
        answers.give_first(registration=registration, values=fields.read(given, self.questions), at=at)

    def is_same(self, registration: Registration, given: Mapping[str, Any]) -> bool:
        known = {question.pk for question in self.questions}
        before = {key: value for key, value in asked.values_of(registration).items() if key in known}
        now = rules.relevant(self.questions, fields.read(given, self.questions))
        return before == {key: value for key, value in now.items() if not rules.is_open(value)}


class QuestionsPart(Part):
    name = "questions"

    def ask(self, event: Event) -> Ask | None:
        found = asked.questions_of(event.pk, When.REGISTRATION)
        return QuestionsAsk(found) if found else None

    def entrances(self, event: Event, user: Any) -> Iterable[Entrance]:
        if not event.takes_registrations or not reaches(user, event, VIEW):
            return
        count = Question.objects.filter(event=event).count()
        note = ngettext("%(count)d question", "%(count)d questions", count) % {"count": count}
        yield Entrance(_("Questions"), reverse("questions_office:list", args=[event.public_id]), note)

    def lines(self, registration: Registration) -> Iterable[Line]:
        """How it stands, never what was answered: the line stands in mails and is seen by helpers too."""
        found = asked.questions_of(registration.event_id, *asked.BY_LINK)
        if not found:
            return
        values = asked.values_of(registration)
        still = len(asked.open_questions(found, values))
        if still:
            said = ngettext("%(count)d question is open", "%(count)d questions are open", still) % {"count": still}
        elif any(not rules.is_open(value) for value in values.values()):
            said = _("answered")
        else:
            said = _("nothing answered")
        yield Line(_("Questions"), said, links.answer_path(registration))

    def about(self, registration: Registration, user: Any) -> Iterable[Section]:
        if not reaches(user, registration.event, SEE_ANSWERS):
            return
        found = asked.answers_of(registration, with_sensitive=may_see_support_needs(user))
        if found:
            yield Section(_("Answers"), "questions/office/about.html", {"answers": found})

    def ended(self, registration: Registration, *, by: Actor, at: datetime) -> None:
        answers.forget_ended(registration=registration)

    def copied(self, original: Event, new: Event, *, by: Actor, at: datetime) -> None:
        questions.copy(original=original, new=new, by=by, at=at)
