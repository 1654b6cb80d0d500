"""The office's pages with what others copy into their sites, and how it will look there."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anpacken.api import snippets
from anpacken.api.forms import ButtonForm, EmbedForm, ListForm
from anpacken.api.shown import absolute
from anpacken.events.choices import EventState
from anpacken.events.models import Event
from anpacken.events.views import around

VIEW = "events.view_event"
FILTERS = ("format", "region", "theme")


@require_safe
def button(request: HttpRequest, public_id: str) -> HttpResponse:
    """The registration button of one event."""
    event = around.reached(request, VIEW, public_id=public_id)
    form = ButtonForm(_asked(request))
    attributes = form.attributes()
    with translation.override(attributes["lang"]):
        href, label = absolute("events:event", event.public_id), str(event.title)
    shown = snippets.element("anpacken-register", {"event": event.public_id, **attributes}, href=href, label=label)
    return _page(request, event, _("Embed in other sites"), form, shown, is_draft=event.state == EventState.DRAFT)


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The list of events."""
    if not request.user.has_perm(VIEW):
        raise PermissionDenied
    form = ListForm(_asked(request))
    attributes = form.attributes()
    with translation.override(attributes["lang"]):
        narrowed = urlencode({name: attributes[name] for name in FILTERS if name in attributes})
        href = absolute("events:event_list") + (f"?{narrowed}" if narrowed else "")
        label = _("All events")
    shown = snippets.element("anpacken-events", attributes, href=href, label=label)
    return _page(request, None, _("Embed the list of events"), form, shown)


def _asked(request: HttpRequest) -> Any:
    return request.GET or None


def _page(
    request: HttpRequest, event: Event | None, title: str, form: EmbedForm, shown: Any, **more: Any
) -> HttpResponse:
    given = {
        "form": form,
        "snippet": snippets.whole(shown),
        "shown": shown,
        "script_url": reverse("api_v1:embed"),
        **more,
    }
    return around.page(request, "api/office/embed.html", event, title, given, icon="code")
