"""Roles, regions and the groups that follow from the table of rights."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.db import IntegrityError, transaction

from anpacken.accounts import rules
from anpacken.accounts.actions import roles, users
from anpacken.accounts.choices import Role
from anpacken.accounts.models import RoleGrant, User
from anpacken.accounts.permissions import RIGHTS
from anpacken.audit.models import Entry
from anpacken.core.actors import Actor
from anpacken.core.spreadsheets import neutralised

pytestmark = pytest.mark.django_db
BY = Actor.command("test")
AT = datetime(2019, 10, 10, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _groups(db: None) -> None:
    roles.sync_groups()


def make(role: Role, region: str = "") -> User:
    return users.ensure(
        email=f"{role}{region}@example.org",
        password="a long password",
        first_name="Probe",
        last_name="Person",
        role=role,
        scope=region,
        by=BY,
    )


def test_every_group_holds_what_the_table_says() -> None:
    for role in Role:
        held = Group.objects.get(name=role.value).permissions.values_list("content_type__app_label", "codename")
        assert {f"{app}.{codename}" for app, codename in held} == RIGHTS[role]


def test_syncing_twice_changes_nothing() -> None:
    before = Group.objects.get(name="office").permissions.count()
    roles.sync_groups()
    assert Group.objects.get(name="office").permissions.count() == before


def test_only_the_office_reads_the_audit_log() -> None:
    assert make(Role.OFFICE).has_perm("audit.view_entry")
    assert not make(Role.EDITOR).has_perm("audit.view_entry")
    assert not make(Role.REGIONAL, "lueneburg").has_perm("audit.view_entry")


def test_nobody_may_write_consents_or_audit_entries_by_hand() -> None:
    for rights in RIGHTS.values():
        assert not {right for right in rights if right.split("_")[-1] in {"consent", "entry"} and "view" not in right}


def test_a_regional_office_is_limited_to_its_regions() -> None:
    user = make(Role.REGIONAL, "lueneburg")
    roles.grant(user=user, role=Role.REGIONAL, scope="weser-ems", by=BY)
    assert rules.regions_of(User.objects.get(pk=user.pk)) == {"lueneburg", "weser-ems"}


def test_the_office_is_not_limited_even_with_a_region_besides() -> None:
    user = make(Role.OFFICE)
    roles.grant(user=user, role=Role.REGIONAL, scope="lueneburg", by=BY)
    assert rules.regions_of(User.objects.get(pk=user.pk)) is None


def test_visitors_and_the_inactive_see_no_region_and_export_nothing() -> None:
    user = make(Role.OFFICE)
    user.is_active = False
    for nobody in (AnonymousUser(), user):
        assert rules.regions_of(nobody) == frozenset()
        assert not rules.may_export(nobody)
        assert not rules.may_see_support_needs(nobody)


@pytest.mark.parametrize(
    ("role", "region", "exports", "sees_needs"),
    [(Role.OFFICE, "", True, True), (Role.EDITOR, "", False, False), (Role.REGIONAL, "lueneburg", True, False)],
)
def test_exports_and_support_needs(role: Role, region: str, exports: bool, sees_needs: bool) -> None:
    user = make(role, region)
    assert (rules.may_export(user), rules.may_see_support_needs(user)) == (exports, sees_needs)


def test_an_ended_role_takes_its_rights_along() -> None:
    user = make(Role.OFFICE)
    users.ensure(email="b@example.org", password=None, first_name="B", last_name="B", role=Role.OFFICE, by=BY)
    grant = user.role_grants.get()
    roles.end(grant=grant, by=BY, at=AT)
    roles.end(grant=grant, by=BY, at=AT)
    fresh = User.objects.get(pk=user.pk)
    assert not fresh.has_perm("wagtailadmin.access_admin")
    assert rules.roles_of(fresh) == frozenset()
    assert Entry.objects.filter(action="role.ended").count() == 1


def test_granting_twice_gives_one_role() -> None:
    user = make(Role.EDITOR)
    roles.grant(user=user, role=Role.EDITOR, by=BY)
    assert user.role_grants.count() == 1
    assert Entry.objects.filter(action="role.granted").count() == 1


def test_ensuring_keeps_the_password_of_an_existing_log_in() -> None:
    make(Role.OFFICE)
    users.ensure(
        email="OFFICE@example.org", password="another password", first_name="", last_name="", role=Role.OFFICE, by=BY
    )
    assert User.objects.get().check_password("a long password")


@pytest.mark.parametrize(("role", "region"), [("regional", ""), ("office", "lueneburg")])
def test_the_database_refuses_a_region_without_regional_role_and_the_other_way_round(role: str, region: str) -> None:
    user = make(Role.EDITOR)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(user=user, role=role, scope=region)


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+49 511", "'+49 511"),
        ("-5", "'-5"),
        ("@x", "'@x"),
        ("\tx", "'\tx"),
        ("Anna", "Anna"),
        ("", ""),
        (-5, -5),
    ],
)
def test_no_cell_of_an_export_is_a_formula(cell: object, written: object) -> None:
    assert neutralised(cell) == written
