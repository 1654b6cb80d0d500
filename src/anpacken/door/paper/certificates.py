"""Certificates of attendance as PDFs, one page each. They are made for whoever asks and kept nowhere."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone, translation
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anpacken.alliance import queries as alliance
from anpacken.alliance.models import Alliance
from anpacken.core import languages
from anpacken.door.paper.printing import about, said, typeset
from anpacken.door.queries import certificates
from anpacken.events.models import Registration


def certificate(registration: Registration, name: str, *, at: datetime) -> bytes:
    """That `name` was there, in the language of the registration. `at` is the day of issue.

    Raises:
        NotTypeset: the typesetter refused; the reason is for the office.
    """
    with translation.override(registration.language):
        return typeset("certificate.typ", _said(registration, name, at=at))


def _said(registration: Registration, name: str, *, at: datetime) -> dict[str, Any]:
    event, told, sender = registration.event, certificates.told(registration), alliance.current()
    motto = str(event.motto)
    known = about(event)
    facts = [
        (_("When"), [known["when"]]),
        (_("Where"), [known["where"]]),
        (_("Duration"), [_duration(told.hours)]),
        (
            _("Forums attended"),
            [_("Round %(round)d: %(forum)s") % {"round": slot.round, "forum": slot.forum} for slot in told.forums],
        ),
    ]
    return {
        **known,
        "direction": languages.direction(registration.language),
        "event": said(known["event"]),
        "motto": said("" if motto == known["event"] else motto),
        "format": event.get_format_display(),
        "name": said(name),
        "organisation": said(registration.organisation_name),
        "facts": [
            {"label": label, "lines": [said(line) for line in lines if line]} for label, lines in facts if any(lines)
        ],
        "sender": [line for line in _sender(sender) if line],
        "words": {
            "heading": _("Certificate of attendance"),
            "took_part": _("took part in this event:"),
            "issued": _("Issued on %(day)s") % {"day": date_format(timezone.localtime(at).date(), "DATE_FORMAT")},
            "unsigned": _("Made by machine from the check-in at the door, and valid without a signature."),
        },
    }


def _duration(hours: float | None) -> str:
    if not hours:
        return ""
    number = number_format(hours, decimal_pos=0 if hours == int(hours) else 1)
    return ngettext("%(hours)s hour", "%(hours)s hours", 1 if hours == 1 else 2) % {"hours": number}


def _sender(sender: Alliance) -> list[str]:
    office = sender.office_name.text(translation.get_language() or "")
    place = " ".join(part for part in (sender.postcode, sender.city) if part)
    return [sender.name, office, sender.host_name, sender.street, place, sender.email]
