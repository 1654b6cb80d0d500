"""What the invited do with their personal link: register, decline, ask for the mail about their registration again."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import transaction

from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.events.actions import notices as event_notices
from anpacken.events.actions import registrations
from anpacken.events.actions.registrations import Answer
from anpacken.events.models import Event
from anpacken.invitations import errors, rules
from anpacken.invitations.choices import InvitationState
from anpacken.invitations.models import Invitation
from anpacken.mail.errors import TooManyMails


def accept(*, invitation: Invitation, event: Event, by: Actor, at: datetime, **details: Any) -> Answer:
    """Registers the invited person; the invitation is used up in the same transaction. `details` as for registering,
    whose mail address is always that of the invitation: a link that was passed on registers nobody else.

    Whoever is registered already by another way keeps that registration, and the invitation counts as accepted.

    Raises:
        AlreadyAccepted: it was used for a registration that stands.
        Refusal: the link is no longer good, or the event takes no registration.
    """
    _check(invitation, at=at)
    details |= {"email": invitation.email, "language": details.get("language") or invitation.language}
    with transaction.atomic():
        # The event's row first, as everywhere; registering begins with it.
        answer = registrations.register(event=event, by=by, at=at, invited=True, **details)
        current = _locked(invitation)
        _check(current, at=at)
        current.state, current.answered_at = InvitationState.ACCEPTED, at
        current.registration = answer.registration
        current.save(update_fields=["state", "answered_at", "registration"])
        record(by=by, action="invitation.accepted", target=current, at=at)
    return answer


def decline(*, invitation: Invitation, by: Actor, at: datetime) -> None:
    """Says no. Said twice, it is said once.

    Raises:
        AlreadyAnswered: it was used or withdrawn in the meantime.
        Refusal: the link is no longer good.
    """
    with transaction.atomic():
        current = _locked(invitation)
        shut = rules.refusal_to_open(current, at=at)
        if shut is not None:
            raise shut
        if current.state == InvitationState.DECLINED:
            return
        if not rules.can_decline(current, at=at):
            raise errors.AlreadyAnswered
        current.state, current.answered_at = InvitationState.DECLINED, at
        current.save(update_fields=["state", "answered_at"])
        record(by=by, action="invitation.declined", target=current, at=at)


def send_again(*, invitation: Invitation, by: Actor, at: datetime) -> None:
    """Sends the link to the registration once more, to the address that was invited; at most three mails an hour."""
    if not rules.holds_registration(invitation) or invitation.registration is None:
        return
    with transaction.atomic(), suppress(TooManyMails):
        event_notices.already_registered(invitation.registration, invitation.event, by=by, at=at)


def _check(invitation: Invitation, *, at: datetime) -> None:
    refusal = rules.refusal_to_accept(invitation, at=at)
    if refusal is not None:
        raise refusal


def _locked(invitation: Invitation) -> Invitation:
    found = Invitation.objects.select_for_update(of=("self",), no_key=True).select_related("event", "registration")
    return found.get(pk=invitation.pk)
