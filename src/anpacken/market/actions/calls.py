"""The call itself: its window, its plan, its public list. And the lock that every deed of the market begins with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from anpacken.audit.actions import record
from anpacken.core import page_cache
from anpacken.core.actors import Actor
from anpacken.core.texts import translated
from anpacken.market import errors, rules
from anpacken.market.models import Call
from anpacken.media.actions import pictures

PLANS = "Floor plans"


@contextmanager
def held(call_id: int) -> Iterator[Call]:
    """A transaction that begins by locking the call's row, so that there is one queue for all deeds about its
    applications and stands. SQLite: the transaction is IMMEDIATE."""
    with transaction.atomic():
        yield Call.objects.select_for_update(no_key=True, of=("self",)).select_related("event", "plan").get(pk=call_id)


def tell_pages(call: Call) -> None:
    """Pages that show the market are made anew."""
    page_cache.changed(f"event:{call.event.public_id}", f"market:{call.event.public_id}")


def set_up(*, call: Call, changed: Sequence[str], by: Actor, at: datetime) -> Call:
    """Makes or changes a call from the office's form.

    Raises:
        CallReversed: the deadline lies before the opening.
        FewerThanAccepted: fewer stands than are given away.
    """
    rules.check_call(call)
    if call._state.adding:
        with transaction.atomic():
            call.save()
            record(by=by, action="stand_call.created", target=call, at=at)
            tell_pages(call)
        return call
    with held(call.pk) as stored:
        accepted = stored.applications.accepted().count()
        if call.most_stands is not None and call.most_stands < accepted:
            raise errors.FewerThanAccepted(accepted=accepted, most=call.most_stands)
        call.save(update_fields=["text", "opens_at", "closes_at", "most_stands", "most_tables", "moves_up"])
        record(by=by, action="stand_call.changed", target=call, at=at, fields=list(changed))
        tell_pages(call)
    return call


def publish(*, call: Call, by: Actor, at: datetime) -> None:
    """Shows the list of exhibitors to everybody. Done again, it changes nothing."""
    _show(call, at, "stand_call.published", by=by, at=at)


def hide(*, call: Call, by: Actor, at: datetime) -> None:
    """Takes the list of exhibitors off the pages."""
    _show(call, None, "stand_call.hidden", by=by, at=at)


def upload_plan(*, call: Call, upload: UploadedFile, credit: str, by: Actor, at: datetime) -> None:
    """Puts a picture under the stands, instead of the one before. Stands keep their places: these are shares.

    The form has checked that the upload is a picture.
    """
    with held(call.pk) as current:
        before = current.plan
        current.plan = pictures.take(
            upload=upload,
            title=str(current.event.title),
            credit=credit,
            rights="",
            alt_text=translated(
                de=f"Standplan: {current.event.title.text('de')}", en=f"Floor plan: {current.event.title.text('en')}"
            ),
            collection=PLANS,
            by=by,
            at=at,
        )
        current.save(update_fields=["plan"])
        record(by=by, action="stand_call.plan_uploaded", target=current, at=at)
        if before is not None:
            pictures.remove(picture=before, by=by, at=at)
        tell_pages(current)
    call.plan = current.plan


def _show(call: Call, since: datetime | None, action: str, *, by: Actor, at: datetime) -> None:
    with held(call.pk) as current:
        if (current.published_at is None) == (since is None):
            return
        current.published_at = since
        current.save(update_fields=["published_at"])
        record(by=by, action=action, target=current, at=at)
        tell_pages(current)
    call.published_at = since
