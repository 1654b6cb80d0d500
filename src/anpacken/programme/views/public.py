"""The released programme for everybody: as a page, as a calendar, in print. Nothing here is about its visitor."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anpacken.core import languages
from anpacken.core.page_cache import keep
from anpacken.events import wording as event_wording
from anpacken.events.models import Event
from anpacken.events.queries import detail
from anpacken.events.views.breadcrumb import crumbs
from anpacken.programme import calendar, printing
from anpacken.programme.forms.filters import ProgrammeFilterForm
from anpacken.programme.queries import released
from anpacken.programme.queries.released import Programme
from anpacken.programme.snapshots import Entry
from anpacken.programme.wording import weekday
from anpacken.ui.printing.typesetting import NotTypeset

SECONDS = 600


@require_safe
def programme(request: HttpRequest, public_id: str) -> HttpResponse:
    event, found = _released(public_id)
    form = ProgrammeFilterForm(request.GET, entries=found.entries)
    shown = Programme(found.number, found.released_at, found.note, form.narrowed(found.entries))
    people = released.people(shown)
    context = {
        "crumbs": crumbs((str(event.title), reverse("events:event", args=[event.public_id])), (_("Programme"), None)),
        "event": event,
        "programme": found,
        "form": form,
        "is_narrowed": len(shown.entries) != len(found.entries),
        "days": [
            {"on": day, "label": weekday(day), "items": [_item(entry, people) for entry in entries]}
            for day, entries in shown.days
        ],
        "when": event_wording.when(event, list(event.days.all())),
        "where": event_wording.where(event),
    }
    answer = render(request, "programme/programme.html", context)
    return keep(answer, "events", f"event:{public_id}", "places", seconds=SECONDS)


def _item(entry: Entry, people: dict[int, Any]) -> dict[str, Any]:
    return {
        "entry": entry,
        "speakers": [{"said": speaker, "person": people.get(speaker.ref)} for speaker in entry.speakers],
    }


@require_safe
def programme_calendar(request: HttpRequest, public_id: str) -> HttpResponse:
    event, found = _released(public_id)
    text = calendar.feed(event, found, language=translation.get_language())
    answer = HttpResponse(
        text,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'inline; filename="programm.ics"'},
    )
    return keep(answer, "events", f"event:{public_id}", "places", seconds=SECONDS)


@require_safe
def programme_pdf(request: HttpRequest, public_id: str) -> HttpResponse:
    event, found = _released(public_id)
    try:
        content = printing.pdf(event, found, language=languages.active())
    except NotTypeset:
        return render(request, "programme/not_typeset.html", {"event": event}, status=503)
    headers = {"Content-Disposition": 'inline; filename="programm.pdf"'}
    answer = HttpResponse(content, content_type="application/pdf", headers=headers)
    return keep(answer, "events", f"event:{public_id}", "places", "alliance", seconds=SECONDS)


def _released(public_id: str) -> tuple[Event, Programme]:
    try:
        event = detail.public_event(public_id)
    except Event.DoesNotExist as error:
        raise Http404 from error
    found = released.latest(event)
    if found is None:
        raise Http404
    return event, found
