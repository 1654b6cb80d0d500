"""How the forums of an event are filled: setting, drawing, telling, moving people by hand."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from anpacken.core import clock
from anpacken.core.refusals import Refusal
from anpacken.events.choices import RegistrationState
from anpacken.events.models import Event, Registration
from anpacken.events.views import around
from anpacken.forums import draw
from anpacken.forums.actions import choices
from anpacken.forums.choices import Mode
from anpacken.forums.forms import ChoiceForm, PlacesForm
from anpacken.forums.models import ForumChoice
from anpacken.forums.queries import places as queries

VIEW, CHANGE = "forums.view_forumchoice", "forums.change_forumchoice"


@require_safe
def standing(request: HttpRequest, public_id: str) -> HttpResponse:
    """The slots with wishes and places, the people, and what can be done."""
    event = around.reached(request, VIEW, public_id=public_id)
    return _standing_page(request, event)


@require_POST
def set_up(request: HttpRequest, public_id: str) -> HttpResponse:
    event = around.reached(request, CHANGE, public_id=public_id)
    form = ChoiceForm(request.POST, instance=queries.choice_of(event))
    if form.is_valid():
        given = form.cleaned_data
        try:
            choices.set_up(
                event=event,
                mode=Mode(given["mode"]),
                closes_at=given["closes_at"],
                gives_any=given["gives_any"],
                by=around.actor(request),
                at=clock.now(),
            )
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Saved. Whoever registers from now on is asked."))
            return redirect("forums_office:standing", public_id)
    return _standing_page(request, event, form, status=422)


@require_POST
def deed(request: HttpRequest, public_id: str, name: str) -> HttpResponse:
    """Draws, takes the draw back, tells everybody."""
    event = around.reached(request, CHANGE, public_id=public_id)
    by, at = around.actor(request), clock.now()
    try:
        if name == "draw":
            count = choices.draw_places(event=event, by=by, at=at)
            said = ngettext("%(count)d place is given.", "%(count)d places are given.", count) % {"count": count}
            messages.success(request, said + " " + _("Nobody has been told yet."))
        elif name == "take_back":
            choices.take_back(event=event, by=by, at=at)
            messages.success(request, _("The draw is taken back. The wishes are still there."))
        elif name == "tell":
            count = choices.tell(event=event, by=by, at=at)
            said = ngettext("%(count)d mail is on its way.", "%(count)d mails are on their way.", count)
            messages.success(request, said % {"count": count})
        else:
            raise Http404
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return redirect("forums_office:standing", public_id)


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, public_id: str, registration_id: str) -> HttpResponse:
    """One person's places, changed by hand."""
    event = around.reached(request, CHANGE, public_id=public_id)
    registration = get_object_or_404(
        Registration, event=event, public_id=registration_id, state=RegistrationState.CONFIRMED
    )
    form = PlacesForm(request.POST if request.method == "POST" else None, registration=registration, by_hand=True)
    if request.method == "POST" and form.is_valid():
        try:
            form.act(registration=registration, by=around.actor(request), at=clock.now())
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("The places are changed, and the person is told by mail."))
            return redirect("forums_office:standing", public_id)
    choice = queries.choice_of(event)
    given = {
        "form": form,
        "registration": registration,
        "wishes": queries.wish_lines(registration),
        "waiting": queries.waiting_of(registration),
        "lot": draw.lot(choice.seed, registration.public_id) if choice else None,
    }
    status = 422 if request.method == "POST" else 200
    return _page(request, "forums/office/person.html", event, registration.name, status=status, **given)


def _standing_page(
    request: HttpRequest, event: Event, form: ChoiceForm | None = None, *, status: int = 200
) -> HttpResponse:
    choice: ForumChoice | None = queries.choice_of(event)
    search = request.GET.get("q", "").replace("\x00", "").strip()
    given = {
        "choice": choice,
        "form": form or ChoiceForm(instance=choice),
        "standings": queries.standings(event),
        "page": Paginator(queries.people(event, search), 25).get_page(request.GET.get("p")),
        "search": search,
        "may_change": request.user.has_perm(CHANGE),
        "is_drawn_mode": choice is not None and choice.mode == Mode.DRAWN,
        "told_count": len(choices.to_be_told(event)) if choice and choice.drawn_at and not choice.told_at else 0,
    }
    return _page(request, "forums/office/standing.html", event, _("Choice of forums"), status=status, **given)


def _page(
    request: HttpRequest, template: str, event: Event, title: str, *, status: int = 200, **given: Any
) -> HttpResponse:
    first = _("Choice of forums")
    way = [] if title == first else [(first, reverse("forums_office:standing", args=[event.public_id]))]
    return around.page(request, template, event, title, given, icon="group", way=way, status=status)
