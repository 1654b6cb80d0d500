"""The surveys of an event: laying out, changing, looking at what leaves, sending."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anpacken.core import clock, languages
from anpacken.core.refusals import Refusal
from anpacken.events.views import around
from anpacken.mail import rendering
from anpacken.surveys import rules
from anpacken.surveys.actions import sending
from anpacken.surveys.actions import surveys as actions
from anpacken.surveys.choices import Audience
from anpacken.surveys.forms import AnswerForm, SurveyForm
from anpacken.surveys.models import Survey
from anpacken.surveys.queries import recipients
from anpacken.surveys.queries import surveys as queries
from anpacken.surveys.views.public import shown
from anpacken.surveys.views.reached import found, name_of, page

EXAMPLE = "https://example.org/…"
"""Stands in previews where each person's own link will."""


@never_cache
@require_safe
def surveys(request: HttpRequest, public_id: str) -> HttpResponse:
    """Both audiences: what is prepared, how many were asked and answered."""
    event = around.reached(request, queries.VIEW, public_id=public_id)
    at, known = clock.now(), queries.of_event(event)
    rows = [
        {
            "audience": audience,
            "survey": known.get(audience.value),
            "standing": rules.standing(known[audience.value], at=at) if audience.value in known else "",
        }
        for audience in Audience
    ]
    may_change = request.user.has_perm(queries.CHANGE)
    return page(
        request, "surveys/office/surveys.html", event, _("Thanks and feedback"), rows=rows, may_change=may_change
    )


@require_POST
def lay_out(request: HttpRequest, public_id: str, audience: str) -> HttpResponse:
    """Makes the survey with the usual questions."""
    event = around.reached(request, queries.CHANGE, public_id=public_id)
    if audience not in Audience.values:
        raise Http404
    try:
        actions.lay_out(event=event, audience=Audience(audience), by=around.actor(request), at=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The usual questions are laid out. Change what you like; nothing has been sent."))
    return redirect("surveys_office:survey", public_id, audience)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def survey(request: HttpRequest, public_id: str, audience: str) -> HttpResponse:
    """One survey: how it stands, its questions, its mail."""
    right = queries.CHANGE if request.method == "POST" else queries.VIEW
    one = found(request, right, public_id, audience)
    if request.method != "POST":
        return _survey_page(request, one, SurveyForm(instance=one))
    form = SurveyForm(request.POST, instance=one)
    if not form.is_valid():
        return _survey_page(request, one, form, status=422)
    try:
        actions.change(survey=one, facts=form.facts(), by=around.actor(request), at=clock.now())
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("The survey is changed."))
    return redirect("surveys_office:survey", public_id, audience)


def _survey_page(request: HttpRequest, one: Survey, form: SurveyForm, *, status: int = 200) -> HttpResponse:
    at = clock.now()
    standing = rules.standing(one, at=at)
    given: dict[str, Any] = {
        "form": form,
        "questions": list(one.questions.all()),
        "standing": standing,
        "is_draft": standing == rules.Standing.DRAFT,
        "may_change": request.user.has_perm(queries.CHANGE),
        "closes_on": timezone.localtime(one.closes_at).date() if one.closes_at else None,
    }
    return page(request, "surveys/office/survey.html", one.event, name_of(one), survey=one, status=status, **given)


@require_POST
def deed(request: HttpRequest, public_id: str, audience: str, name: str) -> HttpResponse:
    """Closes an open survey, or removes one that nobody was asked."""
    one, by, at = found(request, queries.CHANGE, public_id, audience), around.actor(request), clock.now()
    try:
        if name == "close":
            actions.close_now(survey=one, by=by, at=at)
            messages.success(request, _("The survey is closed."))
        elif name == "remove":
            actions.remove(survey=one, by=by, at=at)
            messages.success(request, _("The survey is removed."))
            return redirect("surveys_office:surveys", public_id)
        else:
            raise Http404
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return redirect("surveys_office:survey", public_id, audience)


@never_cache
@require_safe
def preview(request: HttpRequest, public_id: str, audience: str) -> HttpResponse:
    """The public page as it will be, in any of the languages. It sends nothing."""
    one = found(request, queries.VIEW, public_id, audience)
    with translation.override(_language(request)):
        given = {**shown(one, AnswerForm(survey=one)), "is_preview": True}
        return render(request, "surveys/answer.html", given)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, public_id: str, audience: str) -> HttpResponse:
    """Who gets which mail; a POST opens the survey, and the mails leave."""
    one = found(request, queries.CHANGE, public_id, audience)
    at = clock.now()
    if request.method == "POST":
        try:
            actions.open_now(survey=one, by=around.actor(request), at=at)
        except Refusal as refusal:
            messages.error(request, refusal.message)
            return redirect("surveys_office:send", public_id, audience)
        messages.success(request, _("The survey is open. The mails leave within the next minutes."))
        return redirect("surveys_office:survey", public_id, audience)
    people = recipients.everybody(one, at=at)
    given: dict[str, Any] = {
        "refusal": rules.refusal_to_open(one, at=at),
        "people": Paginator(people, 25).get_page(request.GET.get("p")),
        "mail": _mail(one, _language(request), at=at),
        "language": _language(request),
        "languages": [languages.language(code) for code in languages.codes()],
        "question_count": one.questions.count(),
    }
    return page(request, "surveys/office/send.html", one.event, _("Send"), survey=one, **given)


def _mail(one: Survey, language: str, *, at: datetime) -> rendering.Written:
    context = sending.said(one, language, closes_at=at + timedelta(days=one.open_days))
    context |= {"answer_url": EXAMPLE, "certificate_url": EXAMPLE}
    return rendering.write(template=f"surveys/mail/{one.audience}.html", context=context, language=language)


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("language", "")
    return asked if asked in languages.codes() else languages.source()
