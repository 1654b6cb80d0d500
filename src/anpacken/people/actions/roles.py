"""Beginning and ending what somebody is to the alliance."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from anpacken.audit.actions import record
from anpacken.core import page_cache
from anpacken.core.actors import Actor
from anpacken.people.actions._locks import lock
from anpacken.people.choices import RoleKind
from anpacken.people.models import Organisation, Person, Role


def begin(*, subject: Person | Organisation, kind: RoleKind, from_on: date, by: Actor, at: datetime) -> Role:
    """The role from `from_on`; the one that is held already, if it is."""
    with transaction.atomic():
        lock(subject)
        held = Role.objects.of(subject).filter(kind=kind, until_on=None).first()
        if held is not None:
            return held
        owner = {"person": subject} if isinstance(subject, Person) else {"organisation": subject}
        role = Role.objects.create(kind=kind, from_on=from_on, **owner)
        record(by=by, action="role.begun", target=subject, at=at, role=kind.value, from_on=from_on.isoformat())
        page_cache.changed("supporters", "figures")
    return role


def end(*, subject: Person | Organisation, kind: RoleKind, by: Actor, at: datetime) -> Role | None:
    """Ends the role on the day of `at`. None when it is not held."""
    with transaction.atomic():
        lock(subject)
        role = Role.objects.of(subject).filter(kind=kind, until_on=None).first()
        if role is None:
            return None
        # A role that begins only later ends on the day on which it would have begun.
        role.until_on = max(role.from_on, timezone.localtime(at).date())
        role.save(update_fields=["until_on"])
        record(by=by, action="role.ended", target=subject, at=at, role=kind.value, until_on=role.until_on.isoformat())
        page_cache.changed("supporters", "figures")
    return role
