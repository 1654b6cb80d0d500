"""Tickets: what their code says, its number for typing, and the code as a picture to scan.

The code names event and registration by their public ids, `anpacken:<event>:<registration>`. Nobody can guess one, so
it is not signed; what it opens is decided at the door, from the registration as it stands then.
"""

from __future__ import annotations

import re

import segno

from anpacken.core.ids import ALPHABET, LENGTH
from anpacken.events.choices import RegistrationState
from anpacken.events.models import Registration

_ID = f"[{ALPHABET}]{{{LENGTH}}}"
_WHOLE = re.compile(f"anpacken:({_ID}):({_ID})")
_ONLY = re.compile(_ID)
_GROUP = 4
_QUIET = 4
"""Modules of white around the code that ISO/IEC 18004 asks for; in dark mode they are all that makes it readable."""


def has_ticket(registration: Registration) -> bool:
    """Whether somebody is let in with it: who waits, has only an offer or has cancelled holds no ticket."""
    return registration.state == RegistrationState.CONFIRMED


def code(registration: Registration) -> str:
    """What the QR code says. The event must be loaded with the registration."""
    return f"anpacken:{registration.event.public_id}:{registration.public_id}"


def number(registration: Registration) -> str:
    """The ticket's number in groups, for reading out and typing: "ab3d-ef5g-hj7k"."""
    whole = registration.public_id
    return "-".join(whole[begin : begin + _GROUP] for begin in range(0, len(whole), _GROUP))


def read(text: str) -> tuple[str, str] | None:
    """The public ids of event and registration; the event is empty where only the ticket's number was typed."""
    text = "".join(text[:200].split()).lower()
    whole = _WHOLE.fullmatch(text)
    if whole is not None:
        return whole[1], whole[2]
    # Typed by hand, perhaps in groups as it is printed.
    typed = text.replace("-", "")
    return ("", typed) if _ONLY.fullmatch(typed) else None


def picture(registration: Registration) -> str:
    """The code as an SVG: black on white whatever the page's colours are, without a size of its own.

    Capitals take fewer signs in a QR code: 25 × 25 modules instead of 29 × 29, so each is larger and an old camera
    reads it from further away. `read` takes both.
    """
    drawn = segno.make_qr(code(registration).upper(), error="m")
    svg: str = drawn.svg_inline(border=_QUIET, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None)
    return svg
