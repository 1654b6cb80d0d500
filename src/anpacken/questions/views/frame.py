"""What the office's pages about questions have in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from anpacken.events.models import Event
from anpacken.events.views import around

VIEW, CHANGE, SEE_ANSWERS = "questions.view_question", "questions.change_question", "questions.view_answer"


def page(
    request: HttpRequest, template: str, event: Event, title: str, given: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page in the frame of its event, below the list of questions."""
    first = _("Questions")
    way = [] if title == first else [(first, reverse("questions_office:list", args=[event.public_id]))]
    return around.page(request, template, event, title, given, icon="help", way=way, status=status)
