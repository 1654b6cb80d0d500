"""Every address × every kind of person → the expected answer."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from anpacken.audit.models import Entry
from anpacken.events.models import Event
from anpacken.places.models import District
from tests.consistency import access, addresses
from tests.consistency.world import World
from tests.consistency.world import region as make_region
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db
EXPECTED = access.answers()


@pytest.fixture
def world() -> World:
    world = World()
    world["alliance"]
    return world


@pytest.fixture
def people(world: World) -> dict[str, Client]:
    """A browser for each kind of person."""
    world["region"]
    browsers = {"visitor": Client()}
    for role in access.ROLES[1:]:
        browsers[role] = Client()
        browsers[role].force_login(make_user(None if role == "stranger" else role, is_staff=role != "stranger"))
    return browsers


def test_every_address_of_ours_stands_in_the_table() -> None:
    ours = {address.name for address in addresses.every() if address.is_ours}
    assert sorted(ours - set(EXPECTED)) == [], "Put them into tests/consistency/access.py."
    assert sorted(set(EXPECTED) - ours) == [], "Take them out of tests/consistency/access.py."


@pytest.mark.parametrize("name", EXPECTED)
def test_answers(name: str, world: World, people: dict[str, Client]) -> None:
    url = reverse(name, kwargs=access.arguments(name, world))
    given = tuple(people[role].get(url).status_code for role in access.ROLES)
    assert dict(zip(access.ROLES, given, strict=True)) == dict(zip(access.ROLES, EXPECTED[name], strict=True))


@pytest.mark.parametrize("name", access.DEEDS)
def test_who_may_not_changes_nothing(name: str, world: World, people: dict[str, Client]) -> None:
    url = reverse(name, kwargs=access.arguments(name, world))
    before = Entry.objects.count()
    for role in access.ROLES:
        if role not in access.DEEDS[name]:
            assert people[role].post(url).status_code in {302, 403}, role
    assert Entry.objects.count() == before


@pytest.mark.parametrize("name", ["events_office", "registrations", "projects", "person", "organisation", "signup"])
def test_a_regional_office_sees_its_own_region_only(name: str, world: World, people: dict[str, Client]) -> None:
    record = world[access.office_lists()[name][0]]
    District.objects.update(region=make_region(2))
    Event.objects.update(region=make_region(2))
    shown = people["regional"].get(reverse(f"{name}:inspect", kwargs={"pk": record.pk}))
    assert shown.status_code in {302, 403, 404}
    assert people["office"].get(reverse(f"{name}:inspect", kwargs={"pk": record.pk})).status_code == 200
    listed = people["regional"].get(reverse(f"{name}:index"))
    assert reverse(f"{name}:inspect", kwargs={"pk": record.pk}) not in listed.content.decode()


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


def test_no_cookie_before_log_in(world: World) -> None:
    visitor = Client()
    for name, statuses in EXPECTED.items():
        if statuses[0] == 200:
            url = reverse(name, kwargs=access.arguments(name, world))
            assert list(visitor.get(url).cookies) == [], name


@pytest.mark.parametrize("language", ["de", "en"])
def test_public_pages_answer_in_both_languages(world: World, language: str) -> None:
    from django.utils import translation

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
