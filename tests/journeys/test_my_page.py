"""A supporter's own page, from the mailed link to erasing everything."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.journeys.conftest import Site
from tests.journeys.test_newcomer import follow, is_headed, open_mail

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.journey


def press(page: Page, words: str) -> None:
    """Presses a button or link of the page with the keyboard alone."""
    target = (
        page.locator("main").get_by_role("button", name=words).or_(page.locator("main").get_by_role("link", name=words))
    )
    target.first.focus()
    page.keyboard.press("Enter")


def become_supporter(page: Page, name: str, address: str, base: str = "") -> None:
    page.goto("/mitmachen/person/")
    page.fill("[name=first_name]", "Mira")
    page.fill("[name=last_name]", name)
    page.fill("[name=email]", address)
    page.check("[name=register]")
    page.locator("main form [type=submit]").click()
    page.wait_for_url("**/mitmachen/postfach/")
    open_mail(page, address, "bestätigen")
    if base:
        page.goto(_here(page, "/mitmachen/bestaetigen/", base))
    else:
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

    press(page, "Einwilligen oder widerrufen")
    press(page, "Ich willige ein: Newsletter")
    page.wait_for_url("**/einwilligungen/?done=give**")
    press(page, "Widerrufen: Newsletter")
    page.wait_for_url("**/einwilligungen/?done=withdraw**")

    page.goto("/meine-seite/")
    with page.expect_download() as download:
        page.locator("main").get_by_role("link", name="Maschinenlesbar").click()
    held = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert address in json.dumps(held)

    press(page, "Alles löschen")
    is_headed(page, "Alles löschen")
    page.check("[name=sure]")
    press(page, "Alles löschen")
    page.wait_for_url("**/meine-seite/geloescht/")
    assert page.context.cookies() == []

    page.goto("/meine-seite/")
    assert page.locator("[name=email]").is_visible()


def test_come_in_with_a_passkey(browser: Browser, site: Site) -> None:
    """Browsers keep passkeys for names, so this journey goes to `localhost`."""
    address, base = "mira.passkey@example.org", site.base.replace("127.0.0.1", "localhost")
    context = browser.new_context(base_url=base, locale="de-DE", reduced_motion="reduce")
    context.set_default_timeout(60_000)
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    answers = {"isUserVerified": True, "automaticPresenceSimulation": True}
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": {**options, **answers}})

    become_supporter(page, "Passkey", address, base=base)
    page.goto("/meine-seite/")
    page.fill("[name=email]", address)
    page.keyboard.press("Enter")
    page.wait_for_url("**/meine-seite/postfach/")
    open_mail(page, address, "Ihre Seite")
    page.goto(_here(page, "/meine-seite/oeffnen/", base))
    press(page, "Meine Seite öffnen")
    page.wait_for_url("**/meine-seite/")

    press(page, "Passkeys hinzufügen oder entfernen")
    page.wait_for_url("**/zugang/passkeys/neu/")
    page.locator("[name=name]").fill("Mein Telefon")
    page.locator("main form[data-passkey] [type=submit]").click()
    page.wait_for_url("**/meine-seite/?done=passkey")

    context.clear_cookies()
    page.goto("/meine-seite/")
    page.get_by_role("link", name="Damit kommen Sie herein").click()
    page.locator("form[data-passkey=get] [type=submit]").click()
    page.wait_for_url("**/meine-seite/")
    assert "Mira Passkey" in page.locator("main").inner_text()
    page.goto("/office/")
    assert "/anmeldung/" in page.url
    context.close()


def _here(page: Page, path: str, base: str) -> str:
    """The address of the link in the open mail, under the name by which this browser knows the site."""
    link = page.locator(f".mail-plain a[href*='{path}']").first.get_attribute("href")
    assert link is not None
    return base + path + link.split(path, 1)[1]
