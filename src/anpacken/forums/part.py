"""What the choice of forums adds to an event: questions at registration, lines on one's page, a page in the office."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from anpacken.core.actors import Actor
from anpacken.events.models import Event, Registration
from anpacken.events.parts import Ask, Entrance, Line, Part
from anpacken.events.queries.reach import reaches
from anpacken.forums import links, rules
from anpacken.forums.actions import places
from anpacken.forums.choices import Mode
from anpacken.forums.fields import check_choice, choice_fields, read_choice
from anpacken.forums.models import ForumChoice
from anpacken.forums.queries import places as queries
from anpacken.programme.models import Item

VIEW = "forums.view_forumchoice"


class ForumAsk(Ask):
    """Kept with the event; what is full is decided under the lock, never here."""

    def __init__(self, mode: Mode, slots: list[Item]) -> None:
        self.mode, self.slots = mode, slots

    def fields(self) -> dict[str, forms.Field]:
        return choice_fields(self.mode, self.slots)

    def check(self, given: Mapping[str, Any]) -> Mapping[str, str]:
        return check_choice(given, self.slots, self.mode)

    def made(self, registration: Registration, given: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
        chosen = read_choice(given, self.slots, self.mode)
        if not chosen:
            return
        if self.mode == Mode.DRAWN:
            places.wish(registration=registration, wishes=chosen, by=by, at=at)
        elif rules.holds_seat(registration):
            wanted: dict[int, Item | None] = {number: slot for (number, _rank), slot in chosen.items()}
            places.choose(registration=registration, wanted=wanted, by=by, at=at)


class ForumsPart(Part):
    name = "forums"

    def ask(self, event: Event) -> Ask | None:
        choice = queries.choice_of(event)
        if choice is None or choice.drawn_at is not None:
            return None
        slots = queries.slots_of(event)
        return ForumAsk(Mode(choice.mode), slots) if slots else None

    def entrances(self, event: Event, user: Any) -> Iterable[Entrance]:
        if not event.takes_registrations or not reaches(user, event, VIEW):
            return
        yield Entrance(_("Choice of forums"), reverse("forums_office:standing", args=[event.public_id]), _note(event))

    def lines(self, registration: Registration) -> Iterable[Line]:
        choice = ForumChoice.objects.filter(event=registration.event_id).first()
        if choice is None:
            return
        drawn = choice.mode == Mode.FIRST_COME or choice.told_at is not None
        lines = queries.lines_of(registration) if drawn else queries.wish_lines(registration)
        url = links.choose_path(registration) if rules.holds_seat(registration) else ""
        if not lines and url:
            lines = [Line(_("Forums"), _("nothing chosen yet"))]
        for number, line in enumerate(lines):
            yield Line(line.label, line.value, url if number == len(lines) - 1 else "")

    def resized(self, registration: Registration, *, by: Actor, at: datetime) -> None:
        places.resize(registration=registration, by=by, at=at)

    def ended(self, registration: Registration, *, by: Actor, at: datetime) -> None:
        places.end(registration=registration, by=by, at=at)

    def copied(self, original: Event, new: Event, *, by: Actor, at: datetime) -> None:
        """Nothing: slots belong to a day, and a seed to one draw."""


def _note(event: Event) -> str:
    choice: ForumChoice | None = queries.choice_of(event)
    if choice is None:
        return _("nobody is asked")
    count = queries.places_given(event)
    said = ngettext("%(count)d place given", "%(count)d places given", count)
    return said % {"count": count}
