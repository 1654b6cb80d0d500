"""What the page on a device asks for beside itself: the list, sending what was queued, and the worker."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from anpacken.core import clock
from anpacken.core.refusals import Refusal
from anpacken.door import errors, saying
from anpacken.door.actions import check_in as actions
from anpacken.door.choices import MOST_IN_A_BATCH, ScanKind
from anpacken.door.queries import counts, people
from anpacken.door.views import answers
from anpacken.door.views.check_in import event_for, slot_for
from anpacken.events.models import Event
from anpacken.events.views.around import actor
from anpacken.questions.queries.at_door import for_device

# A device forgets the list by itself, also when nobody presses "End".
KEPT_FOR = timedelta(hours=20)
WORKER = Path(__file__).resolve().parent.parent / "static" / "door" / "worker.js"


@never_cache
@require_safe
def people_list(request: HttpRequest, public_id: str) -> HttpResponse:
    """The list as a device takes it along, and until when."""
    event = event_for(request, public_id)
    until = clock.now() + KEPT_FOR
    counted = counts.counts(event).by_place()
    found, asked = people.for_devices(event)
    questions = [for_device(question) for question in asked.questions]
    return JsonResponse({"until": until.isoformat(), "counts": counted, "people": found, "questions": questions})


@never_cache
@require_POST
def sync(request: HttpRequest, public_id: str) -> HttpResponse:
    """Writes what a device has queued, line by line: one that cannot be read does not hold the others up."""
    event = event_for(request, public_id)
    try:
        sent = json.loads(request.body)
        lines = [each for each in sent["scans"] if isinstance(each, dict)][:MOST_IN_A_BATCH]
        device = str(sent.get("device", ""))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return JsonResponse({"error": _("This could not be read.")}, status=400)
    by = actor(request)
    results = [_one(event, each, device, by) for each in lines]
    return JsonResponse({"results": results, "counts": counts.counts(event).by_place()})


def _one(event: Event, line: dict[str, Any], device: str, by: Any) -> dict[str, Any]:
    nonce = str(line.get("nonce", ""))
    try:
        if isinstance(line.get("answers"), dict):
            return answers.from_queue(event, line, by)
        done = actions.record(event=event, given=_given(event, line, device), by=by, at=clock.now())
    except Refusal as refusal:
        return {"nonce": nonce, "is_bad": True, "said": refusal.message}
    is_bad = done.kind == ScanKind.REFUSED or done.is_double
    return {"nonce": nonce, "is_bad": is_bad, "said": saying.sentence(done)}


def _given(event: Event, line: dict[str, Any], device: str) -> actions.Given:
    heads = line.get("heads") or 0
    texts = [line.get(name, "") for name in ("nonce", "code", "slot", "scanned_at")]
    if not isinstance(heads, int) or not all(isinstance(text, str) and "\x00" not in text for text in texts):
        raise errors.NotReadable
    nonce, code, slot, moment = texts
    try:
        scanned_at, place = parse_datetime(moment), slot_for(event, slot)
    except (ValueError, Http404) as error:
        raise errors.NotReadable from error
    if scanned_at is None or scanned_at.tzinfo is None:
        raise errors.NotReadable
    return actions.Given(nonce, scanned_at, code, place, heads, device="".join(filter(str.isalnum, device)))


@never_cache
@require_safe
def worker(request: HttpRequest, public_id: str) -> HttpResponse:
    """The service worker, from under the event's own address: its reach is this one page."""
    event_for(request, public_id)
    return HttpResponse(WORKER.read_text("utf-8"), content_type="text/javascript; charset=utf-8")
