"""Somebody's own forums, opened by the link of their registration. Looking changes nothing; only a POST acts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.core.links import LinkExpired, LinkInvalid
from anpacken.core.refusals import Refusal
from anpacken.events import links as event_links
from anpacken.events.models import Registration
from anpacken.events.queries import detail
from anpacken.forums import rules
from anpacken.forums.actions import places
from anpacken.forums.choices import Mode
from anpacken.forums.forms import PlacesForm, WishesForm
from anpacken.forums.models import ForumChoice
from anpacken.forums.queries import places as queries
from anpacken.ui.public_form import SeeOther, private, public_form


@never_cache
@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest, token: str) -> HttpResponse:
    """Wishes as long as nothing is drawn, then places and waiting lists."""
    at = clock.now()
    try:
        registration, choice = _opened(token, at=at)
    except Refusal as refusal:
        status = 400 if isinstance(refusal, LinkInvalid) else 410
        return private(render(request, "events/link_refused.html", {"refusal": refusal}, status=status))
    form = _form(request, registration, choice)
    if request.method != "POST":
        return _page(request, token, registration, choice, form, at=at)
    by = Actor.link(event_links.PURPOSE, registration.public_id)
    try:
        if request.POST.get("deed") == "leave":
            slot = next(slot for slot in form.slots if slot.public_id == request.POST.get("slot"))
            places.leave_queue(registration=registration, item=slot, by=by, at=at)
        elif request.POST.get("deed") != "save" or not form.is_valid():
            # A request without the form's fields would otherwise give every place back.
            return _page(request, token, registration, choice, form, at=at, status=422)
        else:
            form.act(registration=registration, by=by, at=at)
    except StopIteration:
        return _page(request, token, registration, choice, form, at=at, status=422)
    except Refusal as refusal:
        fresh = _form(request, registration, choice)
        fresh.is_valid()
        fresh.add_error(None, refusal.message)
        return _page(request, token, registration, choice, fresh, at=at, status=409)
    return private(SeeOther(reverse("forums:choose", args=[token]) + "?stand=gespeichert"))


def _form(request: HttpRequest, registration: Registration, choice: ForumChoice) -> WishesForm | PlacesForm:
    data = request.POST if request.method == "POST" else None
    if choice.mode == Mode.DRAWN and choice.drawn_at is None:
        return WishesForm(data, registration=registration)
    return PlacesForm(data, registration=registration)


def _page(
    request: HttpRequest,
    token: str,
    registration: Registration,
    choice: ForumChoice,
    form: Any,
    *,
    at: datetime,
    status: int = 200,
) -> HttpResponse:
    event = registration.event
    # As long as the office looks at a draw, its places are nobody's yet.
    is_hidden = choice.mode == Mode.DRAWN and choice.drawn_at is not None and choice.told_at is None
    context = {
        "event": event,
        "registration": registration,
        "form": form,
        "closed": rules.refusal_to_choose(choice, event, at=at),
        "closes_at": choice.closes_at,
        "holds_seat": rules.holds_seat(registration),
        "is_wish": isinstance(form, WishesForm),
        "is_hidden": is_hidden,
        "waiting": [] if is_hidden else queries.waiting_of(registration),
        "is_saved": request.GET.get("stand") == "gespeichert" and request.method != "POST",
        "manage_path": reverse("events:registration", args=[token]),
        "heading": _("Your wishes for the forums") if isinstance(form, WishesForm) else _("Your forums"),
    }
    return private(render(request, "forums/choose.html", context, status=status))


def _opened(token: str, *, at: datetime) -> tuple[Registration, ForumChoice]:
    """The registration behind a link, and its event's choice. Raises `LinkInvalid`, `LinkExpired`."""
    try:
        registration = detail.registration(event_links.read_token(token))
        choice = ForumChoice.objects.get(event=registration.event_id)
    except (Registration.DoesNotExist, ForumChoice.DoesNotExist) as error:
        raise LinkExpired from error
    event_links.check_age(registration.event, at=at)
    return registration, choice
