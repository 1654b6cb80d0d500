"""The check-in page for phones. Without JavaScript it is a search and buttons; with it, it needs no network."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from anpacken.core import clock
from anpacken.core.counts import CountWord
from anpacken.core.refusals import Refusal
from anpacken.door import saying
from anpacken.door.actions import check_in as actions
from anpacken.door.actions import figures
from anpacken.door.choices import ScanKind
from anpacken.door.forms import CheckInForm, CountForm
from anpacken.door.queries import counts, people
from anpacken.events.choices import EventState
from anpacken.events.models import Event
from anpacken.events.queries.reach import reaches
from anpacken.events.views.around import actor, reached
from anpacken.programme.models import Item
from anpacken.questions.forms.door import DoorForm

RIGHT = "door.add_scan"
CHANGE_EVENT = "events.change_event"


def event_for(request: HttpRequest, public_id: str) -> Event:
    """The event, for whoever helps at its door."""
    return reached(request, RIGHT, public_id=public_id)


def slot_for(event: Event, public_id: str) -> Item | None:
    """The slot at whose door the helper stands; None is the entrance."""
    if not public_id:
        return None
    found: Item | None = Item.objects.slots().filter(event=event, public_id=public_id[:12]).first()
    if found is None:
        raise Http404
    return found


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_in(request: HttpRequest, public_id: str) -> HttpResponse:
    """Finds people and lets them in."""
    event = event_for(request, public_id)
    slot = slot_for(event, request.GET.get("at", ""))
    here = reverse("door_office:check_in", args=[public_id]) + (f"?at={slot.public_id}" if slot else "")
    if request.method == "POST":
        form = CheckInForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("This check-in could not be read. Please search for the person by name."))
            return redirect(here)
        try:
            done = actions.record(event=event, given=form.given(slot), by=actor(request), at=clock.now())
        except Refusal as refusal:
            messages.error(request, refusal.message)
        else:
            _tell(request, done)
        return redirect(here)
    text = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    counted = counts.counts(event)
    slots = list(Item.objects.slots().filter(event=event).select_related("forum").order_by("round", "forum__position"))
    context = {
        "event": event,
        "slot": slot,
        "here": here,
        "query": text,
        "rows": [_with_form(row) for row in people.rows(event, text, slot)] if text else [],
        "nonce": uuid.uuid4,
        "count": counted.at(slot),
        "expected": event.taken_seats if slot is None else slot.taken,
        "walk_ins": counted.walk_ins.get(slot.pk if slot else counts.ENTRANCE, 0),
        "places": [(None, counted.at(None)), *((one, counted.at(one)) for one in slots)],
        "doubles": counts.doubles(event, slot) if "doubles" in request.GET else None,
        "is_open": event.state in actions.OPEN,
        "offers": _offer(request, event, counted.at(None)) if slot is None else None,
        "count_form": CountForm(),
        "place": slot.pk if slot else counts.ENTRANCE,
        "words": saying.words_on_devices(),
    }
    return render(request, "door/office/check_in.html", context)


def _with_form(row: dict[str, Any]) -> dict[str, Any]:
    """A row with the form for what is still to be asked of the person."""
    found = row["questions"]
    return {**row, "form": DoorForm(None, questions=found, prefix=row["registration"].public_id) if found else None}


def _offer(request: HttpRequest, event: Event, came: int) -> int | None:
    """The number that the office may take over as the event's participants."""
    may = reaches(request.user, event, CHANGE_EVENT)
    return came if may and event.state == EventState.HELD and came > 0 and event.participants != came else None


def _tell(request: HttpRequest, done: actions.Outcome) -> None:
    if done.kind == ScanKind.REFUSED or done.is_double:
        messages.warning(request, saying.sentence(done))
    else:
        messages.success(request, saying.sentence(done))


@require_POST
def take_over(request: HttpRequest, public_id: str) -> HttpResponse:
    """Writes the number of people who came as the event's participants."""
    event = event_for(request, public_id)
    if not reaches(request.user, event, CHANGE_EVENT):
        raise PermissionDenied
    form = CountForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        taken = figures.take_over(
            event=event, word=CountWord(form.cleaned_data["word"]), by=actor(request), at=clock.now()
        )
    except Refusal as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Taken over: participants: %(count)s.") % {"count": taken.participants_count})
    return redirect("door_office:check_in", public_id)
