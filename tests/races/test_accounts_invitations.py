"""Deeds on log-ins at the same moment: one invitation opens once, a code counts once, and the office stays manned."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction

from anpacken.accounts.actions import factors, invitations, roles
from anpacken.accounts.choices import Role
from anpacken.accounts.errors import InvitationGone, LastOffice
from anpacken.accounts.models import Invitation, RoleGrant, User
from anpacken.audit.models import Entry
from anpacken.core.actors import Actor
from tests.factories.accounts import make_user
from tests.races.conftest import Race

pytestmark = pytest.mark.django_db(transaction=True)
BY = Actor.command("test")


def invited() -> Invitation:
    roles.sync_groups()
    return invitations.invite(email="neu@example.org", role=Role.EDITOR, scope="", language="de", by=BY)


def test_one_invitation_taken_many_times_at_once_makes_one_log_in(race: Race) -> None:
    invitation = invited()
    outcomes = race(
        lambda number: (
            invitations.accept(
                invitation=invitation,
                copy=1,
                first_name=f"Nele {number}",
                last_name="Neu",
                password="Drei-Birnen-im-Korb",
            ).pk
        ),
        times=8,
    )
    assert len(outcomes.results) == 1
    assert {type(error) for error in outcomes.errors} == {InvitationGone}
    assert (User.objects.count(), RoleGrant.objects.count()) == (1, 1)
    assert Entry.objects.filter(action="invitation.accepted").count() == 1


def test_without_the_condition_it_would_be_taken_twice(
    race: Race, pause: Callable[[], None], unlocked: Callable[[], AbstractContextManager[None]]
) -> None:
    """The negative control: look first, then write."""
    invitation = invited()

    def take(_number: int) -> int:
        with transaction.atomic():
            found = Invitation.objects.get(pk=invitation.pk)
            pause()
            if found.accepted_at is not None:
                raise InvitationGone
        Invitation.objects.filter(pk=invitation.pk).update(accepted_at=invitation.asked_at)
        return invitation.pk

    with unlocked():
        outcomes = race(take, times=8)
    assert len(outcomes.results) > 1


def test_two_who_end_each_other_leave_one_in_the_office(race: Race) -> None:
    grants = [make_user("office").role_grants.get() for _number in range(4)]
    outcomes = race(lambda number: roles.end(grant=grants[number], by=BY), times=4)
    assert {type(error) for error in outcomes.errors} == {LastOffice}
    assert RoleGrant.objects.filter(role="office", ended_at=None).count() == 1


def test_a_code_counts_once_in_all_processes(race: Race) -> None:
    factor = Authenticator.objects.create(user=make_user("editor"), type="totp", data={"secret": "x"})
    outcomes = race(lambda _number: factors.spend(factor=factor, code="123456"), times=8)
    assert outcomes.errors == []
    assert sorted(outcomes.results) == [False] * 7 + [True]
