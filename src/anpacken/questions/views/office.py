"""The questions of one event in the office: the list, the form of one, the order, and a preview."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anpacken.accounts import rules as account_rules
from anpacken.core import clock
from anpacken.core.refusals import Refusal
from anpacken.events.models import Event
from anpacken.events.queries.reach import reaches
from anpacken.events.views import around
from anpacken.questions import fields
from anpacken.questions.actions import questions
from anpacken.questions.choices import When
from anpacken.questions.forms.office import QuestionForm
from anpacken.questions.models import Question
from anpacken.questions.queries import listing, owing
from anpacken.questions.queries.asked import questions_of
from anpacken.questions.views.frame import CHANGE, SEE_ANSWERS, VIEW, page

SHIFTS = {"up": -1, "down": 1}


@require_safe
def question_list(request: HttpRequest, public_id: str) -> HttpResponse:
    """All questions by when they are asked, with the ways to what can be done."""
    event = around.reached(request, VIEW, public_id=public_id)
    may_see = reaches(request.user, event, SEE_ANSWERS)
    given = {
        "groups": listing.by_time(event),
        "may_change": reaches(request.user, event, CHANGE),
        "may_see_answers": may_see,
        "may_export": may_see and account_rules.may_export(request.user),
        "owing": len(owing.owing(event)) if may_see else 0,
    }
    return page(request, "questions/office/list.html", event, _("Questions"), given)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, public_id: str) -> HttpResponse:
    event = around.reached(request, CHANGE, public_id=public_id)
    form = QuestionForm(request.POST if request.method == "POST" else None, event=event)
    if request.method == "POST" and form.is_valid():
        try:
            questions.add(event=event, wanted=form.wanted(), by=around.actor(request), at=clock.now())
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            messages.success(request, _("The question is added."))
            return redirect("questions_office:list", public_id)
    return _form_page(request, event, form, _("New question"))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, public_id: str, question_id: str) -> HttpResponse:
    event = around.reached(request, CHANGE, public_id=public_id)
    question = get_object_or_404(Question.objects.select_related("shown_if"), event=event, public_id=question_id)
    title = str(question)
    form = QuestionForm(request.POST if request.method == "POST" else None, event=event, instance=question)
    if request.method == "POST" and form.is_valid():
        try:
            questions.change(question=question, wanted=form.wanted(), by=around.actor(request), at=clock.now())
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        else:
            messages.success(request, _("The question is changed."))
            return redirect("questions_office:list", public_id)
    answered = listing.answered(question)
    return _form_page(request, event, form, title, question=question, answered=answered)


@require_POST
def deed(request: HttpRequest, public_id: str, question_id: str) -> HttpResponse:
    """Moves a question up or down, or takes it out."""
    event = around.reached(request, CHANGE, public_id=public_id)
    question = get_object_or_404(Question, event=event, public_id=question_id)
    wanted, by, at = request.POST.get("do", ""), around.actor(request), clock.now()
    try:
        if wanted in SHIFTS:
            questions.move(question=question, by_places=SHIFTS[wanted], by=by, at=at)
        elif wanted == "remove":
            questions.remove(question=question, by=by, at=at)
            messages.success(request, _("The question is taken out."))
        else:
            raise Http404
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return redirect("questions_office:list", public_id)


@require_safe
@xframe_options_sameorigin
def preview(request: HttpRequest, public_id: str) -> HttpResponse:
    """The forms as people see them; nothing can be sent."""
    event = around.reached(request, VIEW, public_id=public_id)
    found = questions_of(event.pk)
    groups = [(When(when).label, _Preview([one for one in found if one.when == when])) for when in When]
    context = {"event": event, "groups": [(label, form) for label, form in groups if form.fields]}
    return render(request, "questions/office/preview.html", context)


class _Preview(forms.Form):
    """Questions as fields, to look at."""

    use_required_attribute = False

    def __init__(self, found: list[Question]) -> None:
        super().__init__()
        self.fields |= fields.fields_of(found)


def _form_page(request: HttpRequest, event: Event, form: QuestionForm, title: str, **given: Any) -> HttpResponse:
    status = 422 if request.method == "POST" else 200
    return page(request, "questions/office/question.html", event, title, {"form": form, **given}, status=status)
