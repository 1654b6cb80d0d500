"""Two records of one person: found, looked at side by side, made one, and taken apart again; and axe on the way."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest

from tests.browser import violations
from tests.journeys.conftest import Site
from tests.journeys.test_newcomer import sent, sign_in
from tests.journeys.test_office import WAGTAILS_OWN

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.journey

# Two supporters of the demo year have the same name and postcode.
NAME = "Jule Schlüter"


def found(page: Page) -> int:
    """How many persons the office's list finds under the name."""
    page.goto(f"/office/person/?q={NAME.replace(' ', '+')}")
    return page.locator("main table").get_by_role("link", name=NAME, exact=True).count()


def mended(page: Page) -> list[str]:
    return [each for each in violations(page) if each.split(" ")[0] not in WAGTAILS_OWN]


def show_pair(page: Page) -> None:
    """Asks for a search, and loads the list until the worker is done with it."""
    page.goto("/office/duplicates/")
    sent(page, page.get_by_role("button", name="Jetzt suchen"))
    until = time.monotonic() + 120
    while time.monotonic() < until:
        page.goto(f"/office/duplicates/?kind=person&q={NAME.replace(' ', '+')}")
        if page.get_by_role("link", name=re.compile("^Vergleichen")).count():
            return
        time.sleep(1)
    raise AssertionError("The search found no pair.")


def test_merge_and_undo(page: Page, site: Site) -> None:
    sign_in(page, "office@example.org")
    assert found(page) == 2

    show_pair(page)
    assert mended(page) == []
    assert "derselbe Name und dieselbe Postleitzahl" in page.locator("main").inner_text()
    page.get_by_role("link", name=re.compile("^Vergleichen")).first.click()
    page.wait_for_url("**/office/duplicates/person/**")
    assert mended(page) == []
    assert "30 Tage lang rückgängig machen" in page.locator("main").inner_text()

    # By keyboard alone: the other address, then the button.
    page.locator("[name=choice_email][value=kept]").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("[name=choice_email][value=shadow]").is_checked()
    address = page.locator("label:has([name=choice_email][value=shadow]) span").first.inner_text().split("\n")[0]
    page.get_by_role("button", name="Die beiden Einträge zusammenführen").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/office/person/inspect/**")
    assert "sind jetzt ein Eintrag" in page.locator("body").inner_text()
    assert address in page.locator("main").inner_text()
    assert found(page) == 1

    page.goto("/office/duplicates/merges/")
    assert mended(page) == []
    page.get_by_role("link", name=re.compile("^Rückgängig machen")).first.click()
    page.wait_for_url("**/undo/")
    assert mended(page) == []
    page.get_by_role("button", name="Zusammenführung rückgängig machen").click()
    page.wait_for_url("**/office/duplicates/merges/")
    assert "sind wieder zwei" in page.locator("body").inner_text()
    assert found(page) == 2


def test_not_the_same_is_remembered(page: Page, site: Site) -> None:
    sign_in(page, "office@example.org")
    show_pair(page)
    sent(page, page.get_by_role("button", name=re.compile("^Nicht dasselbe")).first)
    page.goto(f"/office/duplicates/?kind=person&state=distinct&q={NAME.replace(' ', '+')}")
    assert page.get_by_role("button", name=re.compile("^Noch einmal prüfen")).count() == 1
    sent(page, page.get_by_role("button", name=re.compile("^Noch einmal prüfen")))
    page.goto(f"/office/duplicates/?kind=person&q={NAME.replace(' ', '+')}")
    assert page.get_by_role("link", name=re.compile("^Vergleichen")).count() == 1
