"""The office looks at what is due, lets it happen, and changes a period; the public reads the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser import violations
from tests.journeys.conftest import Site
from tests.journeys.test_newcomer import sent, sign_in
from tests.journeys.test_office import WAGTAILS_OWN

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.journey

# Two requests that nobody has confirmed for three weeks; the nightly walker of this demo has been here already.
OVERDUE = """
from datetime import timedelta
from anpacken.core import clock
from anpacken.people.models import SignUp
for name in ("Quirin", "Quinta"):
    address = f"{name.lower()}@example.org"
    SignUp.objects.create(first_name=name, last_name="Quast", email=address, email_key=address, language="de",
                          asked_at=clock.now() - timedelta(days=21))
"""


def main_text(page: Page) -> str:
    return page.locator("main").inner_text()


def faults(page: Page) -> list[str]:
    return [found for found in violations(page) if not any(own in str(found) for own in WAGTAILS_OWN)]


def test_preview_then_delete_then_another_period(page: Page, site: Site) -> None:
    site.command("shell", "-c", OVERDUE)
    sign_in(page, "office@example.org")
    page.goto("/office/privacy/")
    row = page.get_by_role("row").filter(has_text="Anmeldungen, die niemand bestätigt hat")
    assert "14 Tage" in row.inner_text()
    assert faults(page) == []

    row.get_by_role("link").click()
    page.wait_for_url("**/people.unconfirmed_sign_ups/")
    assert "2 Datensätze" in main_text(page)
    assert "Quast" not in main_text(page)
    assert "example.org" not in main_text(page)
    assert faults(page) == []
    sent(page, page.get_by_role("button", name="Jetzt ausführen für 2 Datensätze"))
    assert "Erledigt: 2 Datensätze." in page.locator("body").inner_text()
    assert "Nichts ist fällig." in main_text(page)
    page.goto("/office/signup/?q=Quast")
    assert "Quast" not in main_text(page).replace("q=Quast", "")

    page.goto("/office/privacy/mail.contents/")
    page.fill("[name=days]", "61")
    sent(page, page.get_by_role("button", name="Frist ändern"))
    assert "Die Frist ist geändert." in page.locator("body").inner_text()

    page.goto("/office/privacy/record/")
    assert "61 Tage, gerechnet ab dem Tag des Versands" in main_text(page)
    page.goto("/datenschutz/daten/")
    assert "61 Tage, gerechnet ab dem Tag des Versands" in main_text(page)
    page.goto("/office/privacy/mail.contents/")
    page.fill("[name=days]", "365")
    sent(page, page.get_by_role("button", name="Frist ändern"))


def test_the_privacy_page_leads_to_what_is_held(page: Page, site: Site) -> None:
    page.goto("/datenschutz/")
    page.get_by_role("link", name="Welche Daten wir haben").click()
    page.wait_for_url("**/datenschutz/daten/")
    assert page.get_by_role("heading", level=1).inner_text() == "Welche Daten wir haben"
    assert violations(page) == []
    page.goto("/en/datenschutz/daten/")
    assert page.get_by_role("heading", level=1).inner_text() == "Which data we hold"
