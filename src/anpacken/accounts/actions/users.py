"""Makes log-ins."""

from __future__ import annotations

from django.db import transaction

from anpacken.accounts.actions import roles
from anpacken.accounts.choices import Role
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
def set_password(*, user: User, password: str, by: Actor) -> None:
    user.set_password(password)
    user.save(update_fields=["password"])
    record(by=by, action="user.password_set", target=user)
