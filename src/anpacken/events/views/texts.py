"""The mails about registrations in the office: which there are, what they say, what the event says in its own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from anpacken.core import clock
from anpacken.core.refusals import Refusal
from anpacken.core.texts import TranslatedText
from anpacken.events import own_words, samples
from anpacken.events.actions import texts
from anpacken.events.choices import Occasion
from anpacken.events.forms.texts import EventTextForm
from anpacken.events.models import Event, EventText
from anpacken.events.queries.reach import reaches
from anpacken.events.views import around

VIEW, CHANGE = "events.view_event", "events.change_event"


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of mail in the overview."""

    occasion: Occasion
    text: EventText | None


@require_safe
def overview(request: HttpRequest, pk: int) -> HttpResponse:
    """Every kind of mail, and which of them the event says in its own words."""
    event = around.reached(request, VIEW, pk=pk)
    own = {each.occasion: each for each in event.texts.all()}
    lines = [Line(occasion, own.get(occasion)) for occasion in Occasion]
    given = {"lines": lines}
    return around.page(request, "events/office/texts.html", event, _("Words of the mails"), given, icon="mail")


@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, pk: int, occasion: str) -> HttpResponse:
    """The words of one kind of mail: the standard ones, the event's own, and how it looks."""
    event = around.reached(request, VIEW, pk=pk)
    if occasion not in Occasion.values:
        raise Http404
    stored = event.texts.filter(occasion=occasion).first() or EventText(event=event, occasion=occasion)
    if request.method != "POST":
        return _page(request, event, Occasion(occasion), EventTextForm(instance=stored), stored)
    around.reached(request, CHANGE, pk=pk)
    form = EventTextForm(request.POST, instance=stored)
    if form.is_valid():
        words = {"subject": form.instance.subject, "text": form.instance.text}
        try:
            if request.POST.get("do") == "preview":
                own_words.check_for(Occasion(occasion), **words)
                return _page(request, event, Occasion(occasion), form, form.instance, is_tried=True)
            texts.write(event=event, occasion=Occasion(occasion), by=around.actor(request), at=clock.now(), **words)
        except Refusal as refusal:
            form.add_error(refusal.facts.get("field"), refusal.message)
        else:
            messages.success(request, _("Saved. Mails from now on say it like this."))
            return redirect("events_office:text", event.pk, occasion)
    return _page(request, event, Occasion(occasion), form, None, status=422)


def _page(
    request: HttpRequest,
    event: Event,
    occasion: Occasion,
    form: EventTextForm,
    shown: EventText | None,
    *,
    is_tried: bool = False,
    status: int = 200,
) -> HttpResponse:
    blank, at = TranslatedText(), clock.now()
    given: dict[str, Any] = {
        "form": form,
        "occasion": occasion,
        "places": own_words.places(occasion),
        "standard": samples.of_occasion(event, occasion, subject=blank, text=blank, at=at),
        "previews": shown and samples.of_occasion(event, occasion, subject=shown.subject, text=shown.text, at=at),
        "is_tried": is_tried,
        "may_change": reaches(request.user, event, CHANGE),
    }
    way = [(_("Words of the mails"), reverse("events_office:texts", args=[event.pk]))]
    title = str(occasion.label).capitalize()
    page = "events/office/text.html"
    return around.page(request, page, event, title, given, icon="mail", way=way, status=status)
