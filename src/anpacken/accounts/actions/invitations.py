"""Roles that are offered by mail, and taken with the link in it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F, QuerySet

from anpacken.accounts import links
from anpacken.accounts.actions import roles
from anpacken.accounts.choices import Role
from anpacken.accounts.errors import InvitationGone, InvitationOpen, ProtectedLogIn, RoleHeld
from anpacken.accounts.letters import letters
from anpacken.accounts.models import Invitation, User
from anpacken.audit.actions import record
from anpacken.core import clock
from anpacken.core.actors import Actor


@transaction.atomic
def invite(*, email: str, role: Role, scope: str, language: str, by: Actor, at: datetime | None = None) -> Invitation:
    """Offers a role to whoever reads the mail at this address.

    Raises:
        ProtectedLogIn: the address is a superuser's.
        RoleHeld: somebody with this address holds the role.
        InvitationOpen: it is offered already.
    """
    at, email = at or clock.now(), email.strip().lower()
    user = User.objects.select_for_update().filter(email=email).first()
    if user is not None and user.is_superuser:
        raise ProtectedLogIn
    if user is not None and user.role_grants.filter(role=role, scope=scope, ended_at=None).exists():
        raise RoleHeld
    invitation, is_new = Invitation.objects.get_or_create(
        email=email,
        role=role,
        scope=scope,
        accepted_at=None,
        withdrawn_at=None,
        defaults={"language": language, "asked_at": at, "sent_at": at},
    )
    if not is_new:
        raise InvitationOpen
    record(by=by, action="invitation.sent", target=invitation, at=at, role=role.value, scope=scope)
    letters().invitation(invitation=invitation, url=links.invitation_url(invitation), by=by)
    return invitation


@transaction.atomic
def send_again(*, invitation: Invitation, by: Actor, at: datetime | None = None) -> None:
    """Sends a new link, good for a week; the one from before is void.

    Raises:
        InvitationGone: it was accepted or withdrawn.
    """
    at = at or clock.now()
    if not _open(invitation).update(copy=F("copy") + 1, sent_at=at):
        raise InvitationGone
    invitation.refresh_from_db()
    record(by=by, action="invitation.sent_again", target=invitation, at=at)
    letters().invitation(invitation=invitation, url=links.invitation_url(invitation), by=by)


@transaction.atomic
def withdraw(*, invitation: Invitation, by: Actor, at: datetime | None = None) -> None:
    """Takes an invitation back.

    Raises:
        InvitationGone: it was accepted or withdrawn before.
    """
    at = at or clock.now()
    if not _open(invitation).update(withdrawn_at=at):
        raise InvitationGone
    record(by=by, action="invitation.withdrawn", target=invitation, at=at)


@transaction.atomic
def accept(
    *,
    invitation: Invitation,
    copy: int,
    first_name: str,
    last_name: str,
    password: str | None,
    at: datetime | None = None,
) -> User:
    """Gives the role to whoever followed the link, with a log-in if there is none yet.

    A log-in with a password keeps that and its name: the mail gives a role, not somebody's log-in.

    Raises:
        InvitationGone: it was used or withdrawn, its link is of an earlier mail, or the log-in is shut.
    """
    at = at or clock.now()
    by = Actor.link(links.INVITATION, invitation.public_id)
    if not _open(invitation).filter(copy=copy).update(accepted_at=at):
        raise InvitationGone
    user = User.objects.select_for_update().filter(email=invitation.email).first()
    if user is not None and (user.is_superuser or not user.is_active):
        raise InvitationGone
    if user is None:
        user = User.objects.create_user(invitation.email, password, first_name=first_name, last_name=last_name)
        record(by=by, action="user.created", target=user, at=at)
    elif not user.has_usable_password():
        user.first_name, user.last_name = first_name, last_name
        user.set_password(password)
        user.save(update_fields=["first_name", "last_name", "password"])
    Invitation.objects.filter(pk=invitation.pk).update(user=user)
    record(by=by, action="invitation.accepted", target=invitation, at=at)
    roles.grant(user=user, role=Role(invitation.role), scope=invitation.scope, by=by, at=at)
    return user


def _open(invitation: Invitation) -> QuerySet[Invitation]:
    return Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None)
