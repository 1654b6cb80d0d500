"""Every state of every component in a real browser: axe-core finds nothing, nothing sticks out, no script is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pytest_django.live_server_helper import LiveServer

from anpacken.ui import gallery
from tests.browser import violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
ADDRESSES = ["/ui/", "/ui/sample/", *(f"/ui/{entry.name}/" for entry in gallery.ENTRIES)]
OVERHANG = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (360, "dark"), (768, "light"), (1280, "dark")])
def test_axe_finds_nothing(browser: Browser, live_server: LiveServer, width: int, scheme: Any) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    found = {}
    for address in ADDRESSES:
        page.goto(f"{live_server.url}{address}")
        trouble = violations(page)
        if page.evaluate(OVERHANG) > 0:
            trouble.append("sticks out at the side")
        if trouble:
            found[address] = trouble
    assert found == {}
    assert said == []


def test_menu_and_dialog_work_without_javascript(browser: Browser, live_server: LiveServer) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 700})
    page = context.new_page()
    page.goto(f"{live_server.url}/ui/sample/")
    assert not page.locator("#site-menu").is_visible()
    page.locator(".menu-button").click()
    assert page.locator("#site-menu").is_visible()
    page.goto(f"{live_server.url}/ui/dialog/")
    page.locator("a[href='#absage']").click()
    assert page.locator("#absage").is_visible()
    page.locator("#absage .dialog-close").click()
    assert not page.locator("#absage").is_visible()


def test_a_dialog_gives_the_focus_back(browser: Browser, live_server: LiveServer) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{live_server.url}/ui/dialog/")
    page.locator("a[href='#absage']").click()
    assert page.evaluate("document.querySelector('#absage').matches(':modal')")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#absage"


def test_the_error_summary_has_the_focus(browser: Browser, live_server: LiveServer) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{live_server.url}/ui/error-summary/")
    assert page.evaluate("document.activeElement.className") == "error-summary"
