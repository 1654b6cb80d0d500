"""Gives and ends roles, and keeps Django's groups in step with the table of rights."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from anpacken.accounts.choices import Role
from anpacken.accounts.errors import LastOffice
from anpacken.accounts.models import RoleGrant, User
from anpacken.accounts.permissions import COLLECTION_RIGHTS, PAGE_RIGHTS, RIGHTS
from anpacken.audit.actions import record
from anpacken.core import clock
from anpacken.core.actors import Actor


@transaction.atomic
def sync_groups() -> None:
    """Makes one group per role that holds exactly the rights of the table. Repeatable without harm.

    Raises:
        LookupError: the table names a right that no app has.
    """
    every = {
        f"{app}.{codename}": pk
        for pk, codename, app in Permission.objects.values_list("pk", "codename", "content_type__app_label")
    }
    root_page, root_collection = Page.get_first_root_node(), Collection.get_first_root_node()
    for role in Role:
        group, _made = Group.objects.get_or_create(name=role.value)
        group.permissions.set(_ids(every, RIGHTS[role]))
        GroupCollectionPermission.objects.filter(group=group).delete()
        GroupPagePermission.objects.filter(group=group).delete()
        GroupCollectionPermission.objects.bulk_create(
            GroupCollectionPermission(group=group, collection=root_collection, permission_id=pk)
            for pk in _ids(every, COLLECTION_RIGHTS[role])
        )
        GroupPagePermission.objects.bulk_create(
            GroupPagePermission(group=group, page=root_page, permission_id=pk)
            for pk in _ids(every, {f"wagtailcore.{verb}" for verb in PAGE_RIGHTS[role]})
        )


@transaction.atomic
def grant(*, user: User, role: Role, scope: str = "", by: Actor, at: datetime | None = None) -> RoleGrant:
    """Gives a role from now on; one that is held already stays as it is."""
    found = RoleGrant.objects.filter(user=user, role=role, scope=scope, ended_at=None).first()
    if found is not None:
        return found
    made = RoleGrant.objects.create(user=user, role=role, scope=scope, granted_at=at or clock.now())
    user.groups.add(Group.objects.get(name=role.value))
    record(by=by, action="role.granted", target=user, at=at, role=role.value, scope=scope)
    return made


@transaction.atomic
def end(*, grant: RoleGrant, by: Actor, at: datetime | None = None) -> None:
    """Ends a role; ending it twice changes nothing.

    Raises:
        LastOffice: nobody would be left who works in the office.
    """
    at = at or clock.now()
    if grant.role == Role.OFFICE:
        leave_office_manned(grant.user)
    if not RoleGrant.objects.filter(pk=grant.pk, ended_at=None).update(ended_at=at):
        return
    user = grant.user
    if not user.role_grants.filter(role=grant.role, ended_at=None).exists():
        user.groups.remove(Group.objects.get(name=grant.role))
    record(by=by, action="role.ended", target=user, at=at, role=grant.role, scope=grant.scope)


def leave_office_manned(user: User) -> None:
    """Asks, under a lock, whether somebody else works in the office when `user` does not any more.

    Raises:
        LastOffice: nobody does.
    """
    grants = RoleGrant.objects.select_for_update().filter(role=Role.OFFICE, ended_at=None, user__is_active=True)
    holders = {grant.user_id for grant in grants.order_by("pk")}
    if user.pk in holders and holders == {user.pk}:
        raise LastOffice


def _ids(every: dict[str, int], rights: set[str] | frozenset[str]) -> list[int]:
    missing = sorted(right for right in rights if right not in every)
    if missing:
        raise LookupError(f"No app has the right {missing[0]}.")
    return [every[right] for right in sorted(rights)]
