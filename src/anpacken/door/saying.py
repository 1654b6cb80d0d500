"""What a helper reads about a check-in, in the words of the page and of the device."""

from __future__ import annotations

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anpacken.door.actions.check_in import Outcome
from anpacken.door.choices import Reason, ScanKind


def words() -> dict[str, str]:
    """Why a ticket does not count, kindly and with what to do, by reason."""
    return {
        Reason.UNKNOWN: _("This code is not known here. Please search for the person by name."),
        Reason.OTHER_EVENT: _("This ticket is for another event. Please search for the person by name."),
        Reason.CANCELLED: _("This registration was cancelled. If there is room, count them as without a ticket."),
        Reason.WAITING: _("They are on the waiting list only. If there is room, count them as without a ticket."),
    }


def words_on_devices() -> dict[str, str]:
    """What a device says by itself. In braces is what it fills in."""
    return {
        **words(),
        "welcome": _("Welcome, {name}!"),
        "again": _("{name} is here already. Counted once."),
        "here": _("Is here."),
        "note": _("Note the answers"),
        "noted": _("Noted for {name}."),
        "counted": _("Counted without a ticket: {count}."),
        "not_on_list": _("This code is not on the list of this device. It is checked once there is a network."),
        "nobody": _("Nobody found. Please try another part of the name."),
        "on_device": _("{count} registrations on this device."),
        "no_list": _("No list on this device."),
        "pending": _("Still to be sent: {count}."),
        "offline": _("No network; you can go on."),
        "sign_in": _("Not sent: please load the page anew and sign in. Nothing is lost."),
        "no_camera": _("The camera cannot be used. Please type the number or search by name."),
        "not_ended": _("Something is still to be sent. Please end once there is a network."),
        "ended": _("The list is gone from this device."),
    }


def sentence(done: Outcome) -> str:
    """What came of it, in one or two sentences."""
    if done.kind == ScanKind.REFUSED:
        said = words()[Reason(done.reason)]
        return f"{done.name}: {said}" if done.name else said
    if done.kind == ScanKind.TAKEN_BACK:
        return _("Taken back: %(name)s counts as not come.") % {"name": done.name}
    if done.first_at is not None:
        when = formats.time_format(timezone.localtime(done.first_at), "TIME_FORMAT")
        known = {"name": done.name, "when": when, "by": done.first_by}
        if done.first_by:
            return _("%(name)s was let in already: at %(when)s by %(by)s. Counted once.") % known
        return _("%(name)s was let in already: at %(when)s. Counted once.") % known
    if done.name:
        many = ngettext("%(heads)d person", "%(heads)d people", done.heads) % {"heads": done.heads}
        return _("Welcome, %(name)s! (%(many)s)") % {"name": done.name, "many": many}
    said = ngettext(
        "%(heads)d person without a ticket counted.", "%(heads)d people without a ticket counted.", done.heads
    )
    return said % {"heads": done.heads}
