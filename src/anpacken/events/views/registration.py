"""Registering, and what a mailed link opens. Looking changes nothing; only a POST acts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from anpacken.core import clock, languages
from anpacken.core.actors import Actor
from anpacken.core.links import LinkExpired, LinkInvalid
from anpacken.core.page_cache import keep
from anpacken.core.refusals import Refusal
from anpacken.events import asking, calendar, links, rules, tickets, wording
from anpacken.events.actions import changing, registrations
from anpacken.events.choices import ACTIVE
from anpacken.events.forms.public import ChangeForm, GroupForm, RegistrationForm, change_form
from anpacken.events.models import Event, Registration
from anpacken.events.queries import detail, kept
from anpacken.events.queries.seats import place_in_queue
from anpacken.events.views.breadcrumb import crumbs
from anpacken.ui.public_form import SeeOther, private, public_form

WAITING = "warteliste"
DEEDS: dict[str, Callable[..., Registration]] = {
    "cancel": registrations.cancel,
    "confirm": registrations.confirm,
    "accept": registrations.accept_offer,
    "decline": registrations.decline_offer,
}
# Those that take the form for changes with them.
CHANGES: dict[str, Callable[..., Registration]] = {"change": changing.change, "take": changing.take}


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, public_id: str) -> HttpResponse:
    return _register(request, public_id, RegistrationForm)


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def register_group(request: HttpRequest, public_id: str) -> HttpResponse:
    """An organisation's group; only where the event takes groups."""
    return _register(request, public_id, GroupForm)


def _register(request: HttpRequest, public_id: str, form_class: type[RegistrationForm]) -> HttpResponse:
    desk = _found(public_id) if request.method != "POST" else _kept(public_id)
    event = desk.event
    if form_class is GroupForm and not rules.largest_group(event):
        raise Http404
    if request.method != "POST":
        answer = _form_page(request, event, form_class(event=event, asked=desk.asked))
        return keep(answer, f"event:{public_id}", seconds=rules.seconds_as_it_is(event, at=clock.now()))
    form = form_class(request.POST, event=event, asked=desk.asked)
    if not form.is_valid():
        return _form_page(request, event, form, status=422)
    try:
        given = registrations.register(
            event=event, language=languages.active(), by=Actor.public(), at=clock.now(), **form.details()
        )
    except Refusal as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return _form_page(request, event, form, status=422)
    address = reverse("events:registered", args=[public_id])
    return SeeOther(f"{address}?stand={WAITING}" if given.waiting else address)


@require_safe
def registered(request: HttpRequest, public_id: str) -> HttpResponse:
    """The answer, the same for known and unknown addresses. It holds nothing personal."""
    event = _found(public_id).event
    context = {
        "crumbs": crumbs((str(event.title), reverse("events:event", args=[public_id])), (_("Registration"), None)),
        "event": event,
        "is_waiting": request.GET.get("stand") == WAITING,
    }
    return keep(render(request, "events/registered.html", context), f"event:{public_id}", seconds=600)


@never_cache
@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def manage(request: HttpRequest, token: str) -> HttpResponse:
    at = clock.now()
    try:
        registration = opened(token, at=at)
    except Refusal as refusal:
        status = 400 if isinstance(refusal, LinkInvalid) else 410
        return private(render(request, "events/link_refused.html", {"refusal": refusal}, status=status))
    change = CHANGES.get(request.POST.get("deed", ""))
    if change is not None:
        return _change(request, registration, token, change, at=at)
    deed = DEEDS.get(request.POST.get("deed", ""))
    if request.method != "POST":
        return _manage_page(request, registration, at=at)
    if deed is None:
        return _manage_page(request, registration, at=at, problem=_("Please choose what to do."), status=422)
    try:
        deed(registration=registration, by=Actor.link(links.PURPOSE, registration.public_id), at=at)
    except Refusal as refusal:
        registration.refresh_from_db()
        return _manage_page(request, registration, at=at, problem=refusal.message, status=409)
    return private(SeeOther(reverse("events:registration", args=[token])))


def _change(
    request: HttpRequest, registration: Registration, token: str, change: Callable[..., Registration], *, at: datetime
) -> HttpResponse:
    refusal = rules.refusal_to_change(registration, registration.event, at=at)
    if refusal is not None:
        return _manage_page(request, registration, at=at, problem=refusal.message, status=409)
    form = change_form(registration, request.POST)
    if not form.is_valid():
        return _manage_page(request, registration, at=at, form=form, status=422)
    by = Actor.link(links.PURPOSE, registration.public_id)
    try:
        change(registration=registration, by=by, at=at, **form.details())
    except Refusal as refused:
        registration.refresh_from_db()
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return _manage_page(request, registration, at=at, form=form, status=409)
    return private(SeeOther(reverse("events:registration", args=[token])))


def _form_page(request: HttpRequest, event: Event, form: RegistrationForm, *, status: int = 200) -> HttpResponse:
    at = clock.now()
    context = {
        "crumbs": crumbs(
            (str(event.title), reverse("events:event", args=[event.public_id])), (_("Registration"), None)
        ),
        "event": event,
        "form": form,
        "is_group": isinstance(form, GroupForm),
        "largest_group": rules.largest_group(event),
        "stance": rules.stance(event, at=at),
        "when": wording.when(event, list(event.days.all())),
        "where": wording.where(event),
    }
    return render(request, "events/register.html", context, status=status)


def _manage_page(
    request: HttpRequest,
    registration: Registration,
    *,
    at: datetime,
    problem: str = "",
    form: ChangeForm | None = None,
    status: int = 200,
) -> HttpResponse:
    event = registration.event
    can_change = rules.refusal_to_change(registration, event, at=at) is None
    until = registration.offered_until
    context = {
        "registration": registration,
        "event": event,
        "when": wording.when(event, list(event.days.all())),
        "where": wording.where(event),
        "problem": problem,
        "form": form or (change_form(registration) if can_change else None),
        "offered_until": timezone.localtime(until) if until else None,
        "is_offer_open": rules.is_offer_open(registration, at=at),
        "is_confirmation_open": rules.is_confirmation_open(registration, at=at),
        "has_ended": registration.state not in ACTIVE,
        "can_cancel": rules.can_cancel(registration, event, at=at),
        "can_register": rules.can_register(event, at=at),
        "place_in_queue": place_in_queue(registration),
        "lines": asking.lines(registration),
        "ticket": _ticket(registration) if tickets.has_ticket(registration) else None,
    }
    return private(render(request, "events/manage.html", context, status=status))


def _ticket(registration: Registration) -> dict[str, Any]:
    # The picture is drawn here, from two public ids.
    return {
        "token": links.token(registration),
        "number": tickets.number(registration),
        "picture": mark_safe(tickets.picture(registration)),
        "has_entry": calendar.has_entry(registration.event),
    }


def opened(token: str, *, at: datetime) -> Registration:
    """The registration behind a link. Raises `LinkInvalid`, `LinkExpired` (also when it has been deleted)."""
    try:
        registration = detail.registration(links.read_token(token))
    except Registration.DoesNotExist as error:
        raise LinkExpired from error
    links.check_age(registration.event, at=at)
    return registration


def _kept(public_id: str) -> detail.Desk:
    try:
        return kept.event_to_register_for(public_id)
    except Event.DoesNotExist as error:
        raise Http404 from error


def _found(public_id: str) -> detail.Desk:
    try:
        return detail.event_to_register_for(public_id)
    except Event.DoesNotExist as error:
        raise Http404 from error
