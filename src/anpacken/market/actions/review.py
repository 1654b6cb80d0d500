"""What the office decides about applications, and telling the applicants."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.events.choices import EventState
from anpacken.market import errors, rules
from anpacken.market.actions import notices, queue
from anpacken.market.actions.calls import held, tell_pages
from anpacken.market.choices import APPLICATION_TRANSITIONS, ApplicationState, Told
from anpacken.market.models import Application, Call, Stand


@dataclass(frozen=True, slots=True)
class Sent:
    """How many decision mails left, and how many waited because something had changed since the preview."""

    sent: int
    held_back: int


def decide(
    *, application: Application, state: ApplicationState, reason: str = "", by: Actor, at: datetime
) -> Application:
    """Accepts, declines or puts on the waiting list. Nobody is written to yet: that is `tell`.

    Raises:
        AlreadyWithdrawn: the applicant was faster.
        AllStandsGiven: accepting it would be one too many.
        ReasonMissing: declining without a sentence for the applicant.
        TransitionRefused, MarketOver
    """
    with held(application.call_id) as call:
        current = call.applications.get(pk=application.pk)
        if current.state == ApplicationState.WITHDRAWN:
            raise errors.AlreadyWithdrawn
        if rules.is_over(call, at=at):
            raise errors.MarketOver
        APPLICATION_TRANSITIONS.check(ApplicationState(current.state), state)
        if state == ApplicationState.DECLINED and not reason.strip():
            raise errors.ReasonMissing
        free = queue.free_stands(call)
        if state == ApplicationState.ACCEPTED and free is not None and free <= 0:
            raise errors.AllStandsGiven(most=call.most_stands)
        _set(current, state, reason=reason, at=at)
        record(by=by, action=f"stand_application.{state.value}", target=current, at=at)
        tell_pages(call)
    return current


def move_up(*, call: Call, by: Actor, at: datetime) -> Application:
    """Gives a free stand to whoever waits longest, and tells them.

    Raises:
        AllStandsGiven, NobodyWaits, MarketOver
    """
    with held(call.pk) as current:
        if rules.is_over(current, at=at):
            raise errors.MarketOver
        free = queue.free_stands(current)
        if free is not None and free <= 0:
            raise errors.AllStandsGiven(most=current.most_stands)
        moved = queue.move_up(current, by=by, at=at)
        if moved is None:
            raise errors.NobodyWaits
        tell_pages(current)
    return moved


def tell(*, call: Call, seen: Collection[str], by: Actor, at: datetime) -> Sent:
    """Mails every applicant whose decision they have not been told, as it was previewed: `seen` holds
    `<public id>:<state>` of each. What has changed since the preview is held back.

    Raises:
        NobodyToTell: nothing is left to tell.
    """
    with held(call.pk) as current:
        waiting = [one for one in _with_call(current) if rules.is_to_be_told(one)]
        if not waiting:
            raise errors.NobodyToTell
        previewed = [one for one in waiting if preview_mark(one) in seen]
        called_off = current.event.state == EventState.CANCELLED
        for application in previewed:
            application.told = Told.CALLED_OFF if called_off else Told(application.state)
            application.told_at = at
            if called_off:
                notices.called_off(application, by=by, at=at)
            else:
                notices.decided(application, by=by, at=at)
            application.save(update_fields=["told", "told_at"])
            record(by=by, action="stand_application.told", target=application, at=at, told=application.told)
        tell_pages(current)
    return Sent(len(previewed), len(waiting) - len(previewed))


def preview_mark(application: Application) -> str:
    """What stands for one decision in the preview, so that nothing else is sent than what was seen."""
    return f"{application.public_id}:{application.state}"


def note_who_came(*, call: Call, came: Collection[str], by: Actor, at: datetime) -> int:
    """Writes down which of the accepted were there, by public id; the others were not. Returns how many were."""
    with held(call.pk) as current:
        accepted = list(current.applications.accepted())
        for application in accepted:
            application.came = application.public_id in came
        Application.objects.bulk_update(accepted, ["came"])
        many = sum(bool(application.came) for application in accepted)
        record(by=by, action="stand_call.came", target=current, at=at, came=many)
    return many


def _set(current: Application, state: ApplicationState, *, reason: str, at: datetime) -> None:
    current.state, current.decided_at = state, at
    current.reason = reason.strip()
    current.waiting_from_at = at if state == ApplicationState.WAITING else None
    current.save(update_fields=["state", "decided_at", "reason", "waiting_from_at"])
    if state != ApplicationState.ACCEPTED:
        Stand.objects.filter(application=current).update(application=None)


def _with_call(call: Call) -> list[Application]:
    found = list(call.applications.standing().order_by("pk"))
    for application in found:
        application.call = call
    return found
