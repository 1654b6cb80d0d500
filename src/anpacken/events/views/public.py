"""The public pages about events. None of them holds anything about its visitor."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from anpacken.core import clock
from anpacken.core.page_cache import keep
from anpacken.events import calendar, parts, rules, structured, wording
from anpacken.events.choices import ContributionKind, PartnerRole
from anpacken.events.forms.filters import EventFilterForm, PastFilterForm
from anpacken.events.models import Contribution, Event, EventPartner, Series
from anpacken.events.queries import detail, listing
from anpacken.events.views.breadcrumb import crumbs
from anpacken.places import maps

PER_PAGE = 24
# How far back a subscribed calendar reaches.
FEED_REACHES_BACK = timedelta(days=365)


@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    form = EventFilterForm(request.GET)
    filters = form.filters()
    page = Paginator(listing.upcoming(filters, on=clock.today()), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "crumbs": crumbs(),
        "form": form,
        "page": page,
        "rows": listing.with_stances(list(page), at=clock.now()),
        "map": maps.build(points=_points(listing.spots(filters, on=clock.today()))),
        "series": listing.all_series(),
        "feed_query": request.GET.urlencode(),
    }
    return keep(render(request, "events/list.html", context), "events", "places", "alliance", seconds=300)


@require_safe
def past_events(request: HttpRequest) -> HttpResponse:
    form = PastFilterForm(request.GET, years=listing.past_years(on=clock.today()))
    page = Paginator(listing.past(form.filters(), on=clock.today()), PER_PAGE).get_page(request.GET.get("page"))
    context = {"crumbs": crumbs((_("Looking back"), None)), "form": form, "page": page, "events": list(page)}
    return keep(render(request, "events/past.html", context), "events", "places", "alliance", seconds=600)


@require_safe
def event(request: HttpRequest, public_id: str) -> HttpResponse:
    found = _found(public_id)
    at = clock.now()
    own = detail.parts_of(found)
    context = {
        "crumbs": crumbs((str(found.title), None)),
        "event": found,
        "parts": own,
        "when": wording.when(found, own.days),
        "where": wording.where(found),
        "stance": rules.stance(found, at=at),
        "largest_group": rules.largest_group(found),
        "was_planned": rules.was_planned(found, on=clock.today()),
        "has_calendar_entry": calendar.has_entry(found),
        "leaf_end": None if own.days else found.ends_on,
        "hosts": own.organisations(PartnerRole.HOST),
        "cohosts": own.organisations(PartnerRole.COHOST),
        "supporters": own.organisations(PartnerRole.SUPPORTED_BY),
        "artists": _artists(own.partners, own.contributions),
        "contributions": [part for part in own.contributions if part.kind != ContributionKind.ARTIST],
        "spoken": found.languages[0],
        "interpreted": found.languages[1],
        "access": found.access_names,
        "sections": [section for part in parts.every() for section in part.sections(found)],
        "structured": structured.element(found, own, at=at),
    }
    answer = render(request, "events/event.html", context)
    return keep(answer, "events", f"event:{public_id}", "places", seconds=rules.seconds_as_it_is(found, at=at))


@require_safe
def series(request: HttpRequest, public_id: str) -> HttpResponse:
    try:
        found = detail.public_series(public_id)
    except Series.DoesNotExist as error:
        raise Http404 from error
    plan = [
        {
            "event": event,
            "was_planned": rules.was_planned(event, on=clock.today()),
            "when": wording.days_in_words(event, list(event.days.all())),
            "artists": _artists(event.partners.all(), event.contributions.all()),
        }
        for event in listing.plan(found)
    ]
    if not plan:
        raise Http404
    context = {"crumbs": crumbs((str(found.name), None)), "series": found, "plan": plan}
    return keep(render(request, "events/series.html", context), "events", "places", seconds=600)


@require_safe
def calendar_feed(request: HttpRequest) -> HttpResponse:
    """The calendar to subscribe to, with the filters of the list in its address."""
    filters = EventFilterForm(request.GET).filters()
    events = listing.for_feed(filters, since=clock.today() - FEED_REACHES_BACK)
    text = calendar.feed(events, language=translation.get_language(), name=_("Events of the alliance"))
    return keep(_ics(text, "veranstaltungen.ics"), "events", "places", seconds=600)


@require_safe
def event_calendar(request: HttpRequest, public_id: str) -> HttpResponse:
    found = _found(public_id)
    if not calendar.has_entry(found):
        raise Http404
    text = calendar.event_calendar(found, list(found.days.all()), language=translation.get_language())
    return keep(_ics(text, "termin.ics"), "events", f"event:{public_id}", "places", seconds=600)


def _found(public_id: str) -> Event:
    try:
        return detail.public_event(public_id)
    except Event.DoesNotExist as error:
        raise Http404 from error


def _artists(partners: Iterable[EventPartner], contributions: Iterable[Contribution]) -> list[str]:
    """Artists stand among the partners when they are organisations, among the contributions when persons."""
    organisations = [part.organisation.name for part in partners if part.role == PartnerRole.ARTIST]
    return organisations + [part.name for part in contributions if part.kind == ContributionKind.ARTIST]


def _points(spots: list[listing.Spot]) -> list[maps.Point]:
    points = []
    for spot in spots:
        events = ngettext("%(count)d event", "%(count)d events", spot.count) % {"count": spot.count}
        href = reverse("events:event", args=[spot.public_id]) if spot.public_id else None
        points.append(maps.Point(spot.latitude, spot.longitude, f"{spot.name}: {events}", href, spot.count))
    return points


def _ics(text: str, name: str) -> HttpResponse:
    return HttpResponse(
        text,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{name}"'},
    )
