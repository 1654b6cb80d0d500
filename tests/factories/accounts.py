"""People who sign in."""

from __future__ import annotations

from itertools import count
from typing import Any

from django.contrib.auth.models import Group

from anpacken.accounts.actions import roles
from anpacken.accounts.choices import UNLIMITED, Role
from anpacken.accounts.models import User
from anpacken.core.actors import Actor

PASSWORD = "Sonnenblume-am-Zaun-7"
_number = count(1)


def make_user(role: str | None = None, *, scope: str = "", region_code: str = "", **details: Any) -> User:
    """Somebody with a log-in: with a role, without any (`None`), or the superuser (`"superuser"`).

    `scope` (for a regional office also `region_code`) is what a limited role reaches.
    """
    if role and not Group.objects.filter(name=Role.OFFICE).exists():
        roles.sync_groups()
    number = next(_number)
    details = {"email": f"person{number}@example.org", "first_name": "Vera", "last_name": f"Muster {number}", **details}
    email = details.pop("email")
    if role == "superuser":
        return User.objects.create_superuser(email, PASSWORD, **details)
    user = User.objects.create_user(email, PASSWORD, **details)
    if role:
        if Role(role) not in UNLIMITED:
            scope = scope or region_code or "lueneburg"
        roles.grant(user=user, role=Role(role), scope=scope, by=Actor.command("test"))
    return user
