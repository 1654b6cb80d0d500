"""Beginning and ending what somebody is to the alliance."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from anpacken.audit.actions import record
from anpacken.core import page_cache
from anpacken.core.actors import Actor
from anpacken.people.actions._locks import lock, locked
from anpacken.people.choices import RoleKind
from anpacken.people.errors import DatesTurned, RoleHeld, SupportEndsOtherwise
from anpacken.people.models import Organisation, Person, Role


def begin(*, subject: Person | Organisation, kind: RoleKind, from_on: date, by: Actor, at: datetime) -> Role:
    """The role from `from_on`; the one that is held already, if it is."""
    with transaction.atomic():
        subject = locked(subject)
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
        subject = locked(subject)
        role = Role.objects.of(subject).filter(kind=kind, until_on=None).first()
        if role is None:
            return None
        # A role that begins only later ends on the day on which it would have begun.
        role.until_on = max(role.from_on, timezone.localtime(at).date())
        role.save(update_fields=["until_on"])
        record(by=by, action="role.ended", target=subject, at=at, role=kind.value, until_on=role.until_on.isoformat())
        page_cache.changed("supporters", "figures")
    return role


def enter(
    *,
    subject: Person | Organisation,
    kind: RoleKind,
    from_on: date,
    until_on: date | None,
    remark: str,
    by: Actor,
    at: datetime,
) -> Role:
    """A role as the office enters it, with its remark; one that is over already has its end.

    Raises:
        RoleHeld: it is held already.
        DatesTurned: it ends before it begins.
    """
    _check(from_on, until_on)
    with transaction.atomic():
        subject = locked(subject)
        if until_on is None and Role.objects.of(subject).filter(kind=kind, until_on=None).exists():
            raise RoleHeld
        owner = {"person": subject} if isinstance(subject, Person) else {"organisation": subject}
        role = Role.objects.create(kind=kind, from_on=from_on, until_on=until_on, remark=remark, **owner)
        record(by=by, action="role.begun", target=subject, at=at, role=kind.value, from_on=from_on.isoformat())
        page_cache.changed("supporters", "figures")
    return role


def correct(*, role: Role, from_on: date, until_on: date | None, remark: str, by: Actor, at: datetime) -> None:
    """Mends the dates and the remark of a role, or ends it on a day. Its kind stays.

    Raises:
        SupportEndsOtherwise: support that lasts is ended together with its consents.
        RoleHeld: it would be open again beside one that is open.
        DatesTurned
    """
    _check(from_on, until_on)
    subject = role.person or role.organisation
    if subject is None:
        raise Role.DoesNotExist
    with transaction.atomic():
        lock(subject)
        role.refresh_from_db()
        if role.kind == RoleKind.SUPPORTER and role.until_on is None and until_on is not None:
            raise SupportEndsOtherwise
        others = Role.objects.of(subject).filter(kind=role.kind, until_on=None).exclude(pk=role.pk)
        if until_on is None and others.exists():
            raise RoleHeld
        ends_now = role.until_on is None and until_on is not None
        role.from_on, role.until_on, role.remark = from_on, until_on, remark
        role.save(update_fields=["from_on", "until_on", "remark"])
        action = "role.ended" if ends_now else "role.corrected"
        record(by=by, action=action, target=subject, at=at, role=role.kind)
        page_cache.changed("supporters", "figures")


def _check(from_on: date, until_on: date | None) -> None:
    if until_on is not None and until_on < from_on:
        raise DatesTurned
