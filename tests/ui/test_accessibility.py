"""Every state of every component in a real browser: axe-core finds nothing, nothing sticks out, no script is needed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from anpacken.ui import gallery
from tests.browser import COLOUR_RULES, new_visitor, violations

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
ADDRESSES = ["/ui/", "/ui/sample/", *(f"/ui/{entry.name}/" for entry in gallery.ENTRIES)]
LOOKS: tuple[tuple[int, Literal["light", "dark"], Sequence[str]], ...] = (
    (360, "light", ()),
    (360, "dark", COLOUR_RULES),
    (768, "light", ()),
    (1280, "dark", ()),
)
OVERHANG = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("half", [0, 1])
def test_axe_finds_nothing(browser: Browser, live_server: LiveServer, half: int) -> None:
    """Narrow in light and dark, middle in light, wide in dark.

    An address is loaded once and looked at in all four, since our styles change by width and scheme and our scripts by
    neither. Of a width that was looked at in light already, dark can only change what the rules about colours say.
    Two halves, so that two workers can share them.
    """
    with new_visitor(browser, width=360) as page:
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
        found = {}
        for address in ADDRESSES[half::2]:
            page.set_viewport_size({"width": 360, "height": 900})
            page.emulate_media(color_scheme="light")
            page.goto(f"{live_server.url}{address}")
            for width, scheme, rules in LOOKS:
                page.set_viewport_size({"width": width, "height": 900})
                page.emulate_media(color_scheme=scheme)
                trouble = violations(page, rules=rules)
                if page.evaluate(OVERHANG) > 0:
                    trouble.append("sticks out at the side")
                if trouble:
                    found[address, width, scheme] = trouble
    assert found == {}
    assert said == []


def test_menu_and_dialog_work_without_javascript(browser: Browser, live_server: LiveServer) -> None:
    with new_visitor(browser, width=360, java_script_enabled=False) as page:
        page.goto(f"{live_server.url}/ui/sample/")
        expect(page.locator("#site-menu")).to_be_hidden()
        page.locator(".menu-button").click()
        expect(page.locator("#site-menu")).to_be_visible()
        page.goto(f"{live_server.url}/ui/dialog/")
        page.locator("a[href='#absage']").click()
        expect(page.locator("#absage")).to_be_visible()
        page.locator("#absage .dialog-close").click()
        expect(page.locator("#absage")).to_be_hidden()


def test_a_dialog_gives_the_focus_back(browser: Browser, live_server: LiveServer) -> None:
    with new_visitor(browser) as page:
        page.goto(f"{live_server.url}/ui/dialog/")
        page.locator("a[href='#absage']").click()
        page.locator("#absage:modal").wait_for()
        page.keyboard.press("Escape")
        expect(page.locator("a[href='#absage']")).to_be_focused()


def test_the_error_summary_has_the_focus(browser: Browser, live_server: LiveServer) -> None:
    with new_visitor(browser) as page:
        page.goto(f"{live_server.url}/ui/error-summary/")
        expect(page.locator(".error-summary:focus")).to_have_count(1)


def test_what_still_fades_in_is_looked_at_as_it_will_be(browser: Browser) -> None:
    with new_visitor(browser) as page:
        page.set_content(
            "<html lang=de><title>Probe</title><style>p { color: #000; opacity: .2; transition: opacity 60s } "
            "p.there { opacity: 1 } p.pale { color: #eee }</style><main><h1>Probe</h1><p>Gesichert</p></main></html>"
        )
        page.evaluate("document.querySelector('p').getBoundingClientRect()")
        assert [each.split(" ")[0] for each in violations(page)] == ["color-contrast"]
        page.evaluate("document.querySelector('p').classList.add('there')")
        assert violations(page) == []
        page.evaluate("document.querySelector('p').classList.add('pale')")
        assert [each.split(" ")[0] for each in violations(page, rules=COLOUR_RULES)] == ["color-contrast"]
