"""Every address × every kind of person → the expected answer."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie

import pytest
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import translation
from pytest_django import DjangoDbBlocker

from anpacken.accounts.actions import roles
from anpacken.accounts.choices import Role
from anpacken.audit.models import Entry
from tests.consistency import access, addresses
from tests.consistency.world import BY, World
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db
EXPECTED = access.answers()
FURTHER = access.further_answers()
EVERYBODY = (*access.ROLES, *access.FURTHER)
LIMITED = [
    (role, name) for role in ("regional", "member", "helper", "moderator") for name in access.limited_lists(role)
]


@dataclass(frozen=True, slots=True)
class House:
    """The records that roles are limited to, and the cookies of somebody with each role."""

    world: World
    cookies: dict[str, SimpleCookie]


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[House]:
    """Set up once, since ten people who sign in cost as much as what each test asks of them."""
    with django_db_blocker.unblock(), transaction.atomic(), translation.override("de"):
        world = World()
        world["alliance"], world["region"]
        yield House(world, {role: browser_of(role, access.scopes(role, world)).cookies for role in EVERYBODY[1:]})
        transaction.set_rollback(True)


@pytest.fixture
def world(house: House, db: None) -> World:
    """Records of the test's own where the house has none; no test meets what another has done to a record."""
    return copy.deepcopy(house.world)


@pytest.fixture
def people(house: House, db: None) -> dict[str, Client]:
    """A browser for each kind of person."""
    browsers = {role: Client() for role in EVERYBODY}
    for role, cookies in house.cookies.items():
        browsers[role].cookies = copy.deepcopy(cookies)
    return browsers


def browser_of(role: str, scopes: list[str]) -> Client:
    """A browser in which somebody with that role has signed in."""
    user = make_user(
        None if role == "stranger" else role, scope=scopes[0] if scopes else "", is_staff=role != "stranger"
    )
    for scope in scopes[1:]:
        roles.grant(user=user, role=Role(role), scope=scope, by=BY)
    browser = Client()
    browser.force_login(user)
    return browser


def test_every_address_of_ours_stands_in_the_table() -> None:
    ours = {address.name for address in addresses.every() if address.is_ours}
    assert sorted(ours - set(EXPECTED)) == [], "Put them into tests/consistency/access.py."
    assert sorted(set(EXPECTED) - ours) == [], "Take them out of tests/consistency/access.py."


# On PostgreSQL every page is opened by the tests of bad input.
@pytest.mark.once
@pytest.mark.parametrize("name", EXPECTED)
def test_answers(name: str, world: World, people: dict[str, Client]) -> None:
    url = reverse(name, kwargs=access.arguments(name, world))
    given = {role: people[role].get(url).status_code for role in EVERYBODY}
    assert given == dict(zip(EVERYBODY, (*EXPECTED[name], *FURTHER[name]), strict=True))


@pytest.mark.parametrize("name", access.DEEDS)
def test_who_may_not_changes_nothing(name: str, world: World, people: dict[str, Client]) -> None:
    url = reverse(name, kwargs=access.arguments(name, world))
    before = Entry.objects.count()
    for role in EVERYBODY:
        if role not in access.DEEDS[name]:
            assert people[role].post(url).status_code in {302, 303, 403, 404}, role
    assert Entry.objects.count() == before


@pytest.mark.parametrize(("role", "name"), LIMITED)
def test_a_limited_role_sees_what_is_its_own_and_nothing_else(
    role: str, name: str, world: World, people: dict[str, Client]
) -> None:
    record = world[access.office_lists()[name][0]]
    foreign = browser_of(role, ["elsewhere"])
    for view in ("inspect", "edit"):
        if f"{name}:{view}" in EXPECTED:
            url = reverse(f"{name}:{view}", kwargs={"pk": record.pk})
            assert foreign.get(url).status_code in {302, 403, 404}
            assert people["office"].get(url).status_code == 200
    address = reverse(f"{name}:inspect", kwargs={"pk": record.pk})
    assert address not in foreign.get(reverse(f"{name}:index")).content.decode()
    assert address in people[role].get(reverse(f"{name}:index")).content.decode()


@pytest.mark.parametrize("name", [name for name, may in access.DEEDS.items() if "regional" in may])
def test_a_deed_reaches_nothing_of_another_region(name: str, world: World) -> None:
    url = reverse(name, kwargs=access.arguments(name, world))
    foreign = browser_of("regional", ["elsewhere"])
    before = Entry.objects.count()
    assert foreign.post(url).status_code in {302, 403, 404}
    assert Entry.objects.count() == before


@pytest.mark.parametrize("role", access.FURTHER)
def test_guests_and_readers_export_nothing(role: str, world: World, people: dict[str, Client]) -> None:
    asked = [name for name in EXPECTED if name.endswith(":export")]
    assert len(asked) > 20
    for name in asked:
        url = reverse(name, kwargs=access.arguments(name, world))
        for answer in (people[role].get(url), people[role].post(url, {"purpose": "statistics", "format": "csv"})):
            assert answer.status_code in {302, 403, 405}, name
    assert not Entry.objects.filter(action="list.exported").exists()


def test_every_deed_is_asked_about() -> None:
    refusing_get = {name for name, statuses in EXPECTED.items() if 405 in statuses}
    assert refusing_get <= set(access.DEEDS)


def test_nobody_gets_into_wagtails_own_pages_without_log_in(world: World) -> None:
    """All of Wagtail's addresses that need no argument. The log-in itself and its texts for scripts are open."""
    open_to_all = {
        "wagtailadmin_login",
        "wagtailadmin_logout",
        "wagtailadmin_javascript_catalog",
        "wagtailadmin_sprite",
    }
    visitor, let_in = Client(), []
    for address in addresses.every():
        if address.is_ours or not address.route.startswith("office/") or address.name in open_to_all:
            continue
        try:
            url = reverse(address.name)
        except NoReverseMatch:
            continue
        if visitor.get(url).status_code not in {302, 401, 403, 404, 405}:
            let_in.append(address.name)
    assert let_in == []


@pytest.mark.parametrize("role", access.FURTHER)
def test_readers_and_guests_see_nothing_of_wagtails_own_but_the_frame(role: str, world: World) -> None:
    """Its choosers, histories and interfaces show drafts and names to everybody with a role."""
    world["alliance"]
    guest, let_in = browser_of(role, access.scopes(role, world)), set()
    for address in addresses.every():
        if address.is_ours or not address.route.startswith(("office/", "documents/")):
            continue
        try:
            url = reverse(address.name)
        except NoReverseMatch:
            continue
        if guest.get(url).status_code not in {302, 403, 404, 405}:
            let_in.add(address.name)
    assert let_in == {
        "wagtailadmin_home",
        "wagtailadmin_account",
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
    }


def test_no_cookie_before_log_in(world: World) -> None:
    visitor = Client()
    for name, statuses in EXPECTED.items():
        if statuses[0] == 200:
            url = reverse(name, kwargs=access.arguments(name, world))
            assert list(visitor.get(url).cookies) == [], name


@pytest.mark.parametrize("language", ["de", "en"])
def test_public_pages_answer_in_both_languages(world: World, language: str) -> None:
    visitor = Client()
    for name, statuses in EXPECTED.items():
        if statuses[0] != 200 or not name.startswith(
            ("events:", "impact:", "network:", "people:", "website:", "media:")
        ):
            continue
        arguments = access.arguments(name, world)
        with translation.override(language):
            url = reverse(name, kwargs=arguments)
        answer = visitor.get(url)
        assert answer.status_code == 200, url
        if answer["Content-Type"].startswith("text/html"):
            assert f'<html lang="{language}"' in answer.content.decode(), url
