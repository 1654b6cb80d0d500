"""A stand, from the application to the floor plan: by keyboard, in a browser."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.journeys.test_newcomer import sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.journey
NAME = "Verein Tastatur"


def press(page: Page, name: str) -> None:
    """A button, as somebody without a mouse presses it."""
    button = page.get_by_role("button", name=name, exact=True)
    button.focus()
    page.keyboard.press("Enter")


def test_an_application_becomes_a_numbered_stand_on_the_plan(page: Page) -> None:
    page.goto("/veranstaltungen/?q=Landesweite Konferenz")
    page.get_by_role("link", name="Landesweite Konferenz").first.click()
    page.get_by_role("link", name="Mehr zu den Ständen").click()
    page.get_by_role("link", name="Um einen Stand bewerben").click()
    form = page.url
    page.get_by_label("Organisation oder Gruppe").fill(NAME)
    page.get_by_label("Name des Projekts").fill("Alles ohne Maus")
    page.get_by_label("Was zeigen Sie?").fill("Wie man ohne Maus vorankommt.")
    page.get_by_label("Ansprechperson").fill("Ada Muster")
    page.get_by_label("E-Mail-Adresse").fill("tastatur@example.org")
    page.get_by_label("Wir brauchen Strom").press("Space")
    press(page, "Bewerbung absenden")
    page.wait_for_url("**/beworben/")

    sign_in(page, "office@example.org")
    page.goto("/office/stand_applications/?q=Tastatur")
    page.locator("main table a", has_text=NAME).first.click()
    page.get_by_label("bekommt einen Stand").press("Space")
    press(page, "Entscheidung speichern")
    page.get_by_text("Entschieden.").wait_for()
    event = re.search(r"/veranstaltungen/(\w+)/", form)
    assert event is not None

    # Stand 5 is given by the list, and moved on the plan with the arrow keys.
    plan = f"/office/market/{event[1]}/plan/"
    page.goto(plan)
    row = page.locator("#stand-5")
    row.locator("select[name=application]").select_option(label=f"{NAME}: Alles ohne Maus (braucht Strom)")
    row.get_by_role("button", name="Speichern").press("Enter")
    page.get_by_text("Stand 5 ist gespeichert.").wait_for()
    stand = page.locator("button.market-stand[data-number='5']")
    assert NAME in (stand.get_attribute("aria-label") or "")
    before = float(stand.get_attribute("data-x") or 0)
    stand.focus()
    with page.expect_response(lambda answer: answer.request.method == "POST") as saved:
        page.keyboard.press("Shift+ArrowRight")
        page.keyboard.press("ArrowRight")
    assert saved.value.ok
    page.locator(".market-said", has_text="Stand 5:").wait_for()
    page.reload()
    assert float(stand.get_attribute("data-x") or 0) == pytest.approx(before + 0.055, abs=0.0002)
    assert page.locator("#stand-5 input[name=x]").input_value() == f"{(before + 0.055) * 100:.2f}"

    # By mouse it goes as well, and not beyond the edge.
    box = page.locator("button.market-stand[data-number='6']").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 8, box["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 90, steps=4)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.mouse.up()

    page.goto(f"/office/market/{event[1]}/decisions/")
    assert "tastatur@example.org" in page.locator("main").inner_text()
    page.get_by_role("button", name=re.compile("E-Mails? absenden")).press("Enter")
    page.get_by_text("unterwegs").wait_for()
    press(page, "Liste veröffentlichen")
    page.get_by_text("Die Liste der Ausstellenden ist öffentlich.").first.wait_for()
    with page.expect_download() as paper:
        page.get_by_role("link", name="Schilder, A5 (PDF)").press("Enter")
    assert paper.value.path().read_bytes().startswith(b"%PDF")

    page.goto(f"/veranstaltungen/{event[1]}/markt/?q=Maus")
    shown = page.locator("#stand-5")
    assert NAME in shown.inner_text()
    page.locator("a.market-spot[href='#stand-5']").press("Enter")
    assert page.url.endswith("#stand-5")
