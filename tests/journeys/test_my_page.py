"""A supporter's own page, from the mailed link to erasing everything."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.journeys.test_newcomer import follow, heading, open_mail

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.journey


def press(page: Page, words: str) -> None:
    """Presses a button or link of the page with the keyboard alone."""
    target = (
        page.locator("main").get_by_role("button", name=words).or_(page.locator("main").get_by_role("link", name=words))
    )
    target.first.focus()
    page.keyboard.press("Enter")


def become_supporter(page: Page, name: str, address: str) -> None:
    page.goto("/mitmachen/person/")
    page.fill("[name=first_name]", "Mira")
    page.fill("[name=last_name]", name)
    page.fill("[name=email]", address)
    page.check("[name=register]")
    page.locator("main form [type=submit]").click()
    page.wait_for_url("**/mitmachen/postfach/")
    open_mail(page, address, "bestätigen")
    follow(page, "/mitmachen/bestaetigen/")
    page.locator("main form [type=submit]").click()
    page.wait_for_url("**/mitmachen/willkommen/**")


def open_my_page(page: Page, address: str) -> None:
    page.goto("/meine-seite/")
    page.fill("[name=email]", address)
    page.keyboard.press("Enter")
    page.wait_for_url("**/meine-seite/postfach/")
    open_mail(page, address, "Ihre Seite")
    follow(page, "/meine-seite/oeffnen/")
    assert page.context.cookies() == []
    press(page, "Meine Seite öffnen")
    page.wait_for_url("**/meine-seite/")


def test_change_agree_download_and_erase(page: Page) -> None:
    address = "mira.meinseite@example.org"
    become_supporter(page, "Meinseite", address)
    open_my_page(page, address)
    assert "Mira Meinseite" in page.locator("main").inner_text()

    press(page, "Angaben ändern")
    page.fill("[name=last_name]", "Neuname")
    page.fill("[name=postcode]", "21335")
    page.keyboard.press("Enter")
    page.wait_for_url("**/meine-seite/?done=details")
    assert "Lüneburg" in page.locator("main").inner_text()

    press(page, "Zustimmen oder widerrufen")
    press(page, "Ich stimme zu: Newsletter")
    page.wait_for_url("**/zustimmungen/?done=give**")
    press(page, "Widerrufen: Newsletter")
    page.wait_for_url("**/zustimmungen/?done=withdraw**")

    page.goto("/meine-seite/")
    with page.expect_download() as download:
        page.locator("main").get_by_role("link", name="Maschinenlesbar").click()
    held = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert address in json.dumps(held)

    press(page, "Alles löschen")
    assert heading(page) == "Alles löschen"
    press(page, "Alles löschen")
    assert page.locator("[name=sure]").get_attribute("aria-invalid") == "true"
    page.check("[name=sure]")
    press(page, "Alles löschen")
    page.wait_for_url("**/meine-seite/geloescht/")
    assert page.context.cookies() == []

    page.goto("/meine-seite/")
    assert page.locator("[name=email]").is_visible()
