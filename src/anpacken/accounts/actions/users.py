"""Makes log-ins, and shuts them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from anpacken.accounts.actions import factors, roles, sessions
from anpacken.accounts.choices import Role
from anpacken.accounts.errors import LogInOfOffice, ProtectedLogIn
from anpacken.accounts.models import User
from anpacken.audit.actions import record
from anpacken.core.actors import Actor


@transaction.atomic
def ensure(
    *,
    email: str,
    password: str | None,
    first_name: str,
    last_name: str,
    role: Role,
    scope: str = "",
    by: Actor,
) -> User:
    """The user with this address, made with the password and the role if there is none.

    An existing user keeps name and password; only a missing role is added.
    """
    user = User.objects.filter(email=email.lower()).first()
    if user is None:
        user = User.objects.create_user(email, password, first_name=first_name, last_name=last_name)
        record(by=by, action="user.created", target=user)
    roles.grant(user=user, role=role, scope=scope, by=by)
    return user


@transaction.atomic
def for_passkey(*, email: str, first_name: str, last_name: str, by: Actor, at: datetime | None = None) -> User:
    """A log-in that only a passkey opens: no password and no role, so nothing of the office.

    An existing one of this kind is given as it is.

    Raises:
        LogInOfOffice: the address belongs to somebody who works in the office, whose log-in no mailed link may open.
    """
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is not None and (user.is_superuser or user.has_usable_password() or user.role_grants.exists()):
        raise LogInOfOffice
    if user is None:
        user = User.objects.create_user(email.strip(), None, first_name=first_name, last_name=last_name)
        record(by=by, action="user.created", target=user, at=at)
    return user


@transaction.atomic
def set_password(*, user: User, password: str, by: Actor, keep: str | None = None, at: datetime | None = None) -> None:
    """Sets a password and signs the person out everywhere, `keep` for the session with this key; tells them by mail."""
    user.set_password(password)
    user.save(update_fields=["password"])
    sessions.end_all(user=user, by=by, but=keep, at=at)
    factors.changed(user=user, deed="user.password_set", by=by, at=at)


@transaction.atomic
def deactivate(*, user: User, by: Actor, at: datetime | None = None) -> None:
    """Shuts a log-in and signs it out everywhere; its roles stay, so that it can be opened again.

    Raises:
        ProtectedLogIn: a superuser's is shut on the server only.
        LastOffice: nobody would be left who works in the office.
    """
    if user.is_superuser:
        raise ProtectedLogIn
    roles.leave_office_manned(user)
    if User.objects.filter(pk=user.pk, is_active=True).update(is_active=False):
        sessions.end_all(user=user, by=by, at=at)
        record(by=by, action="user.deactivated", target=user, at=at)


@transaction.atomic
def activate(*, user: User, by: Actor, at: datetime | None = None) -> None:
    """Opens a log-in again."""
    if user.is_superuser:
        raise ProtectedLogIn
    if User.objects.filter(pk=user.pk, is_active=False).update(is_active=True):
        record(by=by, action="user.activated", target=user, at=at)
