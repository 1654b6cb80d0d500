"""What is asked at the door: answers from the page, and those that a device has queued."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.door import errors
from anpacken.door.views.check_in import event_for
from anpacken.events.choices import HOLDS_SEATS
from anpacken.events.models import Event, Registration
from anpacken.events.views.around import actor
from anpacken.questions.actions import answers
from anpacken.questions.choices import When
from anpacken.questions.forms.door import DoorForm, from_device
from anpacken.questions.queries.asked import questions_of


@require_POST
def note(request: HttpRequest, public_id: str, registration_id: str) -> HttpResponse:
    """Writes what somebody said at the door, without JavaScript."""
    event = event_for(request, public_id)
    registration = get_object_or_404(Registration, event=event, public_id=registration_id, state__in=HOLDS_SEATS)
    form = DoorForm(request.POST, questions=questions_of(event.pk, When.DOOR))
    at = clock.now()
    count = answers.give_at_door(
        registration=registration, values=form.answers(), answered_at=at, by=actor(request), at=at
    )
    if count:
        messages.success(request, said(registration))
    else:
        messages.warning(request, _("Nothing was answered."))
    here = reverse("door_office:check_in", args=[public_id])
    place = request.GET.get("at", "")
    return redirect(f"{here}?at={place}" if place.isalnum() else here)


def from_queue(event: Event, line: dict[str, Any], by: Actor) -> dict[str, Any]:
    """Writes one line of a device's queue; sent again it changes nothing, and a later answer stays.

    Raises:
        NotReadable: the line names nobody of this event, or no moment.
    """
    nonce, code, moment = (line.get(name) for name in ("nonce", "code", "scanned_at"))
    if not all(isinstance(text, str) and "\x00" not in text for text in (nonce, code, moment)):
        raise errors.NotReadable
    try:
        answered_at = parse_datetime(str(moment))
    except ValueError as error:
        raise errors.NotReadable from error
    registration = Registration.objects.filter(event=event, public_id=code, state__in=HOLDS_SEATS).first()
    if registration is None or answered_at is None or answered_at.tzinfo is None:
        raise errors.NotReadable
    form = DoorForm(from_device(line["answers"]), questions=questions_of(event.pk, When.DOOR))
    given = form.answers()
    answers.give_at_door(registration=registration, values=given, answered_at=answered_at, by=by, at=clock.now())
    is_bad = len(given) < len(line["answers"])
    words = _("%(name)s: an answer no longer fits its question. Please ask again.")
    return {
        "nonce": nonce,
        "is_bad": is_bad,
        "said": words % {"name": registration.name} if is_bad else said(registration),
    }


def said(registration: Registration) -> str:
    return _("Noted for %(name)s.") % {"name": registration.name}
