"""Removing log-ins."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from anpacken.accounts.models import User
from anpacken.audit.actions import forget_actor, record
from anpacken.core.actors import Actor


def forget(*, user: User, by: Actor, at: datetime) -> bool:
    """Deletes a log-in that carries no role, and its name out of the audit log. False: it has a role, and stays."""
    with transaction.atomic():
        held = User.objects.select_for_update().get(pk=user.pk)
        if held.is_superuser or held.role_grants.filter(ended_at=None).exists():
            return False
        record(by=by, action="user.deleted", target=held, at=at)
        held.delete()
        forget_actor(user.public_id)
    return True
