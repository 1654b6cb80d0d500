"""Writing letters, turning them on and off, laying out the usual ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from anpacken.accounts.models import User
from anpacken.accounts.preferences import language_of
from anpacken.audit.actions import record
from anpacken.core import languages
from anpacken.core.actors import Actor
from anpacken.events import own_words
from anpacken.events import rules as event_rules
from anpacken.events.models import Event
from anpacken.letters import errors, rules, sample, standard
from anpacken.letters.choices import LETTER_TRANSITIONS, Audience, LetterState, Timing, Unit
from anpacken.letters.models import Letter
from anpacken.mail.actions import outbox


def save(*, letter: Letter, changed: Sequence[str], by: Actor, at: datetime) -> Letter:
    """Writes a draft, new or not.

    Raises:
        LetterNotDraft: it has been turned on in the meantime.
        NothingToSay: without subject or text.
        UnknownPlace: a place to fill in that there is not.
    """
    if not (letter.subject and letter.text):
        raise errors.NothingToSay
    own_words.check(letter.subject, letter.text, known=own_words.PLACES, links=own_words.LINKS)
    with transaction.atomic():
        if letter._state.adding:
            letter.save(force_insert=True)
            record(by=by, action="letter.created", target=letter, at=at, event=letter.event.public_id)
        else:
            _draft(letter)
            letter.state = LetterState.DRAFT
            letter.save()
            record(by=by, action="letter.changed", target=letter, at=at, fields=list(changed))
    return letter


def remove(*, letter: Letter, by: Actor, at: datetime) -> None:
    """Removes a draft that was never sent. Raises `LetterNotDraft`."""
    with transaction.atomic():
        held = _draft(letter)
        if held.begun_at is not None:
            raise errors.LetterNotDraft
        record(by=by, action="letter.deleted", target=held, at=at, event=held.event.public_id)
        held.delete()


def turn_on(*, letter: Letter, by: Actor, at: datetime) -> Letter:
    """Lets the letter leave at its moment.

    Raises:
        TransitionRefused: it is no draft.
        MomentPast, EventHasBegun: it would leave at once, and nobody said so.
        EventNotOn, ForumGone: there is nobody to write to.
    """
    with transaction.atomic():
        held = _move(letter, LetterState.PLANNED)
        event = held.event
        if not rules.takes_place(event):
            raise errors.EventNotOn
        if held.audience == Audience.FORUM and held.forum_id is None:
            raise errors.ForumGone
        held.turned_on_at = at
        when = rules.moment(held, event)
        if when is not None and when < at:
            raise errors.MomentPast(moment=date_format(timezone.localtime(when), "DATETIME_FORMAT"))
        if held.timing == Timing.BEFORE and event_rules.has_begun(event, at=at):
            raise errors.EventHasBegun
        held.save(update_fields=["state", "turned_on_at"])
        record(by=by, action="letter.turned_on", target=held, at=at)
    return held


def turn_off(*, letter: Letter, by: Actor, at: datetime) -> Letter:
    """Makes a letter that has not begun to leave, or was cancelled, a draft again. Raises `TransitionRefused`."""
    return _set(letter, LetterState.DRAFT, "letter.turned_off", by=by, at=at)


def cancel(*, letter: Letter, by: Actor, at: datetime) -> Letter:
    """Says that the letter does not leave; what has not left yet stays here. Raises `TransitionRefused`."""
    return _set(letter, LetterState.CANCELLED, "letter.cancelled", by=by, at=at)


def lay_out(*, event: Event, by: Actor, at: datetime) -> int:
    """Adds the usual letters that the event has not, as drafts. How many. Raises `NothingToLayOut`."""
    with transaction.atomic():
        Event.objects.select_for_update(no_key=True).get(pk=event.pk)
        known = set(event.letters.values_list("kind", flat=True))
        missing = [_usual(event, usual) for usual in standard.LETTERS if usual.kind not in known]
        if not missing:
            raise errors.NothingToLayOut
        Letter.objects.bulk_create(missing)
        record(by=by, action="event.letters_laid_out", target=event, at=at, letters=len(missing))
    return len(missing)


def copy(*, original: Event, new: Event, by: Actor, at: datetime) -> None:
    """Gives `new` the letters of `original` whose moment is counted from the event, as drafts. Forums are others."""
    with transaction.atomic():
        copies = [
            Letter(
                event=new,
                kind=each.kind,
                title=each.title,
                audience=each.audience if each.audience != Audience.FORUM else Audience.REGISTERED,
                timing=each.timing,
                amount=each.amount,
                unit=each.unit,
                clock=each.clock,
                subject=each.subject,
                text=each.text,
            )
            for each in original.letters.all()
            if rules.carries_over(each)
        ]
        if copies:
            Letter.objects.bulk_create(copies)
            record(by=by, action="event.letters_laid_out", target=new, at=at, of=original.public_id)


def send_sample(*, letter: Letter, to: User, by: Actor, at: datetime) -> None:
    """Sends the letter, as a made-up person would get it, to whoever works on it. Raises `TooManyMails`."""
    with transaction.atomic():
        language = letter.text.language_for(language_of(to))
        outbox.queue(
            template=sample.TEMPLATE,
            to_email=to.email,
            to_name=str(to),
            language=language,
            context=sample.made_up(letter, language),
            related=to,
            limit_per_hour=20,
            by=by,
            at=at,
        )
        record(by=by, action="letter.tried", target=letter, at=at)


def _usual(event: Event, usual: standard.Usual) -> Letter:
    with override(languages.source()):
        title = str(usual.title)
    return Letter(
        event=event,
        kind=usual.kind,
        title=title,
        audience=usual.audience,
        timing=usual.timing,
        amount=usual.days,
        unit=Unit.DAYS,
        subject=standard.in_languages(usual.subject),
        text=standard.in_languages(usual.text),
    )


def _held(letter: Letter) -> Letter:
    return Letter.objects.select_for_update(of=("self",)).select_related("event").get(pk=letter.pk)


def _draft(letter: Letter) -> Letter:
    held = _held(letter)
    if held.state != LetterState.DRAFT:
        raise errors.LetterNotDraft
    return held


def _move(letter: Letter, new: LetterState) -> Letter:
    held = _held(letter)
    LETTER_TRANSITIONS.check(LetterState(held.state), new)
    held.state = new
    return held


def _set(letter: Letter, new: LetterState, action: str, *, by: Actor, at: datetime) -> Letter:
    with transaction.atomic():
        held = _move(letter, new)
        held.save(update_fields=["state"])
        record(by=by, action=action, target=held, at=at)
    return held
