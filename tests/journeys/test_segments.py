"""A segment, built by keyboard alone, counted while it is built, saved and exported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser import settled, violations
from tests.journeys.test_newcomer import sign_in
from tests.journeys.test_office import WAGTAILS_OWN

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.journey


def test_built_by_keyboard_counted_saved_and_exported(page: Page) -> None:
    sign_in(page, "office@example.org")
    page.goto("/office/segments/new/")
    settled(page)
    page.locator("#id_name").focus()
    page.keyboard.type("Ja zum Newsletter")

    page.locator("#r2-condition").focus()
    page.select_option("#r2-condition", "consent")
    page.wait_for_selector("#r2-operator")
    expect(page.locator("#r2-condition")).to_be_focused()
    page.select_option("#r2-of", "newsletter")
    settled(page)
    page.locator("input[name='r2.value']").first.focus()
    page.keyboard.press("Space")
    page.wait_for_selector("[data-reach] .segment-reach__many")
    expect(page.locator("[data-reach]")).to_contain_text("dürfen kontaktiert werden", use_inner_text=True)
    settled(page)

    page.locator("button[value='add-condition:1']").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#r3-condition")
    expect(page.locator("#r3-condition")).to_be_focused()
    expect(page.locator("[data-reach] [role=status]")).to_contain_text("niemand", use_inner_text=True)
    settled(page)
    page.locator("button[value='remove:3']").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#r3-condition", state="detached")
    expect(page.locator("#r2-condition")).to_be_focused()
    assert [each for each in violations(page) if each.split(" ")[0] not in WAGTAILS_OWN] == []

    page.locator("button[value=save].button").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/office/segments/inspect/**")
    assert "Newsletter" in page.locator("main").inner_text()
    assert [each for each in violations(page) if each.split(" ")[0] not in WAGTAILS_OWN] == []

    page.goto(page.url.replace("/inspect/", "/people/"))
    page.fill("[name=purpose]", "Probe der Ausgabe")
    page.select_option("[name=format]", "csv")
    with page.expect_download() as download:
        page.locator("main form button[type=submit]").first.click()
    lines = download.value.path().read_text("utf-8").splitlines()
    assert len(lines) > 1
    assert "@" in lines[1]
