"""The ticket as a PDF. It is made for whoever asks and for the mail that brings it, and kept nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anpacken.alliance import queries as alliance
from anpacken.alliance.models import Alliance
from anpacken.core import languages
from anpacken.core.scripts import direction_of
from anpacken.events import asking, tickets, wording
from anpacken.events.models import Registration
from anpacken.events.queries import detail
from anpacken.mail import made
from anpacken.ui.printing import typesetting

TEMPLATES = Path(__file__).resolve().parent / "typst"
MADE = "events.ticket"
MOST_NAMES = 20
MOST_LINES = 12
"""Of what somebody has in other rooms so much stands on the ticket, so that it stays one page."""


def ticket(registration: Registration, *, language: str) -> bytes:
    """One tagged page (PDF/UA-1) in `language`. The registration comes with its event and the event's town.

    Raises:
        NotTypeset: the typesetter refused.
    """
    with translation.override(language):
        return typesetting.at_once(TEMPLATES, "ticket.typ", _data(registration, language))


def _for_mail(public_id: str, language: str) -> bytes | None:
    """For `mail.made`: nothing when the registration is gone or holds no ticket by now."""
    try:
        registration = detail.registration(public_id)
    except Registration.DoesNotExist:
        return None
    return ticket(registration, language=language) if tickets.has_ticket(registration) else None


def register() -> None:
    """Called by `apps.ready`."""
    made.register(MADE, _for_mail)


def _data(registration: Registration, language: str) -> dict[str, Any]:
    event, ours = registration.event, alliance.current()
    number = tickets.number(registration)
    return {
        "language": language,
        "dir": languages.direction(language),
        "title": _("Ticket: %(event)s") % {"event": event.title.text(language)},
        "kicker": _("Ticket"),
        "event": _said(event.title.text(language)),
        "alliance": ours.name,
        "facts": _facts(registration),
        "picture": tickets.picture(registration),
        "picture_says": _("QR code of the ticket with the number %(number)s") % {"number": number},
        "number": number,
        "words": {
            "number": _("Number of the ticket"),
            "door": _("Please show this code at the door, on paper or on your phone. The number does as well."),
            "away_heading": _("You cannot come?"),
            "away": _(
                "Please cancel by the link in our mail, so that somebody else gets the seat. Or write to %(email)s."
            )
            % {"email": ours.email},
        },
        "sender": _sender(ours, language),
    }


def _facts(registration: Registration) -> list[dict[str, Any]]:
    event = registration.event
    facts = [
        (_("When"), wording.when(event, list(event.days.all()))),
        (_("Where"), wording.where(event)),
        (_("Online"), event.online_url),
        (_("Name"), registration.name),
        (_("Organisation"), registration.organisation_name),
        (_("Who comes along"), _names(registration.member_names)),
        (_("Seats"), _seats(registration)),
        *((line.label, line.value) for line in asking.lines(registration)[:MOST_LINES]),
    ]
    return [{"label": str(label), "value": _said(str(value))} for label, value in facts if value]


def _names(names: Sequence[str]) -> str:
    """So many that the ticket stays one page."""
    shown = ", ".join(names[:MOST_NAMES])
    left = len(names) - MOST_NAMES
    if left <= 0:
        return shown
    return ngettext("%(names)s and %(count)d more", "%(names)s and %(count)d more", left) % {
        "names": shown,
        "count": left,
    }


def _seats(registration: Registration) -> str:
    said = ngettext("%(count)d seat", "%(count)d seats", registration.seats)
    return said % {"count": registration.seats}


def _said(text: str) -> dict[str, str]:
    return {"text": text, "dir": direction_of(text)}


def _sender(ours: Alliance, language: str) -> list[str]:
    place = " ".join(part for part in (ours.postcode, ours.city) if part)
    parts = (ours.name, ours.office_name.text(language), ours.host_name, ours.street, place, ours.phone, ours.email)
    return [part for part in dict.fromkeys(parts) if part]
