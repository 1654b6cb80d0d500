"""Whom a letter is for, who gets it, and how the letters of an event stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db.models import Q, QuerySet

from anpacken.door.queries import attendance
from anpacken.events.choices import RegistrationState
from anpacken.events.models import Event, Registration
from anpacken.forums.choices import PlaceState
from anpacken.letters import rules
from anpacken.letters.choices import Audience, LetterState, Standing
from anpacken.letters.models import Letter, LetterCopy

VIEW, CHANGE = "letters.view_letter", "letters.change_letter"
_LAST = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Line:
    """A letter as lists show it."""

    letter: Letter
    moment: datetime | None
    standing: Standing


def of_event(event: Event, *, at: datetime) -> list[Line]:
    """The letters of an event in the order in which they leave."""
    lines = [line_of(letter, event, at=at) for letter in event.letters.select_related("forum")]
    return sorted(lines, key=lambda line: (line.moment or _LAST, line.letter.pk))


def line_of(letter: Letter, event: Event, *, at: datetime) -> Line:
    """One letter with how it stands. What has begun to leave shows when that was."""
    return Line(letter, letter.begun_at or rules.moment(letter, event), rules.standing(letter, event, at=at))


def audience(letter: Letter, *, at: datetime) -> QuerySet[Registration]:
    """Everybody whom the letter is for at the moment `at`, those included who cannot be written to."""
    registered = Registration.objects.filter(event=letter.event_id)
    confirmed = registered.filter(state=RegistrationState.CONFIRMED)
    match Audience(letter.audience):
        case Audience.REGISTERED:
            return confirmed
        case Audience.FORUM:
            placed = Q(forum_places__item__forum=letter.forum_id, forum_places__state=PlaceState.PLACED)
            if letter.round is not None:
                placed &= Q(forum_places__round=letter.round)
            return confirmed.filter(placed).distinct() if letter.forum_id else confirmed.none()
        case Audience.WAITING:
            return registered.filter(state=RegistrationState.WAITING)
        case Audience.CAME:
            return attendance.came(letter.event)
        case Audience.MISSED:
            return attendance.missed(letter.event, at=at)
        case Audience.REQUESTED:
            return registered.filter(state=RegistrationState.REQUESTED)
        case Audience.EVERYBODY:
            return registered.exclude(state__in=_gone(letter.event))


def _gone(event: Event) -> list[RegistrationState]:
    """Who is not one of everybody: those who cancelled or were declined, and whoever may never have typed the address
    themselves. Where a mail has to confirm it, that is so of whatever lapsed."""
    gone = [RegistrationState.CANCELLED, RegistrationState.DECLINED, RegistrationState.UNCONFIRMED]
    return [*gone, RegistrationState.LAPSED] if event.confirmed_by_mail else gone


def recipients(letter: Letter, *, at: datetime) -> QuerySet[Registration]:
    """Who gets the letter: those who can be written to; once it has begun to leave, those who were then."""
    if letter.begun_at is not None:
        return Registration.objects.filter(letter_copies__letter=letter, letter_copies__left_out="")
    return audience(letter, at=at).exclude(email="")


def left_out(letter: Letter, *, at: datetime) -> QuerySet[Registration]:
    """Who belongs to them and gets nothing."""
    if letter.begun_at is not None:
        return Registration.objects.filter(letter_copies__letter=letter).exclude(letter_copies__left_out="")
    return audience(letter, at=at).filter(email="")


def found(people: QuerySet[Registration], words: str) -> QuerySet[Registration]:
    """Those whose name, address or organisation holds `words`, by name."""
    words = words.replace("\x00", "").strip()[:100]
    if words:
        people = people.filter(
            Q(name__icontains=words) | Q(email__icontains=words) | Q(organisation_name__icontains=words)
        )
    return people.order_by("name", "pk")


def open_copies(letter: Letter) -> QuerySet[LetterCopy]:
    """Those that are still to be written."""
    return LetterCopy.objects.filter(letter=letter, queued_at=None, left_out="")


def turned_on() -> QuerySet[Letter]:
    return Letter.objects.filter(state=LetterState.PLANNED).select_related("event").order_by("pk")


def why(letter: Letter) -> dict[int, str]:
    """Why somebody got nothing, in words, by the key of the registration."""
    if letter.begun_at is None:
        return {}
    copies = LetterCopy.objects.filter(letter=letter).exclude(left_out="")
    return {copy.registration_id: str(copy.get_left_out_display()) for copy in copies}
