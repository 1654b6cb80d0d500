"""A programme: moved by keyboard alone, dragged by mouse, released as a version, and read by everybody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser import violations
from tests.journeys.test_newcomer import sign_in
from tests.journeys.test_office import WAGTAILS_OWN

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.journey


def _wrong(page: Page) -> list[str]:
    return [each for each in violations(page) if each.split(" ")[0] not in WAGTAILS_OWN]


def _press(page: Page, selector: str) -> None:
    page.locator(selector).focus()
    page.keyboard.press("Enter")


def test_a_programme_is_changed_by_keyboard_and_by_mouse_and_released(page: Page) -> None:
    page.goto("/veranstaltungen/?q=Zusammenhalt")
    page.get_by_role("link", name=re.compile("Wie geht Zusammenhalt")).first.click()
    page.get_by_role("link", name="Das ganze Programm").click()
    programme = page.url
    assert "Was hält Dörfer zusammen?" in page.locator("main").inner_text()
    assert "11:45–13:00" in page.locator("main").inner_text()
    assert violations(page) == []
    public_id = programme.rstrip("/").split("/")[-2]

    sign_in(page, "office@example.org")
    page.goto(f"/office/programme/{public_id}/")
    card = page.locator(".programme-card", has_text="Was hält Dörfer zusammen?")
    card.wait_for()
    item = str(card.get_attribute("id")).removeprefix("i-")
    assert _wrong(page) == []

    # By keyboard: open the buttons, five minutes later, twice; the focus stays on the button.
    _press(page, f"#s-{item}")
    _press(page, f"#b-{item}-later")
    page.get_by_role("status").get_by_text("ist jetzt 11:50–13:05").wait_for()
    assert page.evaluate("document.activeElement.id") == f"b-{item}-later"
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("ist jetzt 11:55–13:10").wait_for()
    # Lunch is in another room, so nothing is in the way; the next column is.
    page.select_option(f"#b-{item}-room", label="Foyer")
    _press(page, f"#b-{item}-place")
    page.locator(".programme-conflicts", has_text="Foyer ist doppelt belegt").wait_for()
    assert _wrong(page) == []
    _press(page, f"#b-{item}-left")
    page.locator(".programme-conflicts").wait_for(state="detached")

    # By mouse: up by ten minutes.
    _press(page, f"#s-{item}")
    box = card.bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] - 25
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y - 10, steps=3)
    page.mouse.move(x, y - 20, steps=3)
    page.mouse.up()
    page.get_by_role("status").get_by_text("ist jetzt 11:45–13:00").wait_for()
    # And taller by a quarter of an hour at the lower edge.
    box = card.bounding_box()
    assert box is not None
    y = box["y"] + box["height"] - 3
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + 30, steps=4)
    page.mouse.up()
    page.get_by_role("status").get_by_text("ist jetzt 11:45–13:15").wait_for()

    # The public still sees the version before; then the office looks at whom it concerns, and releases.
    page.goto(programme)
    assert "11:45–13:00" in page.locator("main").inner_text()
    page.goto(f"/office/programme/{public_id}/release/")
    assert "Jetzt 11:45–13:15 statt 11:45–13:00." in page.locator("main").inner_text()
    page.locator("[name=tell_everybody]").focus()
    page.keyboard.press("Space")
    _press(page, "button[value=preview]")
    page.locator("#preview", has_text="Personen bekommen eine E-Mail").wait_for()
    assert "Änderungen im Programm" in page.locator(".programme-mail").inner_text()
    assert _wrong(page) == []
    _press(page, "button[value=release]")
    page.wait_for_url("**/versions/")
    assert "Fassung 2 ist öffentlich" in page.locator("body").inner_text()

    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(programme)
    assert "11:45–13:15" in page.locator("main").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert violations(page) == []
