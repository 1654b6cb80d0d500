"""Who can be invited, reminded, and who can still answer. Nothing here writes."""

from __future__ import annotations

from datetime import datetime, timedelta

from anpacken.core.links import LinkExpired
from anpacken.core.refusals import Refusal
from anpacken.events import errors as event_errors
from anpacken.events import rules as events
from anpacken.events.choices import ACTIVE
from anpacken.events.models import Event
from anpacken.invitations import errors
from anpacken.invitations.choices import INVITATION_TRANSITIONS, REMIND_AFTER_DAYS, InvitationState
from anpacken.invitations.models import Invitation
from anpacken.people.choices import ConsentPurpose

PURPOSE = ConsentPurpose.NEWSLETTER
"""An invitation is advertising in the sense of UWG § 7, however kindly it is meant. Who asks for the newsletter asks,
in the words of its consent, for invitations to the alliance's events; to stand in the register is not enough."""


def can_invite(event: Event, *, at: datetime) -> bool:
    """Whether it makes sense to write to people now. Registration may not have opened yet, or have closed."""
    return events.refusal_to_open(event) is None and not events.has_begun(event, at=at)


def reminded_before(at: datetime) -> datetime:
    """Whose last mail is older than this may be reminded at `at`."""
    return at - timedelta(days=REMIND_AFTER_DAYS)


def holds_registration(invitation: Invitation) -> bool:
    """Whether it has been used for a registration that stands. One that was cancelled can be made again."""
    found = invitation.registration
    return invitation.state == InvitationState.ACCEPTED and found is not None and found.state in ACTIVE


def refusal_to_open(invitation: Invitation, *, at: datetime) -> Refusal | None:
    """Why the link shows nothing any more; None when it shows the invitation."""
    if not invitation.email:
        return LinkExpired()
    if invitation.state == InvitationState.WITHDRAWN:
        return errors.InvitationWithdrawn()
    if events.has_begun(invitation.event, at=at):
        return errors.InvitationOver()
    shut = events.refusal_to_open(invitation.event)
    return errors.InvitationOver() if isinstance(shut, event_errors.EventOver) else shut


def refusal_to_accept(invitation: Invitation, *, at: datetime) -> Refusal | None:
    """Why nobody can register with it at `at`."""
    shut = refusal_to_open(invitation, at=at)
    if shut is not None:
        return shut
    if holds_registration(invitation):
        return errors.AlreadyAccepted()
    return events.refusal_to_register(invitation.event, at=at, invited=True)


def can_decline(invitation: Invitation, *, at: datetime) -> bool:
    return refusal_to_open(invitation, at=at) is None and _can_become(invitation, InvitationState.DECLINED)


def can_withdraw(invitation: Invitation) -> bool:
    return _can_become(invitation, InvitationState.WITHDRAWN)


def _can_become(invitation: Invitation, state: InvitationState) -> bool:
    return INVITATION_TRANSITIONS.allows(InvitationState(invitation.state), state)
