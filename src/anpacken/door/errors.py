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


class NotOverYet(Refusal):
    code = "certificate_not_over_yet"
    sentence = _("The event is not over yet. Your certificate of attendance is here afterwards.")


class NotCheckedIn(Refusal):
    code = "certificate_not_checked_in"
    sentence = _("You were not checked in. If you were there, write to %(email)s.")


class NobodyCheckedIn(Refusal):
    code = "certificate_nobody_checked_in"
    sentence = _("It was not written down who came to this event. For a certificate write to %(email)s.")


class AttendanceForgotten(Refusal):
    code = "certificate_attendance_forgotten"
    sentence = _("So long after the event it is no longer kept who came. If you have questions, write to %(email)s.")
