"""The questions of a survey: adding, changing, moving, removing."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from anpacken.core import clock
from anpacken.core.refusals import Refusal
from anpacken.events.views import around
from anpacken.surveys.actions import questions as actions
from anpacken.surveys.forms import QuestionForm
from anpacken.surveys.models import Question, Survey
from anpacken.surveys.queries import surveys as queries
from anpacken.surveys.views.reached import found, page

STEPS = {"up": -1, "down": 1}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question_add(request: HttpRequest, public_id: str, audience: str) -> HttpResponse:
    survey = found(request, queries.CHANGE, public_id, audience)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _done(
            request,
            survey,
            _("The question is added."),
            lambda **who: actions.add(survey=survey, facts=form.facts(), **who),
        )
    return _form_page(request, survey, form, _("Add a question"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, public_id: str, audience: str, question_id: str) -> HttpResponse:
    survey, one = _found(request, public_id, audience, question_id)
    form = QuestionForm(request.POST or None, instance=one)
    if request.method == "POST" and form.is_valid():
        return _done(
            request,
            survey,
            _("The question is changed."),
            lambda **who: actions.change(question=one, facts=form.facts(), **who),
        )
    return _form_page(request, survey, form, _("Change the question"))


@require_POST
def question_deed(request: HttpRequest, public_id: str, audience: str, question_id: str, name: str) -> HttpResponse:
    """Moves a question up or down, or takes it out."""
    survey, one = _found(request, public_id, audience, question_id)
    if name == "remove":
        return _done(request, survey, _("The question is removed."), lambda **who: actions.remove(question=one, **who))
    if name not in STEPS:
        raise Http404
    return _done(request, survey, "", lambda **who: actions.move(question=one, steps=STEPS[name], **who))


def _found(request: HttpRequest, public_id: str, audience: str, question_id: str) -> tuple[Survey, Question]:
    survey = found(request, queries.CHANGE, public_id, audience)
    return survey, get_object_or_404(survey.questions, public_id=question_id)


def _done(request: HttpRequest, survey: Survey, said: str, deed: Any) -> HttpResponse:
    try:
        deed(by=around.actor(request), at=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        if said:
            messages.success(request, said)
    return redirect("surveys_office:survey", survey.event.public_id, survey.audience)


def _form_page(request: HttpRequest, survey: Survey, form: QuestionForm, title: str) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return page(request, "surveys/office/question.html", survey.event, title, survey=survey, status=status, form=form)
