"""The office decides who comes: requests for a seat, one or many at once."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from anpacken.core import clock
from anpacken.core.refusals import Refusal
from anpacken.events.actions import requests as actions
from anpacken.events.choices import RegistrationState
from anpacken.events.forms.office import DecisionForm
from anpacken.events.models import Event, Registration
from anpacken.events.queries.registrations import standing
from anpacken.events.views import around

CHANGE = "events.change_registration"


@require_http_methods(["GET", "HEAD", "POST"])
def requests(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody who asks for a seat, in the order in which they asked, and what to do about them."""
    event = around.reached(request, CHANGE, pk=pk)
    if request.method != "POST":
        return _page(request, event)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        for problems in form.errors.values():
            messages.error(request, str(problems[0]))
        return _page(request, event, chosen=form.cleaned_data.get("requests", []), status=422)
    try:
        said = _decide(request, event, form)
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return _page(request, event, status=409)
    messages.success(request, said)
    return redirect("events_office:requests", event.pk)


def _decide(request: HttpRequest, event: Event, form: DecisionForm) -> str:
    wanted, by, at = form.cleaned_data["requests"], around.actor(request), clock.now()
    if form.cleaned_data["deed"] == "decline":
        count = actions.decline(event=event, wanted=wanted, reason=form.cleaned_data["reason"], by=by, at=at)
        said = ngettext(
            "%(count)d request declined and told by mail.", "%(count)d requests declined and told by mail.", count
        )
        return said % {"count": count}
    done = actions.approve(event=event, wanted=wanted, by=by, at=at)
    said = ngettext("%(count)d request approved: seat given.", "%(count)d requests approved: seats given.", done.seated)
    waits = ngettext("%(count)d joined the waiting list.", "%(count)d joined the waiting list.", done.waiting)
    parts = [(said, done.seated), (waits, done.waiting)]
    return " ".join(sentence % {"count": count} for sentence, count in parts if count)


def _page(request: HttpRequest, event: Event, *, chosen: list[int] | None = None, status: int = 200) -> HttpResponse:
    found = Registration.objects.filter(event=event, state=RegistrationState.REQUESTED).order_by("pk")
    given = {"found": found, "chosen": chosen or [], "standing": standing(event)}
    title = _("Requests for a seat")
    return around.page(request, "events/office/requests.html", event, title, given, icon="group", status=status)
