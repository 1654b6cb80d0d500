"""What every test may use. Fixtures of one room stand in that room's own conftest."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from anpacken.core import clock
from tests import databases
from tests.browser import launch

# The day on which the alliance's fourth year is reported; a Thursday.
REPORT_DAY = datetime(2019, 10, 10, 9, 0, tzinfo=UTC)


LAID = pytest.StashKey[tuple[databases.Laid, Any]]()


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_test_environment: None, django_db_blocker: Any
) -> Iterator[None]:
    """A database of this process' own, copied from one that was migrated once."""
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    with django_db_blocker.unblock():
        laid = databases.lay(worker)
    request.config.stash[LAID] = (laid, django_db_blocker)
    yield
    del request.config.stash[LAID]
    with django_db_blocker.unblock():
        laid.remove()


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    if marker and (marker.kwargs.get("transaction") or (marker.args and marker.args[0])):
        return True
    return bool({"transactional_db", "live_server"} & set(getattr(item, "fixturenames", ())))


def _asks_the_database(item: pytest.Item) -> bool:
    fixtures = {"db", "transactional_db", "live_server", "django_db_setup"}
    return item.get_closest_marker("django_db") is not None or bool(fixtures & set(getattr(item, "fixturenames", ())))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What asks no database is tried once, on whichever comes first."""
    for item in items:
        if not _asks_the_database(item):
            item.add_marker(pytest.mark.once)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """After a test that commits, the database is as it was after migrating, first rows included."""
    yield
    if _commits(item) and LAID in item.config.stash:
        laid, blocker = item.config.stash[LAID]
        with blocker.unblock():
            laid.lay_anew()


@pytest.fixture(autouse=True)
def _german() -> Iterator[None]:
    """Every test begins in the source language, whatever the one before left behind."""
    translation.activate(settings.LANGUAGE_CODE)
    yield
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """What a process keeps of rows is of no use to the next test: a rollback is no change that it would hear of."""
    from anpacken.alliance import queries
    from anpacken.events.queries import kept

    queries._kept.clear()
    kept._kept.clear()


@pytest.fixture
def at() -> Callable[[datetime], Any]:
    """`with at(moment):` stops the clock."""
    return clock.frozen


@pytest.fixture
def frozen_clock() -> Iterator[datetime]:
    """The clock stands at 10 October 2019, 9:00 UTC (11:00 in Berlin)."""
    with clock.frozen(REPORT_DAY) as moment:
        yield moment


@pytest.fixture
def make_user(db: None) -> Callable[..., Any]:
    """`make_user("office")`, `make_user("regional", region_code="lueneburg")`, `make_user()` without a role."""
    from tests.factories.accounts import make_user

    return make_user


@pytest.fixture
def signed_in(make_user: Callable[..., Any]) -> Callable[..., Client]:
    """`signed_in("editor")` is a browser in which somebody with that role has signed in."""

    def sign_in(role: str | None = None, **details: Any) -> Client:
        client = Client()
        client.force_login(make_user(role, **details))
        return client

    return sign_in


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's chromium. Mark tests that use it with `@pytest.mark.journey`."""
    # Playwright's loop runs in this thread, so Django takes every query for one of a coroutine.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with launch() as started:
        yield started
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A fresh page, 1280 wide, in German. What the page's own scripts complain about fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE", reduced_motion="reduce")
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert complaints == []
