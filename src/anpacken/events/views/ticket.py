"""What somebody takes along from the page of their registration: the ticket, and the entry for the calendar."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from anpacken.core import clock, languages
from anpacken.core.links import LinkInvalid
from anpacken.core.refusals import Refusal
from anpacken.events import calendar, errors, printing, tickets
from anpacken.events.models import Registration
from anpacken.events.views import registration as views
from anpacken.ui.printing.typesetting import NotTypeset
from anpacken.ui.public_form import private


@never_cache
@require_safe
def ticket(request: HttpRequest, token: str) -> HttpResponse:
    """The PDF, made for this answer. Who holds no seat reads why there is none."""
    try:
        registration = _with_ticket(token)
        document = printing.ticket(registration, language=languages.active())
    except Refusal as refusal:
        return _refused(request, refusal)
    return _file(document, "application/pdf", f"ticket-{registration.public_id}.pdf")


@never_cache
@require_safe
def entry(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar file of the event that somebody is registered for."""
    try:
        event = _with_ticket(token).event
        if not calendar.has_entry(event):
            raise errors.DayUnknown
    except Refusal as refusal:
        return _refused(request, refusal)
    text = calendar.event_calendar(event, list(event.days.all()), language=languages.active())
    return _file(text.encode(), "text/calendar; charset=utf-8; method=PUBLISH", "termin.ics")


def _with_ticket(token: str) -> Registration:
    registration = views.opened(token, at=clock.now())
    if not tickets.has_ticket(registration):
        raise errors.NoTicket
    return registration


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    statuses = {LinkInvalid: 400, errors.NoTicket: 409, errors.DayUnknown: 409, NotTypeset: 503}
    status = statuses.get(type(refusal), 410)
    return private(render(request, "events/link_refused.html", {"refusal": refusal}, status=status))


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return private(answer)
