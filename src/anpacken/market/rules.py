"""What may be done about a market, and when."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from math import ceil

from django.utils import formats, timezone

from anpacken.core.refusals import Refusal
from anpacken.events import rules as event_rules
from anpacken.events.choices import EventState
from anpacken.market import errors
from anpacken.market.choices import DECIDED, ApplicationState, Told
from anpacken.market.models import Application, Call

TOO_CLOSE = 0.02
"""Two stands nearer to each other than this share of the plan lie on top of each other."""


class Stance(StrEnum):
    """How it stands with applying, as pages say it."""

    NOT_YET = "not_yet"
    OPEN = "open"
    CLOSED = "closed"
    OVER = "over"


def is_over(call: Call, *, at: datetime) -> bool:
    """Whether the event has begun, was held or was called off: exhibitors change nothing any more."""
    return call.event.state != EventState.ANNOUNCED or event_rules.has_begun(call.event, at=at)


def stance(call: Call, *, at: datetime) -> Stance:
    if is_over(call, at=at):
        return Stance.OVER
    if at < call.opens_at:
        return Stance.NOT_YET
    return Stance.OPEN if at < call.closes_at else Stance.CLOSED


def refusal_to_apply(call: Call, *, at: datetime, ignore_window: bool = False) -> Refusal | None:
    """Why nobody can apply, or change an application, at the moment `at`; None if somebody can."""
    now = stance(call, at=at)
    if now == Stance.OVER:
        return errors.MarketOver()
    if ignore_window or now == Stance.OPEN:
        return None
    if now == Stance.NOT_YET:
        return errors.CallNotYetOpen(opens=_said(call.opens_at))
    return errors.CallClosed(closes=_said(call.closes_at))


def can_change(application: Application, *, at: datetime) -> bool:
    """Until the deadline."""
    is_standing = application.state != ApplicationState.WITHDRAWN
    return is_standing and refusal_to_apply(application.call, at=at) is None


def can_withdraw(application: Application, *, at: datetime) -> bool:
    """Until the event begins: a stand that is known to stay empty can be given to somebody else."""
    return application.state != ApplicationState.WITHDRAWN and not is_over(application.call, at=at)


def seconds_as_it_is(call: Call, *, at: datetime, most: int = 600) -> int:
    """For how many seconds the stance stays by itself, at most `most`, at least 1."""
    moments = (call.opens_at, call.closes_at, event_rules.begins(call.event))
    ahead = [ceil((moment - at).total_seconds()) for moment in moments if moment is not None and moment > at]
    return max(1, min([most, *ahead]))


def is_to_be_told(application: Application) -> bool:
    """Whether a decision stands that its applicant has not been told."""
    if not application.email:
        return False
    if application.call.event.state == EventState.CANCELLED:
        return application.state != ApplicationState.WITHDRAWN and application.told != Told.CALLED_OFF
    return application.state in DECIDED and application.told != application.state


def shown_state(application: Application) -> ApplicationState:
    """How it stands as the applicant may know: a decision shows once it was told."""
    if application.state == ApplicationState.WITHDRAWN:
        return ApplicationState.WITHDRAWN
    if application.told in {state.value for state in DECIDED}:
        return ApplicationState(application.told)
    return ApplicationState.SUBMITTED


def check_call(call: Call) -> None:
    """Raises `CallReversed`."""
    if call.closes_at <= call.opens_at:
        raise errors.CallReversed


def _said(moment: datetime) -> str:
    return formats.date_format(timezone.localtime(moment), "DATETIME_FORMAT")
