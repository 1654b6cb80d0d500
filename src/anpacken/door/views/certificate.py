"""The certificate of attendance, fetched by whoever was there. The link opens this and nothing else."""

from __future__ import annotations

import logging
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from anpacken.alliance import queries as alliance
from anpacken.core import clock
from anpacken.core.links import LinkInvalid
from anpacken.core.refusals import Refusal
from anpacken.door import links
from anpacken.door.paper import certificates as paper
from anpacken.door.queries import certificates
from anpacken.events import wording
from anpacken.events.models import Registration
from anpacken.ui.printing.typesetting import NotTypeset
from anpacken.ui.public_form import private

log = logging.getLogger(__name__)


@never_cache
@require_safe
def certificate(request: HttpRequest, token: str) -> HttpResponse:
    """Whose certificates there are, or why there is none and whom to ask."""
    at = clock.now()
    try:
        registration = certificates.registration_for(links.read_token(token))
    except Refusal as refusal:
        return _refused(request, refusal)
    return _page(request, token, registration, at=at)


@never_cache
@require_safe
def certificate_pdf(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """The certificate of one of the people on a registration, counted from 1."""
    at = clock.now()
    try:
        registration = certificates.registration_for(links.read_token(token))
    except Refusal as refusal:
        return _refused(request, refusal)
    if certificates.refusal(registration, at=at) is not None:
        return _page(request, token, registration, at=at, status=409)
    people = certificates.people(registration)
    if not 1 <= number <= len(people):
        raise Http404
    try:
        document = paper.certificate(registration, people[number - 1], at=at)
    except NotTypeset as refusal:
        log.warning("A certificate could not be made: %s", refusal.message)
        problem = _("The PDF cannot be made just now. Please try again in a few minutes.")
        return _page(request, token, registration, at=at, problem=problem, status=503)
    with translation.override(registration.language):
        name = _("certificate-of-attendance")
    answer = HttpResponse(document, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}-{registration.event.public_id}-{number}.pdf"'
    return private(answer)


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    status = 400 if isinstance(refusal, LinkInvalid) else 410
    return private(render(request, "events/link_refused.html", {"refusal": refusal}, status=status))


def _page(
    request: HttpRequest,
    token: str,
    registration: Registration,
    *,
    at: datetime,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    event = registration.event
    refusal = certificates.refusal(registration, at=at)
    context = {
        "event": event,
        "token": token,
        "when": wording.when(event, list(event.days.all())),
        "where": wording.where(event),
        "organisation": registration.organisation_name,
        "refusal": refusal,
        "email": alliance.current().email,
        "people": [] if refusal else certificates.people(registration),
        "problem": problem,
    }
    return private(render(request, "door/certificate.html", context, status=status))
