"""Times, conflicts and changes in words of the active language."""

from __future__ import annotations

from datetime import date, time

from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from anpacken.core.dates import in_words
from anpacken.programme.choices import ChangeKind, ConflictKind
from anpacken.programme.rules import Conflict
from anpacken.programme.snapshots import Change, Place


def clock(moment: time) -> str:
    return time_format(moment, "H:i")


def span(begins_at: time, ends_at: time) -> str:
    """`10:00–11:30`."""
    return f"{clock(begins_at)}–{clock(ends_at)}"


def weekday(day: date) -> str:
    """`Monday, 3 June 2019`."""
    return _("%(weekday)s, %(day)s") % {"weekday": date_format(day, "l"), "day": in_words(day)}


def named(title: object, round_number: int | None) -> str:
    """A slot's title with its round."""
    if round_number is None:
        return str(title)
    return _("%(title)s (round %(round)d)") % {"title": title, "round": round_number}


def place(where: Place) -> str:
    """Day, times and room in one line."""
    when = _("%(day)s, %(hours)s") % {"day": in_words(where.on), "hours": span(where.begins_at, where.ends_at)}
    return _("%(when)s, %(room)s") % {"when": when, "room": where.room} if where.room else when


def change(what: Change) -> str:
    """What became of an item: one sentence, or as many as there are kinds of change."""
    return " ".join(_kind(kind, what) for kind in what.kinds)


def _kind(kind: ChangeKind, what: Change) -> str:
    if kind == ChangeKind.NEW and what.now is not None:
        return _("New: %(now)s.") % {"now": place(what.now)}
    if kind == ChangeKind.GONE and what.was is not None:
        return _("No longer takes place (was: %(was)s).") % {"was": place(what.was)}
    if what.was is None or what.now is None:
        return ""
    if kind == ChangeKind.MOVED:
        return _("Now %(now)s instead of %(was)s.") % _times(what.was, what.now)
    if kind == ChangeKind.ROOM:
        if not what.now.room:
            return _("The room is not settled yet (was: %(was)s).") % {"was": what.was.room}
        if not what.was.room:
            return _("Room: %(now)s.") % {"now": what.now.room}
        return _("Now in %(now)s instead of %(was)s.") % {"now": what.now.room, "was": what.was.room}
    if kind == ChangeKind.SPEAKER:
        people = ", ".join(what.now.speakers)
        return _("With: %(people)s.") % {"people": people} if people else _("Who speaks is open.")
    return _("Title or text has changed.")


def _times(was: Place, now: Place) -> dict[str, str]:
    if was.on == now.on:
        return {"was": span(was.begins_at, was.ends_at), "now": span(now.begins_at, now.ends_at)}
    line = _("%(day)s, %(hours)s")
    return {
        "was": line % {"day": in_words(was.on), "hours": span(was.begins_at, was.ends_at)},
        "now": line % {"day": in_words(now.on), "hours": span(now.begins_at, now.ends_at)},
    }


def conflict(what: Conflict) -> str:
    """What does not fit, and where."""
    quoted = _("“%(item)s”")
    names = ", ".join(quoted % {"item": named(item, item.round)} for item in what.items)
    facts = {"items": names, "name": what.name, "wanted": what.wanted, "given": what.given}
    return {
        ConflictKind.ROOM: _("%(name)s is taken twice: %(items)s."),
        ConflictKind.PERSON: _("%(name)s is in two places at once: %(items)s."),
        ConflictKind.ROUND: _("Rounds %(wanted)d and %(given)d overlap: %(items)s."),
        ConflictKind.CAPACITY: _("%(items)s has %(wanted)d places, but %(name)s holds %(given)d."),
        ConflictKind.DAY: _("%(items)s lies outside the event's days."),
    }[what.kind] % facts
