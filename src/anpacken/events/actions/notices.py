"""The mails about a registration: which one, with what in it. The words stand in `templates/events/mail`."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format

from anpacken.core.actors import Actor
from anpacken.events import asking, calendar, links, own_words, printing, wording
from anpacken.events.models import Event, Registration
from anpacken.mail.actions import outbox

# What all mails about one event say alike, by event, revision, language and kind of calendar entry.
_kept: OrderedDict[tuple[str, int, str, str], Mapping[str, Any]] = OrderedDict()
_KEPT_AT_MOST = 64


def ticket(
    registration: Registration,
    event: Event,
    *,
    by: Actor,
    at: datetime,
    with_lines: bool = False,
    approved: bool = False,
) -> None:
    """A seat is theirs: day, place, calendar entry and the link to cancel. `with_lines`: also what they have in the
    rooms around the event, which is not asked for in a rush for an event that asks nothing. `approved`: the office has
    just decided so."""
    paper = {"name": "ticket.pdf", "type": "application/pdf", "made": printing.MADE, "of": registration.public_id}
    _queue(
        "ticket",
        registration,
        event,
        by=by,
        at=at,
        calendar_method=calendar.PUBLISH,
        with_lines=with_lines,
        approved=approved,
        attachments=[paper],
    )


def waiting(
    registration: Registration,
    event: Event,
    *,
    by: Actor,
    at: datetime,
    with_lines: bool = False,
    approved: bool = False,
) -> None:
    _queue("waiting", registration, event, by=by, at=at, with_lines=with_lines, approved=approved)


def offer(registration: Registration, event: Event, *, by: Actor, at: datetime) -> None:
    """A seat is held for them; until when stands in the mail."""
    _queue("offer", registration, event, by=by, at=at, priority=8, until=_until(registration))


def _until(registration: Registration) -> str:
    with translation.override(registration.language):
        return date_format(timezone.localtime(registration.offered_until), "DATETIME_FORMAT")


def unconfirmed(
    registration: Registration,
    event: Event,
    *,
    by: Actor,
    at: datetime,
    with_lines: bool = False,
    approved: bool = False,
) -> None:
    """A seat is held until they confirm by the link. `approved`: the office has just given it to them."""
    until = _until(registration)
    _queue(
        "unconfirmed",
        registration,
        event,
        by=by,
        at=at,
        priority=8,
        with_lines=with_lines,
        until=until,
        approved=approved,
    )


def requested(registration: Registration, event: Event, *, by: Actor, at: datetime) -> None:
    """The office has their request for a seat and will decide."""
    _queue("requested", registration, event, by=by, at=at, with_lines=True)


def declined(registration: Registration, event: Event, *, by: Actor, at: datetime, reason: str) -> None:
    """The office could not give them a seat; `reason` is what it wrote, perhaps nothing."""
    _queue("declined", registration, event, by=by, at=at, reason=reason)


def lapsed(registration: Registration, event: Event, *, by: Actor, at: datetime) -> None:
    _queue("lapsed", registration, event, by=by, at=at)


def cancelled(
    registration: Registration, event: Event, *, by: Actor, at: datetime, had_seat: bool, was: str = ""
) -> None:
    """`was`: the state that has ended."""
    method = calendar.CANCEL if had_seat else ""
    _queue("cancelled", registration, event, by=by, at=at, calendar_method=method, had_seat=had_seat, was=was)


def changed(registration: Registration, event: Event, *, by: Actor, at: datetime) -> None:
    """How the registration stands after a change."""
    who = {
        "name": registration.name,
        "organisation": registration.organisation_name,
        "members": ", ".join(registration.member_names),
    }
    until = _until(registration) if registration.offered_until else ""
    _queue("changed", registration, event, by=by, at=at, with_lines=True, who=who, until=until)


def event_cancelled(registration: Registration, event: Event, *, by: Actor, at: datetime, had_seat: bool) -> None:
    method = calendar.CANCEL if had_seat else ""
    _queue("event_cancelled", registration, event, by=by, at=at, calendar_method=method, priority=8)


def already_registered(registration: Registration, event: Event, *, by: Actor, at: datetime) -> None:
    """Somebody entered an address that is registered already. Raises `TooManyMails` beyond three an hour."""
    _queue("already_registered", registration, event, by=by, at=at, limit_per_hour=3, state=registration.state)


def _queue(
    name: str,
    registration: Registration,
    event: Event,
    *,
    by: Actor,
    at: datetime,
    calendar_method: str = "",
    priority: int = 5,
    limit_per_hour: int | None = None,
    with_lines: bool = False,
    attachments: Sequence[Mapping[str, str]] = (),
    **more: Any,
) -> None:
    if not registration.email:  # Erased: the seat is still counted, and nobody is there to write to.
        return
    said = _said(event, registration.language, calendar_method)
    own = said["own"].get(name)
    lines = _lines(registration) if with_lines or own_words.asks_for(own, "forums") else []
    outbox.queue(
        template=f"events/mail/{name}.html",
        to_email=registration.email,
        to_name=registration.name,
        language=registration.language,
        context={
            **said["context"],
            "companions": registration.companions,
            "children": registration.children,
            "seats": registration.seats,
            "lines": lines,
            "manage_url": links.manage_url(registration),
            **_own(own, registration, said["context"], lines, until=more.get("until", "")),
            **more,
        },
        attachments=[*said["attachments"], *attachments],
        related=registration,
        priority=priority,
        limit_per_hour=limit_per_hour,
        by=by,
        at=at,
    )


def _own(
    written: tuple[str, str] | None,
    registration: Registration,
    said: Mapping[str, Any],
    lines: list[list[str]],
    *,
    until: str,
) -> dict[str, Any]:
    """The event's own words for this mail, filled in; nothing for most events."""
    if written is None:
        return {}
    with translation.override(registration.language):
        manage_url = links.manage_url(registration)
        values = own_words.values(registration, said, lines=lines, manage_url=manage_url, until=until)
    return {"own": own_words.own(*written, values=values)}


def _lines(registration: Registration) -> list[list[str]]:
    with translation.override(registration.language):
        return [[str(line.label), str(line.value)] for line in asking.lines(registration)]


def _said(event: Event, language: str, calendar_method: str) -> Mapping[str, Any]:
    """Kept per process: in a rush the same calendar entry is not written a hundred times. A change of the event
    counts up its revision and so makes it anew."""
    key = (event.public_id, event.revision, language, calendar_method)
    found = _kept.get(key)
    if found is None:
        found = _kept[key] = say(event, language, calendar_method)
        while len(_kept) > _KEPT_AT_MOST:
            _kept.popitem(last=False)
    return found


def say(event: Event, language: str, calendar_method: str = "") -> Mapping[str, Any]:
    """What every mail about the event says in a language: `context`, `attachments`, and its own words by occasion."""
    days = list(event.days.all())
    attachments: list[dict[str, str]] = []
    with translation.override(language):
        context: dict[str, Any] = {
            "title": event.title.text(language),
            "when": wording.when(event, days),
            "where": wording.where(event),
            "online_url": event.online_url,
            "event_url": links.event_url(event, language),
        }
        if calendar_method and calendar.has_entry(event):
            text = calendar.event_calendar(event, days, language=language, method=calendar_method)
            kind = f"text/calendar; charset=utf-8; method={calendar_method}"
            attachments.append({"name": "termin.ics", "type": kind, "text": text})
    context["has_entry"] = bool(attachments)
    return {"context": context, "attachments": attachments, "own": own_words.of(event, language)}
