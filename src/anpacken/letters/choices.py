from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from anpacken.core.transitions import Transitions


class Audience(models.TextChoices):
    """Whom a letter is for, among those who registered for its event."""

    REGISTERED = "registered", _("everybody with a seat")
    FORUM = "forum", _("everybody with a place in a forum")
    WAITING = "waiting", _("everybody on the waiting list")
    REQUESTED = "requested", _("everybody who waits for the office to decide")
    CAME = "came", _("those who came")
    MISSED = "missed", _("those who had a seat and did not come")
    EVERYBODY = "everybody", _("everybody who ever registered, except those who cancelled")


class Timing(models.TextChoices):
    BEFORE = "before", _("before the beginning of the event")
    AFTER = "after", _("after the end of the event")
    MOMENT = "moment", _("at a moment of its own")
    AT_ONCE = "at_once", _("as soon as it is turned on")


RELATIVE = (Timing.BEFORE, Timing.AFTER)


class Unit(models.TextChoices):
    DAYS = "days", _("days")
    HOURS = "hours", _("hours")


class LetterState(models.TextChoices):
    DRAFT = "draft", _("draft")
    PLANNED = "planned", _("turned on")
    LEAVING = "leaving", _("leaving now")
    SENT = "sent", _("sent")
    CANCELLED = "cancelled", _("cancelled")


LETTER_TRANSITIONS: Transitions[LetterState] = Transitions(
    {
        LetterState.DRAFT: [LetterState.PLANNED, LetterState.CANCELLED],
        LetterState.PLANNED: [LetterState.DRAFT, LetterState.LEAVING, LetterState.CANCELLED],
        # What has not left yet does not leave any more.
        LetterState.LEAVING: [LetterState.SENT, LetterState.CANCELLED],
        LetterState.CANCELLED: [LetterState.DRAFT],
    }
)


class Standing(models.TextChoices):
    """How a letter stands at a moment, in one word for lists."""

    DRAFT = "draft", _("draft")
    PLANNED = "planned", _("turned on")
    UNDATED = "undated", _("turned on, waits for the event's day")
    OVERDUE = "overdue", _("did not leave: its moment has passed")
    HALTED = "halted", _("halted: the event does not take place")
    LEAVING = "leaving", _("leaving now")
    SENT = "sent", _("sent")
    CANCELLED = "cancelled", _("cancelled")


class LeftOut(models.TextChoices):
    """Why somebody who belongs to the audience gets nothing."""

    NO_ADDRESS = "no_address", _("no mail address any more")
    GONE = "gone", _("no longer among them when the letter left")
    BAD_ADDRESS = "bad_address", _("the mail address cannot be written to")


# A letter that could not leave at its moment still leaves within this time; later it is told, not sent.
GRACE = timedelta(hours=24)
# Nobody plans further, before or after.
MOST_DAYS, MOST_HOURS = 400, 240
