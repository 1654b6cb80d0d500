"""The press review: outlet and day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.core.dates import in_words
from anpacken.events.models import Event
from anpacken.impact.actions.saving import ensure_record, save_record
from anpacken.impact.errors import DayInFuture
from anpacken.impact.models import PressItem


class PressDayInFuture(DayInFuture):
    field = "published_on"


def _check(published_on: date) -> None:
    if published_on > clock.today():
        raise PressDayInFuture(day=in_words(published_on))


def ensure_press_item(*, outlet: str, published_on: date, event: Event | None = None, by: Actor) -> PressItem:
    """The article of this outlet and day.

    Raises:
        PressDayInFuture.
    """
    _check(published_on)
    return ensure_record(
        model=PressItem, key={"outlet": outlet, "published_on": published_on}, values={"event": event}, by=by
    )


def save(*, record: PressItem, changed: Sequence[str], save_related: Callable[[], None], by: Actor) -> None:
    _check(record.published_on)
    save_record(record=record, changed=changed, save_related=save_related, by=by)
