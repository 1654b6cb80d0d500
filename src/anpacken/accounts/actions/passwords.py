"""A forgotten password: the link by mail, and the new one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from anpacken.accounts import links, rules
from anpacken.accounts.actions import users
from anpacken.accounts.errors import ResetGone
from anpacken.accounts.letters import letters
from anpacken.accounts.models import User
from anpacken.audit.actions import record
from anpacken.core.actors import Actor


@transaction.atomic
def ask_reset(*, email: str, language: str, by: Actor, at: datetime | None = None) -> None:
    """Mails the link to whoever works in the office with this address; nothing happens for any other.

    A superuser's password is set on the server (`anpacken staff`), and supporters have none.
    """
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is None or user.is_superuser or not rules.roles_of(user):
        return
    record(by=by, action="user.reset_asked", target=user, at=at)
    letters().password_reset(user=user, url=links.reset_url(user, language))


@transaction.atomic
def reset(*, user: User, password: str, at: datetime | None = None) -> None:
    """Sets the password of whoever followed the link, once.

    Raises:
        ResetGone: the link was used in the meantime.
    """
    fresh = User.objects.select_for_update().filter(pk=user.pk, password=user.password, is_active=True).first()
    if fresh is None:
        raise ResetGone
    users.set_password(user=fresh, password=password, by=Actor.link(links.RESET, fresh.public_id), at=at)
