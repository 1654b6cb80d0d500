"""The market for everybody: the call, who exhibits where, and applying. Nothing here is about its visitor."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from anpacken.core import clock, languages
from anpacken.core.actors import Actor
from anpacken.core.links import LinkExpired, LinkInvalid
from anpacken.core.page_cache import keep
from anpacken.core.refusals import Refusal
from anpacken.events import wording
from anpacken.events.models import Event
from anpacken.events.views.breadcrumb import crumbs
from anpacken.market import links, rules
from anpacken.market.actions import applications
from anpacken.market.forms.public import ApplicationForm, DetailsForm
from anpacken.market.models import Application, Call
from anpacken.market.queries import markets
from anpacken.market.views.plan import drawn
from anpacken.ui.public_form import SeeOther, private, public_form


@require_safe
def market(request: HttpRequest, public_id: str) -> HttpResponse:
    """What the market is, whether one can apply, and (once it is public) who stands where."""
    call, at = _found(public_id), clock.now()
    words = request.GET.get("q", "")[:100].strip()
    shown = list(markets.exhibitors(call, words)) if call.published_at else []
    context = {
        **_about(call, (_("Market of opportunities"), None)),
        "stance": rules.stance(call, at=at),
        "exhibitors": shown,
        "words": words,
        "plan": drawn(call, [one.stand for one in shown if hasattr(one, "stand")]) if call.published_at else None,
    }
    answer = render(request, "market/market.html", context)
    seconds = rules.seconds_as_it_is(call, at=at)
    return keep(answer, f"event:{public_id}", f"market:{public_id}", "projects", seconds=seconds)


@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, public_id: str) -> HttpResponse:
    call, at = _found(public_id), clock.now()
    if request.method != "POST":
        answer = _apply_page(request, call, ApplicationForm(call=call))
        return keep(answer, f"event:{public_id}", f"market:{public_id}", seconds=rules.seconds_as_it_is(call, at=at))
    form = ApplicationForm(request.POST, call=call)
    if not form.is_valid():
        return _apply_page(request, call, form, status=422)
    if not form.is_from_a_machine:
        try:
            applications.apply(
                call=call,
                email=form.cleaned_data["email"],
                values=form.values(),
                language=languages.active(),
                by=Actor.public(),
                at=at,
            )
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            return _apply_page(request, call, form, status=422)
    return SeeOther(reverse("market:applied", args=[public_id]))


@require_safe
def applied(request: HttpRequest, public_id: str) -> HttpResponse:
    """The answer, the same for known and unknown addresses."""
    call = _found(public_id)
    context = _about(call, (_("Market of opportunities"), _market_url(call)), (_("Apply for a stand"), None))
    return keep(render(request, "market/applied.html", context), f"event:{public_id}", seconds=600)


@never_cache
@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def application(request: HttpRequest, token: str) -> HttpResponse:
    """One's own application, by the mailed link. Looking changes nothing; a POST changes or withdraws."""
    at = clock.now()
    try:
        found = markets.application(links.read_token(token))
        links.check_age(found, at=at)
    except (Application.DoesNotExist, Refusal) as error:
        refusal = error if isinstance(error, Refusal) else LinkExpired()
        status = 400 if isinstance(refusal, LinkInvalid) else 410
        return private(render(request, "market/link_refused.html", {"refusal": refusal}, status=status))
    if request.method != "POST":
        return _own_page(request, found, DetailsForm(call=found.call, application=found))
    by = Actor.link(links.PURPOSE, found.public_id)
    deed = request.POST.get("deed", "")
    form = DetailsForm(request.POST, call=found.call, application=found)
    try:
        if deed == "withdraw":
            applications.withdraw(application=found, by=by, at=at)
        elif deed != "save":
            unchanged = DetailsForm(call=found.call, application=found)
            return _own_page(request, found, unchanged, problem=_("Please choose what to do."), status=422)
        elif form.is_valid():
            applications.change(application=found, values=form.values(), by=by, at=at)
        else:
            return _own_page(request, found, form, status=422)
    except Refusal as refusal:
        if refusal.field in form.fields and deed == "save":
            form.add_error(refusal.field, refusal.message)
            return _own_page(request, found, form, status=422)
        found.refresh_from_db(fields=["state"])
        return _own_page(request, found, form if deed == "save" else None, problem=refusal.message, status=409)
    note = "?gespeichert=1" if deed == "save" else ""
    return private(SeeOther(reverse("market:application", args=[token]) + note))


def _apply_page(request: HttpRequest, call: Call, form: ApplicationForm, *, status: int = 200) -> HttpResponse:
    at = clock.now()
    context = {
        **_about(call, (_("Market of opportunities"), _market_url(call)), (_("Apply for a stand"), None)),
        "form": form,
        "refusal": rules.refusal_to_apply(call, at=at),
    }
    return render(request, "market/apply.html", context, status=status)


def _own_page(
    request: HttpRequest, found: Application, form: DetailsForm | None, *, problem: str = "", status: int = 200
) -> HttpResponse:
    at = clock.now()
    shown = rules.shown_state(found)
    stand = getattr(found, "stand", None)
    context = {
        **_about(found.call),
        "application": found,
        "form": form or DetailsForm(call=found.call, application=found),
        "problem": problem,
        "state": shown,
        "stand": stand if shown == "accepted" and found.state == "accepted" else None,
        "can_change": rules.can_change(found, at=at),
        "can_withdraw": rules.can_withdraw(found, at=at),
        "is_saved": request.GET.get("gespeichert") == "1" and not problem,
        "event_is_off": found.call.event.state == "cancelled",
    }
    return private(render(request, "market/application.html", context, status=status))


def _about(call: Call, *way: tuple[str, str | None]) -> dict[str, Any]:
    event: Event = call.event
    return {
        "crumbs": crumbs((str(event.title), reverse("events:event", args=[event.public_id])), *way),
        "market_call": call,
        "event": event,
        "when": wording.when(event, list(event.days.all())),
        "where": wording.where(event),
        "opens": timezone.localtime(call.opens_at),
        "closes": timezone.localtime(call.closes_at),
    }


def _market_url(call: Call) -> str:
    return reverse("market:market", args=[call.event.public_id])


def _found(public_id: str) -> Call:
    try:
        return markets.public_call(public_id)
    except Call.DoesNotExist as error:
        raise Http404 from error
