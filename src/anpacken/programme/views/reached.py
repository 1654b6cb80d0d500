"""What the office's views have in common: the event that somebody reaches, and the frame of a page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from anpacken.events.models import Event
from anpacken.events.views import around

VIEW = "programme.view_item"
CHANGE = "programme.change_item"
RELEASE = "programme.add_release"


def reached(request: HttpRequest, public_id: str, right: str) -> Event:
    """The event, for somebody with a right on its programme. Raises `PermissionDenied` or `Http404`."""
    return around.reached(request, right, public_id=public_id)


def page(
    request: HttpRequest, template: str, event: Event, title: str, given: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page about an event's programme, with the way back to it."""
    editor, programme = reverse("programme_office:editor", args=[event.public_id]), _("Programme")
    way = [] if title == programme else [(programme, editor)]
    shown = {**given, "editor_url": editor}
    return around.page(request, template, event, f"{title}: {event.title}", shown, icon="date", way=way, status=status)
