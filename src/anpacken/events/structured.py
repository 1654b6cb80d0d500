"""An event in the words of schema.org, for search engines and assistants: data in the page, never run as a script."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from anpacken.alliance import queries as alliance
from anpacken.core.dates import DatePrecision
from anpacken.events import rules
from anpacken.events.choices import Access, ContributionKind, EventState, PartnerRole
from anpacken.events.models import Contribution, Event, EventDay
from anpacken.events.queries.detail import Parts
from anpacken.media import shown
from anpacken.people.models import Organisation

# What could end the element, begin a comment in it, or break its lines.
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
# What a place has, as schema.org counts it among a place's amenities; the rest belongs to how the event is held.
_OF_THE_PLACE = {
    Access.STEP_FREE,
    Access.TOILET,
    Access.HEARING_LOOP,
    Access.GUIDANCE,
    Access.QUIET_ROOM,
    Access.PRAYER_ROOM,
    Access.PARKING,
    Access.TRANSPORT,
}
_WORDS = {
    DatePrecision.DAY: "%Y-%m-%d",
    DatePrecision.MONTH: "%Y-%m",
    DatePrecision.SEASON: "%Y",
    DatePrecision.YEAR: "%Y",
}
_AVAILABILITY = {
    rules.Stance.OPEN: "https://schema.org/InStock",
    rules.Stance.WAITING_LIST: "https://schema.org/SoldOut",
    rules.Stance.NOT_YET: "https://schema.org/PreOrder",
}


def element(event: Event, own: Parts, *, at: datetime) -> SafeString:
    """The element for the page's head; empty for an event whose day is open, which schema.org has no word for."""
    said = described(event, own, at=at)
    if said is None:
        return SafeString()
    text = json.dumps(said, ensure_ascii=False).translate(_ESCAPED)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))


def described(event: Event, own: Parts, *, at: datetime) -> dict[str, Any] | None:
    """The event as schema.org's `Event`, in the active language. None while its day is open."""
    if event.starts_on is None:
        return None
    address = _absolute(reverse("events:event", args=[event.public_id]))
    off = event.state == EventState.CANCELLED
    said = {
        "@context": "https://schema.org",
        "@type": "Event",
        "@id": address,
        "url": address,
        "name": str(event.title),
        "description": str(event.summary) or str(event.motto),
        **_span(event, own.days),
        "eventStatus": f"https://schema.org/{'EventCancelled' if off else 'EventScheduled'}",
        **_where(event),
        "inLanguage": event.spoken,
        "organizer": _organizers(own),
        "sponsor": _organisations(own.organisations(PartnerRole.SUPPORTED_BY)),
        "performer": _performers(own.contributions),
        "superEvent": _series(event),
        **_offer(event, address, at=at),
    }
    picture = shown.as_file(event.picture, "wide") if event.picture_id else None
    if picture is not None:
        said["image"] = [picture.url]
    return {name: value for name, value in said.items() if value}


def _span(event: Event, days: Sequence[EventDay]) -> dict[str, str]:
    if event.starts_on is None:
        return {}
    precision = DatePrecision(event.date_precision)
    if precision != DatePrecision.DAY:
        return {"startDate": event.starts_on.strftime(_WORDS[precision])}
    first, last = (days[0], days[-1]) if days else (None, None)
    begins_at = (first.begins_at if first else None) or event.begins_at
    ends_at = ((last.ends_at if last else None) or event.ends_at) if begins_at else None
    last_day = last.on if last else event.ends_on or event.starts_on
    return {
        "startDate": _moment(first.on if first else event.starts_on, begins_at),
        "endDate": _moment(last_day, ends_at),
    }


def _moment(day: date, hour: time | None) -> str:
    if hour is None:
        return day.isoformat()
    return timezone.make_aware(datetime.combine(day, hour)).isoformat()


def _where(event: Event) -> dict[str, Any]:
    """Place, way of taking part, or both; nothing while the place is open."""
    places: list[dict[str, Any]] = []
    town = event.municipality
    if event.venue or event.address or town is not None:
        postal = {
            "@type": "PostalAddress",
            "streetAddress": event.address,
            "addressLocality": town.name if town else "",
        }
        place: dict[str, Any] = {
            "@type": "Place",
            "name": event.venue or (town.name if town else event.address),
            "address": {name: value for name, value in postal.items() if value},
        }
        if town is not None and town.latitude is not None:
            place["geo"] = {"@type": "GeoCoordinates", "latitude": town.latitude, "longitude": town.longitude}
        if amenities := _amenities(event):
            place["amenityFeature"] = amenities
        places.append(place)
    if event.online_url:
        places.append({"@type": "VirtualLocation", "url": event.online_url})
    if not places:
        return {}
    mode = "Mixed" if len(places) > 1 else ("Online" if event.online_url else "Offline")
    return {
        "eventAttendanceMode": f"https://schema.org/{mode}EventAttendanceMode",
        "location": places if len(places) > 1 else places[0],
    }


def _amenities(event: Event) -> list[dict[str, Any]]:
    return [
        {"@type": "LocationFeatureSpecification", "name": str(Access(code).label), "value": True}
        for code in event.access
        if code in _OF_THE_PLACE
    ]


def _organizers(own: Parts) -> list[dict[str, str]]:
    """Who hosts, with the co-hosts; the alliance where nobody is named."""
    found = [*own.organisations(PartnerRole.HOST), *own.organisations(PartnerRole.COHOST)]
    if found:
        return _organisations(found)
    return [{"@type": "Organization", "name": alliance.current().name, "url": _absolute("/")}]


def _organisations(found: Sequence[Organisation]) -> list[dict[str, str]]:
    return [
        {"@type": "Organization", "name": one.name, **({"url": one.website} if one.website else {})} for one in found
    ]


def _performers(contributions: Sequence[Contribution]) -> list[dict[str, str]]:
    """Who is on stage, each once. Who moderates is no performer."""
    names = dict.fromkeys(part.name for part in contributions if part.kind != ContributionKind.MODERATION)
    return [{"@type": "Person", "name": name} for name in names]


def _series(event: Event) -> dict[str, str] | None:
    if event.series is None:
        return None
    address = _absolute(reverse("events:series", args=[event.series.public_id]))
    return {"@type": "EventSeries", "name": str(event.series.name), "url": address}


def _offer(event: Event, address: str, *, at: datetime) -> dict[str, Any]:
    """How one gets in, as long as one can. What the alliance registers for is free of charge."""
    if not event.takes_registrations:
        return {}
    free: dict[str, Any] = {"isAccessibleForFree": True}
    available = _AVAILABILITY.get(rules.stance(event, at=at))
    if available is None:
        return free
    offer = {
        "@type": "Offer",
        "url": address,
        "price": "0",
        "priceCurrency": "EUR",
        "availability": available,
        "validFrom": _iso(event.registration_opens_at),
        "validThrough": _iso(event.registration_closes_at),
    }
    return {**free, "offers": {name: value for name, value in offer.items() if value}}


def _iso(moment: datetime | None) -> str:
    return timezone.localtime(moment).isoformat() if moment is not None else ""


def _absolute(path: str) -> str:
    return f"{settings.BASE_URL}{path}"
