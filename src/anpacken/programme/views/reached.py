"""What the office's views have in common: the event that somebody reaches, and the frame of a page."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from anpacken.accounts import rules as account_rules
from anpacken.core.actors import Actor
from anpacken.events.models import Event
from anpacken.events.queries.reach import EVENT_PATHS

VIEW = "programme.view_item"
CHANGE = "programme.change_item"
RELEASE = "programme.add_release"


def reached(request: HttpRequest, public_id: str, right: str) -> Event:
    """The event, for somebody with a right on its programme. Raises `PermissionDenied` or `Http404`."""
    if not request.user.has_perm(right):
        raise PermissionDenied
    return get_object_or_404(
        account_rules.limited(Event.objects.all(), request.user, right, EVENT_PATHS), public_id=public_id
    )


def actor(request: HttpRequest) -> Actor:
    return request.user.as_actor()  # type: ignore[union-attr]


def page(
    request: HttpRequest, template: str, event: Event, title: str, given: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page about an event's programme, with the way back to it."""
    editor = reverse("programme_office:editor", args=[event.public_id])
    is_editor, heading = title == _("Programme"), f"{title}: {event.title}"
    trail = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("events_office:inspect", args=[event.pk]), "label": str(event.title)},
        {"url": "" if is_editor else editor, "label": heading if is_editor else _("Programme")},
        *([] if is_editor else [{"url": "", "label": heading}]),
    ]
    frame = {
        "event": event,
        "page_title": heading,
        "header_title": heading,
        "header_icon": "date",
        "breadcrumbs_items": trail,
        "editor_url": editor,
    }
    return TemplateResponse(request, template, {**frame, **given}, status=status)
