"""Applying for a stand, changing what was written, and withdrawing. The office can do the same by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction

from anpacken.audit.actions import record as record_deed
from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.core.addresses import email_key
from anpacken.events.errors import AddressUnusable
from anpacken.mail.errors import TooManyMails
from anpacken.market import errors, rules
from anpacken.market.actions import notices, queue
from anpacken.market.actions.calls import held, tell_pages
from anpacken.market.choices import MOST_PROJECTS, ApplicationState
from anpacken.market.models import Application, Call, Stand

WRITTEN = (
    "organisation_name",
    "title",
    "shows",
    "contact_name",
    "phone",
    "tables",
    "needs_power",
    "power_for",
    "brings",
    "people",
    "support_needs",
)
"""What the applicant writes, and may change until the deadline."""
# Whoever sends the same form again within this time meant it once.
SAME_SUBMISSION = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of sending the form. The public page says the same for all of it."""

    application: Application | None
    is_new: bool


def title_key(title: str) -> str:
    """A project's name as it is compared: without capitals and spaces around."""
    return " ".join(title.casefold().split())[:120]


def apply(
    *,
    call: Call,
    email: str,
    values: Mapping[str, Any],
    language: str,
    by: Actor,
    at: datetime,
    ignore_window: bool = False,
) -> Answer:
    """Takes an application and mails the applicant the link to see, change and withdraw it.

    An address that has applied with this project, or with very many, changes nothing here: its owner learns by mail
    what there is. `ignore_window` is for the office.

    Raises:
        Refusal: applications are not taken now, or the address is none.
        TooManyMails: this address has had its mails of this hour.
    """
    wanted = Application(call=call, email=email.strip(), email_key=_key(email), language=language, applied_at=at)
    for name in WRITTEN:
        setattr(wanted, name, values[name])
    wanted.title_key = title_key(wanted.title)
    with held(call.pk) as current:
        refusal = rules.refusal_to_apply(current, at=at, ignore_window=ignore_window)
        if refusal is not None:
            raise refusal
        wanted.call = current
        there = list(current.applications.standing().filter(email_key=wanted.email_key).order_by("pk"))
        if len(there) < MOST_PROJECTS and wanted.title_key not in {one.title_key for one in there}:
            wanted.save(force_insert=True)
            record_deed(by=by, action="stand_application.made", target=wanted, at=at)
            notices.received(wanted, by=by, at=at)
            return Answer(wanted, is_new=True)
        if any(_is_same_submission(one, wanted, at=at) for one in there):
            return Answer(None, is_new=False)
        # Who keeps trying somebody's address gets the same page, and its owner no flood.
        with suppress(TooManyMails):
            notices.known(there, by=by, at=at)
    return Answer(None, is_new=False)


def change(*, application: Application, values: Mapping[str, Any], by: Actor, at: datetime) -> Application:
    """Changes what the applicant wrote, until the deadline.

    Raises:
        AlreadyWithdrawn, CallClosed, MarketOver
        SameProjectTwice: the new name is that of another application from this address.
    """
    with held(application.call_id) as call:
        current = call.applications.get(pk=application.pk)
        if current.state == ApplicationState.WITHDRAWN:
            raise errors.AlreadyWithdrawn
        refusal = rules.refusal_to_apply(call, at=at)
        if refusal is not None:
            raise refusal
        changed = [name for name in WRITTEN if getattr(current, name) != values[name]]
        if not changed:
            return current
        for name in changed:
            setattr(current, name, values[name])
        current.title_key = title_key(current.title)
        _save_once(current)
        record_deed(by=by, action="stand_application.changed", target=current, at=at, fields=changed)
        tell_pages(call)
    return current


def withdraw(*, application: Application, by: Actor, at: datetime) -> Application:
    """Ends an application until the event begins. Its stand is free again; if the call says so, whoever waits
    longest moves up.

    Raises:
        AlreadyWithdrawn, MarketOver
    """
    with held(application.call_id) as call:
        current = call.applications.get(pk=application.pk)
        if current.state == ApplicationState.WITHDRAWN:
            raise errors.AlreadyWithdrawn
        if rules.is_over(call, at=at):
            raise errors.MarketOver
        _end(current, call, by=by, at=at)
        notices.withdrawn(current, by=by, at=at)
    return current


def give_up(*, application: Application, by: Actor, at: datetime) -> None:
    """Ends the application of somebody who is erased, as long as the event is to come. Nobody is written to."""
    with held(application.call_id) as call:
        current = call.applications.get(pk=application.pk)
        if current.state == ApplicationState.WITHDRAWN or rules.is_over(call, at=at):
            return
        _end(current, call, by=by, at=at)


def save(*, record: Application, changed: Sequence[str], save_related: Callable[[], None], by: Actor) -> None:
    """Saves an application from the office's form, also after the deadline. A new one gets the mail with its link.

    Raises:
        OtherEvent: applications do not move between events.
        SameProjectTwice: the address has an application with a project of this name.
        MarketOver: a new one, once the event has begun.
    """
    at, is_new = clock.now(), record._state.adding
    with held(record.call_id) as call:
        record.email_key = _key(record.email) if record.email else record.email_key
        record.title_key = title_key(record.title)
        if is_new:
            refusal = rules.refusal_to_apply(call, at=at, ignore_window=True)
            if refusal is not None:
                raise refusal
            record.state, record.applied_at = ApplicationState.SUBMITTED, at
        else:
            stored = Application.objects.get(pk=record.pk)
            if stored.call_id != record.call_id:
                raise errors.OtherEvent
            # State and decisions are taken from the row, so that a form that was open for an hour undoes nothing.
            for name in ("state", "reason", "decided_at", "waiting_from_at", "told", "told_at", "came"):
                setattr(record, name, getattr(stored, name))
        _save_once(record)
        save_related()
        deed = "made" if is_new else "changed"
        record_deed(by=by, action=f"stand_application.{deed}", target=record, at=at, fields=list(changed))
        if is_new:
            record.call = call
            notices.received(record, by=by, at=at)
        tell_pages(call)


def _is_same_submission(known: Application, wanted: Application, *, at: datetime) -> bool:
    """A double click or the back button: every answer is the same, and it was only just now."""
    return at - known.applied_at < SAME_SUBMISSION and all(
        getattr(known, name) == getattr(wanted, name) for name in WRITTEN
    )


def _end(current: Application, call: Call, *, by: Actor, at: datetime) -> None:
    had_stand = current.state == ApplicationState.ACCEPTED
    current.state, current.waiting_from_at = ApplicationState.WITHDRAWN, None
    current.save(update_fields=["state", "waiting_from_at"])
    Stand.objects.filter(application=current).update(application=None)
    record_deed(by=by, action="stand_application.withdrawn", target=current, at=at)
    if had_stand and call.moves_up:
        queue.move_up(call, by=by, at=at)
    tell_pages(call)


def _key(email: str) -> str:
    try:
        return email_key(email)
    except ValueError as error:
        raise AddressUnusable from error


def _save_once(application: Application) -> None:
    try:
        with transaction.atomic():
            application.save()
    except IntegrityError as error:
        raise errors.SameProjectTwice from error
