"""What the office's pages about one event have in common, in this room and in the rooms around an event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from anpacken.core.actors import Actor
from anpacken.events.models import Event
from anpacken.events.queries.reach import events_of


def reached(request: HttpRequest, right: str, **which: Any) -> Event:
    """The event, for somebody who holds `right` and whom it reaches. `which` names it: `public_id=…` or `pk=…`.

    Raises:
        PermissionDenied: somebody without the right.
        Http404: there is none, or it belongs to others.
    """
    if not request.user.has_perm(right):
        raise PermissionDenied
    return get_object_or_404(events_of(request.user, right), **which)


def actor(request: HttpRequest) -> Actor:
    """Whoever signed in, as the actions take them."""
    return request.user.as_actor()  # type: ignore[union-attr]


def page(
    request: HttpRequest,
    template: str,
    event: Event | None,
    title: str,
    given: Mapping[str, Any],
    *,
    icon: str,
    way: Sequence[tuple[str, str]] = (),
    status: int = 200,
) -> HttpResponse:
    """A page about the event, or about all of them, with the way back. `way`: names and addresses of pages between."""
    record = [(str(event.title), reverse("events_office:inspect", args=[event.pk]))] if event is not None else []
    trail = [(_("Home"), reverse("wagtailadmin_home")), *record, *way, (title, "")]
    frame = {
        "event": event,
        "page_title": title,
        "header_title": title,
        "header_icon": icon,
        "breadcrumbs_items": [{"label": label, "url": url} for label, url in trail],
    }
    return TemplateResponse(request, template, {**frame, **given}, status=status)
