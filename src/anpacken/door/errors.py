"""What the door refuses, each in words that say what to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from anpacken.core.refusals import Refusal


class NotOpenForCheckIn(Refusal):
    code = "not_open_for_check_in"
    sentence = _("Nobody can be checked in here: the event is a draft or was cancelled.")


class NotReadable(Refusal):
    code = "check_in_not_readable"
    sentence = _("This check-in could not be read. Please search for the person by name.")


class NotHeldYet(Refusal):
    code = "check_in_event_not_held"
    sentence = _("The event is not marked as held yet. Please do that first, then take the number over.")
