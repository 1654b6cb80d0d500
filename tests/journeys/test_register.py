"""The register in the office, in a browser: a person with all that goes with it, found again and taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.journeys.test_newcomer import sent, sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.journey


def save(page: Page) -> None:
    page.locator("main form footer button[type=submit]").first.click()
    page.wait_for_url("**/inspect/**")


def test_a_person_is_entered_found_and_exported(page: Page) -> None:
    sign_in(page, "office@example.org")
    page.goto("/office/own_fields/new/")
    page.select_option("[name=owner]", "person")
    page.fill("[name=label_de]", "Konferenzgruppe")
    page.fill("[name=label_en]", "Conference group")
    page.select_option("[name=kind]", "choice")
    page.fill("[name=answers]", "Rot\nBlau")
    page.fill("[name=position]", "1")
    save(page)

    page.goto("/office/person/new/")
    page.fill("[name=first_name]", "Züleyha")
    page.fill("[name=last_name]", "Öztürk-Probe")
    page.fill("[name=email]", "zueleyha@example.org")
    page.fill("[name=tags]", "Dolmetschen, Ehrenamt")
    page.fill("[name=languages]", "Türkisch, Deutsch")
    page.get_by_label("Konferenzgruppe").select_option("Blau")
    save(page)
    record = page.url

    page.goto("/office/organisation/new/")
    page.fill("[name=name]", "Haus der Proben")
    save(page)
    page.goto(record)
    page.get_by_role("link", name="Neue Zugehörigkeit").click()
    # By keyboard: a part of the name is typed, and what is suggested is taken over.
    page.locator("[name=other]").press_sequentially("haus der pro")
    suggested = page.locator("datalist option[value*='Haus der Proben']").first
    suggested.wait_for(state="attached")
    page.fill("[name=other]", suggested.get_attribute("value") or "")
    page.select_option("[name=kind]", "volunteers")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Speichern").press("Enter")
    page.wait_for_url(record)
    assert "Haus der Proben" in page.locator("main").inner_text()

    page.locator("[name=text]").fill("Ruft gern abends an.")
    sent(page, page.get_by_role("button", name="Notiz festhalten"))
    assert page.url == record
    expect(page.locator(".timeline")).to_contain_text("Ruft gern abends an.", use_inner_text=True)

    page.goto("/office/person/?q=oztur haus")
    assert "Öztürk-Probe" in page.locator("main table").inner_text()
    field = page.locator("select[name^=custom_]").first.get_attribute("name")
    page.goto(f"/office/person/?{field}=Rot")
    assert "Öztürk-Probe" not in page.locator("main").inner_text()
    page.goto(f"/office/person/export/?{field}=Blau")
    page.fill("[name=purpose]", "Namensschilder für die Konferenz")
    page.select_option("[name=format]", "csv")
    with page.expect_download() as download:
        page.get_by_role("button", name="Exportieren").click()
    lines = download.value.path().read_text("utf-8").splitlines()
    assert len(lines) == 2
    assert "Öztürk-Probe" in lines[1]
    assert "Blau" in lines[1]
    page.goto("/office/audit-log/")
    assert "Namensschilder für die Konferenz" in page.locator("main").inner_text()
