"""The one place that knows what time it is, so that a test can stop the clock."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime

from django.utils import timezone

_frozen: ContextVar[datetime | None] = ContextVar("frozen_clock", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _frozen.get() or timezone.now()


def today() -> date:
    """The present day in the installation's time zone."""
    return timezone.localtime(now()).date()


@contextmanager
def frozen(at: datetime) -> Iterator[datetime]:
    """Within the block the clock stands still at `at`. For tests and for reports about a past day.

    Raises:
        ValueError: `at` has no time zone.
    """
    if timezone.is_naive(at):
        raise ValueError("A frozen clock needs a moment with a time zone.")
    token = _frozen.set(at)
    try:
        yield at
    finally:
        _frozen.reset(token)
