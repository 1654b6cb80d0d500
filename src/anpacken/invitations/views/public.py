"""An invitation, opened by its personal link. Looking changes nothing; only a POST answers it."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from anpacken.core import clock, languages
from anpacken.core.actors import Actor
from anpacken.core.links import LinkExpired, LinkInvalid
from anpacken.core.refusals import Refusal
from anpacken.events import rules as event_rules
from anpacken.events import wording
from anpacken.events.queries import kept
from anpacken.events.queries.detail import Desk
from anpacken.invitations import links, rules
from anpacken.invitations.actions import answers
from anpacken.invitations.forms import InvitedForm
from anpacken.invitations.models import Invitation
from anpacken.invitations.queries import standing
from anpacken.ui.public_form import SeeOther, private, public_form


@never_cache
@public_form
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Shows the invitation with the event's form; takes what is answered."""
    at = clock.now()
    try:
        found, desk = _opened(token, at=at)
    except Refusal as refusal:
        status = 400 if isinstance(refusal, LinkInvalid) else 410
        return private(render(request, "events/link_refused.html", {"refusal": refusal}, status=status))
    if request.method != "POST":
        return _page(request, found, desk, at=at)
    by, deed = Actor.link(links.PURPOSE, found.public_id), request.POST.get("deed", "")
    try:
        if deed == "register":
            form = InvitedForm(request.POST, invitation=found, event=desk.event, asked=desk.asked)
            if not form.is_valid():
                return _page(request, found, desk, form, at=at, status=422)
            details = {**form.details(), "language": languages.active()}
            answers.accept(invitation=found, event=desk.event, by=by, at=at, **details)
        elif deed == "decline":
            answers.decline(invitation=found, by=by, at=at)
        elif deed == "send_again":
            answers.send_again(invitation=found, by=by, at=at)
            return private(SeeOther(reverse("invited:invitation", args=[token]) + "?stand=gesendet"))
        else:
            return _page(request, found, desk, at=at, status=422)
    except Refusal as refusal:
        return _refused(request, found, desk, refusal, at=at)
    return private(SeeOther(reverse("invited:invitation", args=[token])))


def _refused(request: HttpRequest, found: Invitation, desk: Desk, refusal: Refusal, *, at: datetime) -> HttpResponse:
    """What was filled in stays on the page, as far as the form still stands there."""
    fresh = standing.opened(found.public_id)
    form = InvitedForm(request.POST, invitation=fresh, event=desk.event, asked=desk.asked)
    form.is_valid()
    form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
    return _page(request, fresh, desk, form, at=at, problem=refusal.message, status=409)


def _page(
    request: HttpRequest,
    found: Invitation,
    desk: Desk,
    form: InvitedForm | None = None,
    *,
    at: datetime,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    event = desk.event
    shut = rules.refusal_to_accept(found, at=at)
    greeting = found.round.greeting
    context = {
        "event": event,
        "invitation": found,
        "greeting": greeting or None,
        "when": wording.when(event, list(event.days.all())),
        "where": wording.where(event),
        "is_used": rules.holds_registration(found),
        "is_sent": request.GET.get("stand") == "gesendet",
        "shut": shut,
        "problem": problem,
        "form": None if shut else form or InvitedForm(invitation=found, event=event, asked=desk.asked),
        "has_free_seats": event_rules.has_free_seats(event),
        "can_decline": rules.can_decline(found, at=at),
    }
    return private(render(request, "invitations/invitation.html", context, status=status))


def _opened(token: str, *, at: datetime) -> tuple[Invitation, Desk]:
    """The invitation behind a link, and where to register. Raises a refusal that says why it leads nowhere."""
    try:
        found = standing.opened(links.read_token(token))
    except Invitation.DoesNotExist as error:
        raise LinkExpired from error
    refusal = rules.refusal_to_open(found, at=at)
    if refusal is not None:
        raise refusal
    return found, kept.event_to_register_for(found.event.public_id)
