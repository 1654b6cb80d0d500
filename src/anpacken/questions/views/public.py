"""The form behind the link of a registration. Looking changes nothing; only a POST acts."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.core.links import LinkExpired, LinkInvalid
from anpacken.core.refusals import Refusal
from anpacken.events import links as event_links
from anpacken.events import wording
from anpacken.events.models import Registration
from anpacken.events.queries import detail
from anpacken.questions import rules
from anpacken.questions.errors import AnsweredElsewhere
from anpacken.questions.forms.public import AnswerForm
from anpacken.questions.queries import answers_of
from anpacken.ui.public_form import SeeOther, private, public_form

SAVED = "gespeichert"


@never_cache
@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """What is asked later, and what was answered so far, to change until the event begins."""
    at = clock.now()
    try:
        registration = _opened(token, at=at)
    except Refusal as refusal:
        status = 400 if isinstance(refusal, LinkInvalid) else 410
        return private(render(request, "events/link_refused.html", {"refusal": refusal}, status=status))
    if request.method != "POST":
        return _page(request, token, registration, AnswerForm(registration=registration), at=at)
    form = AnswerForm(request.POST, registration=registration)
    closed = rules.refusal_to_answer(registration, at=at)
    if closed is not None:
        return _page(request, token, registration, form, at=at, status=409)
    # A request without the form's fields would otherwise take every answer back.
    if request.POST.get("deed") != "save" or not form.is_valid():
        return _page(request, token, registration, form, at=at, status=422)
    try:
        form.act(registration=registration, by=Actor.link(event_links.PURPOSE, registration.public_id), at=at)
    except Refusal as refusal:
        form.add_error(None, refusal.message)
        if isinstance(refusal, AnsweredElsewhere):
            form.shown_anew()
        return _page(request, token, registration, form, at=at, status=409)
    return private(SeeOther(f"{reverse('questions:answer', args=[token])}?stand={SAVED}"))


def _page(
    request: HttpRequest, token: str, registration: Registration, form: AnswerForm, *, at: datetime, status: int = 200
) -> HttpResponse:
    closed = rules.refusal_to_answer(registration, at=at)
    event = registration.event
    context = {
        "event": event,
        "when": wording.when(event, list(event.days.all())),
        "form": form,
        "closed": closed,
        "answered": [one for one in answers_of(registration, with_sensitive=True) if one.said] if closed else [],
        "is_saved": request.GET.get("stand") == SAVED and request.method != "POST",
        "manage_path": reverse("events:registration", args=[token]),
    }
    return private(render(request, "questions/answer.html", context, status=status))


def _opened(token: str, *, at: datetime) -> Registration:
    """The registration behind a link. Raises `LinkInvalid`, `LinkExpired` (also when it has been deleted)."""
    try:
        registration = detail.registration(event_links.read_token(token))
    except Registration.DoesNotExist as error:
        raise LinkExpired from error
    event_links.check_age(registration.event, at=at)
    return registration
