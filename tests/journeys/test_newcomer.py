"""What somebody does who has just started the demo: join, register, wait, get an offer, look at the rest."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect

from tests.browser import new_visitor
from tests.journeys.conftest import PASSWORD, Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = pytest.mark.journey

PATIENCE_SECONDS = 90


def open_mail(page: Page, address: str, subject: str) -> None:
    """Opens the newest mail to `address` whose subject has these words; mails arrive within seconds."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        page.goto(f"/demo-mailbox/?q={address}")
        links = page.locator("main").get_by_role("link", name=re.compile(subject))
        if links.count():
            links.first.click()
            page.locator(".mail-plain").first.wait_for()
            return
        assert time.monotonic() < deadline, f"No mail “{subject}” to {address} came."
        page.wait_for_timeout(500)


def follow(page: Page, path: str) -> None:
    """Follows the link of the open mail that leads to `path`, as it stands in the plain text."""
    page.locator(f".mail-plain a[href*='{path}']").first.click()
    page.wait_for_url(f"**{path}**")


def sent(page: Page, button: Locator) -> None:
    """Presses the button of a form and waits until what it answers is there, be it at the same address."""
    with page.expect_navigation():
        button.click()


def reads(page: Page, words: str) -> None:
    """The page says this, now or in a moment."""
    expect(page.locator("main")).to_contain_text(words, use_inner_text=True)


def register(page: Page, event: str, name: str, address: str) -> None:
    # Other journeys make events too: what is looked for may stand on the second page.
    page.goto(f"/veranstaltungen/?{urlencode({'q': event})}")
    page.get_by_role("link", name=event).first.click()
    page.locator("main a[href$='/anmelden/']").first.click()
    page.fill("[name=name]", name)
    page.fill("[name=email]", address)
    page.locator("main form [type=submit]").click()
    page.wait_for_url("**/angemeldet/**")


def is_headed(page: Page, words: str) -> None:
    """The page has this main heading, now or in a moment; where long words may break does not matter."""
    expect(page.locator("main h1")).to_have_text(re.compile("^\\s*" + "\u00ad?".join(map(re.escape, words)) + "\\s*$"))


def test_become_a_supporter(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Unterstützen Sie uns").first.click()
    page.locator("main a[href*='/mitmachen/person/']").first.click()
    page.fill("[name=first_name]", "Nora")
    page.fill("[name=last_name]", "Neuling")
    page.fill("[name=email]", "nora.neuling@example.org")
    page.fill("[name=postcode]", "21335")
    assert not page.locator("[name=newsletter]").is_checked()
    page.check("[name=register]")
    page.locator("main form [type=submit]").click()
    page.wait_for_url("**/mitmachen/postfach/")

    open_mail(page, "nora.neuling@example.org", "bestätigen")
    follow(page, "/mitmachen/bestaetigen/")
    page.locator("main form [type=submit]").click()
    page.wait_for_url("**/mitmachen/willkommen/**")

    sign_in(page, "office@example.org")
    page.goto("/office/person/?q=Neuling")
    page.locator("main").get_by_role("link", name="Nora Neuling").first.click()
    page.wait_for_url("**/office/person/inspect/**")
    reads(page, "nora.neuling@example.org")


def test_wait_for_a_seat_and_get_it(page: Page, browser: Browser, site: Site) -> None:
    event = "Sprachcafés in Weser-Ems"  # Five seats, three of them taken.
    register(page, event, "Erste Probe", "erste@example.org")
    is_headed(page, "Vielen Dank, bis bald")
    for number in range(2, 4):
        with new_visitor(browser, base_url=site.base) as other:
            register(other, event, f"Gast {number}", f"gast{number}@example.org")

    register(page, event, "Wanda Warter", "wanda@example.org")
    text = page.locator("main").inner_text()
    assert "Warteschlange" in text or "Warteliste" in text
    open_mail(page, "wanda@example.org", "Warteliste")

    open_mail(page, "gast3@example.org", "Sprachcafés")
    follow(page, "/anmeldung/")
    page.locator("main form [value=cancel]").click()
    page.locator("main form [value=cancel]").wait_for(state="detached")

    open_mail(page, "erste@example.org", "Sprachcafés")
    follow(page, "/anmeldung/")
    page.locator("main form [value=cancel]").click()
    page.locator("main form [value=cancel]").wait_for(state="detached")

    open_mail(page, "wanda@example.org", "frei")
    follow(page, "/anmeldung/")
    page.locator("main form [value=accept]").click()
    expect(page.locator("main form [value=accept]")).to_have_count(0)

    sign_in(page, "office@example.org")
    page.goto("/office/")
    page.locator("main").get_by_role("link", name=event).first.click()
    page.wait_for_url("**/office/events/**")
    assert "Wanda Warter" in page.locator("main").inner_text() or page.get_by_role("link", name="Anmeldungen").count()


def test_look_at_figures_and_report(page: Page) -> None:
    page.goto("/zahlen/?am=2019-10-10")
    text = page.locator("main").inner_text()
    for figure in ("3.008", "34", "5.880", "330", "29", "62", "1.291"):
        assert figure in text
    page.get_by_role("link", name="Konferenzen").first.click()
    page.wait_for_url("**/zahlen/conferences/**")
    text = page.locator("main").inner_text()
    assert "27" in text
    assert "Werkstatt Frauen" in text

    page.goto("/berichte/")
    page.locator("main a[href*='/berichte/4/']").first.click()
    page.wait_for_url("**/berichte/4/**")
    reads(page, "Unterstützende")
    address = page.locator("main a[href$='.pdf']").first.get_attribute("href")
    answer = page.request.get(address or "")
    assert (answer.status, answer.body()[:5]) == (200, b"%PDF-")


def sign_in(page: Page, address: str) -> None:
    page.goto("/office/login/")
    page.fill("[name=login]", address)
    page.fill("[name=password]", PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url("**/office/")
