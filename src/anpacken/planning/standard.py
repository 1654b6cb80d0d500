"""The usual list of what is to be done, by format: a beginning that an office changes as it likes.

Days count from the event: negative before its first day, positive after its last. The periods are those of the
trade: invitations twelve weeks ahead for a conference, six for a smaller meeting, documentation six weeks after.
"""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from anpacken.events.choices import CONFERENCE_FORMATS, EventFormat

Line = tuple[int, Promise]

_ALWAYS: Final[tuple[Line, ...]] = (
    (-120, _("Agree on day and place with the partners")),
    (-90, _("Check the place: step-free, hearing loop, quiet room, childcare")),
    (-60, _("Announce the event and open registration")),
    (-14, _("Order catering, tell special diets")),
    (-3, _("Write the press invitation")),
    (1, _("Count the participants and enter the number")),
    (14, _("Thank partners and helpers")),
)
_CONFERENCE: Final[tuple[Line, ...]] = (
    (-180, _("Settle motto and topics with the steering group")),
    (-150, _("Ask keynote speakers and panel")),
    (-110, _("Find moderators for the workshop forums")),
    (-84, _("Send the invitations")),
    (-80, _("Open the call for stands on the market")),
    (-45, _("Book interpreters for the languages that are needed")),
    (-30, _("Release the programme")),
    (-21, _("Give places in the forums")),
    (-7, _("Print badges, attendance sheets and stand signs")),
    (-7, _("Brief helpers for check-in")),
    (2, _("Send thanks and the feedback survey")),
    (42, _("Publish the documentation")),
    (60, _("Hand demands on for tracking")),
)
_SMALLER: Final[tuple[Line, ...]] = (
    (-42, _("Send the invitations")),
    (-21, _("Settle the schedule with all who contribute")),
    (28, _("Publish the documentation")),
)
_WORKSHOP: Final[tuple[Line, ...]] = (
    (-75, _("Agree on artist, art and fee")),
    (-56, _("Agree with the municipality on room and audience")),
    (-10, _("Order material")),
    (7, _("Choose photos and ask for consent to show them")),
)
_STAND: Final[tuple[Line, ...]] = (
    (-120, _("Register the stand with the organiser")),
    (-30, _("Plan who is at the stand when")),
    (-10, _("Pack brochures, flyers and technology")),
    (3, _("Ask the organiser for the number of visitors")),
)


def lines(kind: EventFormat) -> list[Line]:
    """What is usually to be done for an event of this format, in the order of its days."""
    if kind == EventFormat.FAIR_STAND:
        return sorted(_STAND, key=_day)
    if kind == EventFormat.CULTURE_WORKSHOP:
        return sorted((*_ALWAYS, *_WORKSHOP), key=_day)
    if kind in CONFERENCE_FORMATS and kind != EventFormat.REGIONAL_DIALOGUE:
        return sorted((*_ALWAYS, *_CONFERENCE), key=_day)
    return sorted((*_ALWAYS, *_SMALLER), key=_day)


def _day(line: Line) -> int:
    return line[0]
