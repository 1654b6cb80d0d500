"""Answering a survey, opened by a link of its own. Looking changes nothing; only a POST counts, and once."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from anpacken.core import clock, languages
from anpacken.core.links import LinkInvalid
from anpacken.core.refusals import Refusal
from anpacken.surveys import errors, links, rules
from anpacken.surveys.actions import answering
from anpacken.surveys.forms import AnswerForm
from anpacken.surveys.models import Survey, SurveyInvitation
from anpacken.surveys.queries import surveys as queries
from anpacken.ui.public_form import SeeOther, private, public_form


@never_cache
@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    try:
        invitation = queries.invitation(links.read_token(token))
    except Refusal as refusal:
        status = 400 if isinstance(refusal, LinkInvalid) else 410
        return private(render(request, "events/link_refused.html", {"refusal": refusal}, status=status))
    survey, at = invitation.survey, clock.now()
    shut = _shut(invitation)
    if shut is not None:
        if request.method == "POST" and invitation.is_answered:
            # A double click: the page that follows says that it counts once.
            return private(SeeOther(reverse("surveys:answer", args=[token])))
        status = 409 if request.method == "POST" else 200
        return _page(request, survey, None, refusal=shut, is_thanked=invitation.is_answered, status=status)
    if request.method != "POST":
        return _page(request, survey, AnswerForm(survey=survey))
    form = AnswerForm(request.POST, survey=survey)
    if not form.is_valid():
        return _page(request, survey, form, status=422)
    try:
        answering.answer(invitation=invitation, given=form.given(), language=languages.active(), at=at)
    except errors.NothingAnswered as refusal:
        form.add_error(None, refusal.message)
        return _page(request, survey, form, status=422)
    except errors.AlreadyAnswered:
        pass  # The two clicks came in the same moment.
    except Refusal as refusal:
        return _page(request, survey, None, refusal=refusal, status=409)
    return private(SeeOther(reverse("surveys:answer", args=[token])))


def _shut(invitation: SurveyInvitation) -> Refusal | None:
    if invitation.is_answered:
        return errors.AlreadyAnswered()
    is_open = rules.standing(invitation.survey, at=clock.now()) == rules.Standing.OPEN
    return None if is_open else errors.SurveyClosed()


def _page(
    request: HttpRequest,
    survey: Survey,
    form: AnswerForm | None,
    *,
    refusal: Refusal | None = None,
    is_thanked: bool = False,
    status: int = 200,
) -> HttpResponse:
    return private(render(request, "surveys/answer.html", shown(survey, form, refusal, is_thanked), status=status))


def shown(
    survey: Survey, form: AnswerForm | None, refusal: Refusal | None = None, is_thanked: bool = False
) -> dict[str, Any]:
    """What the page is made of, here and in the office's preview."""
    until = timezone.localtime(survey.closes_at) if survey.closes_at else None
    return {
        "event": survey.event,
        "survey": survey,
        "form": form,
        "refusal": refusal,
        "is_thanked": is_thanked,
        "until": until,
        "is_preview": False,
    }
