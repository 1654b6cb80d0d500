"""The documentation for everybody. Nothing here is about its visitor."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anpacken.core.page_cache import keep
from anpacken.documentation.models import Documentation
from anpacken.documentation.queries import shown
from anpacken.documentation.queries.shown import Shown
from anpacken.events import wording
from anpacken.events.views.breadcrumb import crumbs


@require_safe
def documentation(request: HttpRequest, public_id: str) -> HttpResponse:
    """Findings, photos, films, papers, press, examples and demands of an event that was held."""
    try:
        found = shown.public(public_id)
    except Documentation.DoesNotExist as error:
        raise Http404 from error
    context = {**page_context(shown.shown(found)), "is_preview": False}
    answer = render(request, "documentation/documentation.html", context)
    # Rights and credits of pictures are looked after elsewhere: what is withdrawn there is gone here in minutes.
    return keep(answer, "events", f"event:{public_id}", "projects", "pictures", seconds=300)


def page_context(everything: Shown) -> dict[str, Any]:
    event = everything.event
    event_url = reverse("events:event", args=[event.public_id])
    return {
        "nothing": False,
        "shown": everything,
        "event": event,
        "documentation": everything.documentation,
        "when": wording.when(event, list(event.days.all())),
        "where": wording.where(event),
        "sections": _sections(everything),
        "crumbs": crumbs((str(event.title), event_url), (_("Documentation"), None)),
    }


def _sections(everything: Shown) -> list[tuple[str, str]]:
    """What there is on the page, for the way through it."""
    every = [
        (everything.has_findings, _("Findings"), "#findings"),
        (everything.demands, _("Demands"), "#demands"),
        (everything.photos, _("Photos"), "#photos"),
        (everything.recording, _("Graphic recording"), "#recording"),
        (everything.films, _("Films"), "#films"),
        (everything.handouts, _("Slides and handouts"), "#papers"),
        (everything.examples, _("Good examples"), "#examples"),
        (everything.press, _("Press"), "#press"),
        (everything.followed_by, _("How it went on"), "#follow-up"),
    ]
    return [(label, href) for is_there, label, href in every if is_there]
