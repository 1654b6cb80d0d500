"""What all office pages about surveys begin with."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from anpacken.events.models import Event
from anpacken.events.views import around
from anpacken.surveys.models import Survey


def found(request: HttpRequest, right: str, public_id: str, audience: str) -> Survey:
    """The survey, for whom the right reaches its event. Raises `PermissionDenied`, `Http404`."""
    event = around.reached(request, right, public_id=public_id)
    survey = get_object_or_404(Survey, event=event, audience=audience)
    survey.event = event
    return survey


def page(
    request: HttpRequest,
    template: str,
    event: Event,
    title: str,
    *,
    survey: Survey | None = None,
    status: int = 200,
    **given: Any,
) -> HttpResponse:
    """A page on the way event, its surveys, one survey, this."""
    way = []
    first = _("Thanks and feedback")
    if title != first:
        way.append((first, reverse("surveys_office:surveys", args=[event.public_id])))
    if survey is not None:
        name = name_of(survey)
        given["survey"] = survey
        if title != name:
            way.append((name, reverse("surveys_office:survey", args=[event.public_id, survey.audience])))
    return around.page(request, template, event, title, given, icon="comment", way=way, status=status)


def name_of(survey: Survey) -> str:
    """ "Survey of those who came"."""
    return _("Survey of %(whom)s") % {"whom": survey.get_audience_display()}
