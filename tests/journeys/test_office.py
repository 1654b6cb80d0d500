"""The office and an event, from its first draft to the mail that says it is off; and axe-core on the office's pages."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from tests.browser import settled, violations
from tests.journeys.conftest import Site
from tests.journeys.test_newcomer import open_mail, reads, register, sent, sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.journey

TITLE = "Werkstattabend Nachbarschaft"
# What axe-core finds in Wagtail's own frame, which is not ours to mend; the rest of its rules count everywhere.
WAGTAILS_OWN = {"landmark-unique"}  # two nameless landmarks: its header's search and the one in its side bar
PAGES = {
    "home": "/office/",
    "event": "/office/events/",
    "registration": "/office/registrations/",
    "person": "/office/person/",
    "year": "/office/alliance_years/",
    "mail": "/office/outbox/",
    "project": "/office/projects/",
    "log-in": "/office/log_ins/",
    "figures": "/office/figures/",
    "jobs": "/office/jobs/",
    "audit log": "/office/audit-log/",
}
WITH_RECORD = {"event", "registration", "person", "year", "mail", "project", "log-in"}


def show_tab(page: Page, name: str) -> None:
    page.get_by_role("tab", name=name, exact=True).click()


def write_event(page: Page, day: date) -> None:
    """A draft with texts in German and English, a day, a place and two seats."""
    page.goto("/office/events/new/")
    settled(page)
    page.fill("[name=title_de]", TITLE)
    page.fill("[name=title_en]", "Workshop evening neighbourhood")
    page.select_option("[name=format]", "culture_workshop")
    page.fill("[name=summary_de]", "Ein Abend zum Kennenlernen.")
    page.fill("[name=summary_en]", "An evening to get to know each other.")
    show_tab(page, "Wann und wo")
    page.fill("[name=starts_on]", day.isoformat())
    page.select_option("[name=region]", label="Lüneburg")
    page.select_option("[name=municipality]", label="Lüneburg")
    page.fill("[name=venue]", "Altes Rathaus")
    page.keyboard.press("Escape")
    show_tab(page, "Anmeldung")
    page.check("[name=takes_registrations]")
    page.fill("[name=capacity]", "2")
    page.locator("main form footer button[type=submit]").first.click()
    page.wait_for_url("**/office/events/inspect/**")


def test_an_event_from_draft_to_cancelled(page: Page, browser: Browser, site: Site) -> None:
    sign_in(page, "office@example.org")
    write_event(page, date.today() + timedelta(days=60))

    record = page.url
    sent(page, page.get_by_role("button", name="Ankündigen"))
    reads(page, "angekündigt")

    visitors = browser.new_context(base_url=site.base, locale="de-DE", reduced_motion="reduce")
    visitors.set_default_timeout(60_000)
    visitor = visitors.new_page()
    register(visitor, TITLE, "Vera Besuch", "vera.besuch@example.org")
    visitor.goto("/en/veranstaltungen/?q=Workshop+evening+neighbourhood")
    assert visitor.get_by_role("link", name="Workshop evening neighbourhood").count()

    page.goto(record)
    page.get_by_role("link", name="Anmeldungen zeigen").click()
    page.wait_for_url("**/office/registrations/**")
    assert "Vera Besuch" in page.locator("main").inner_text()
    page.goto(page.url.replace("/registrations/", "/registrations/export/"))
    page.fill("[name=purpose]", "Namensschilder für den Abend")
    page.select_option("[name=format]", "csv")
    with page.expect_download() as download:
        page.get_by_role("button", name="Exportieren").click()
    assert "vera.besuch@example.org" in download.value.path().read_text("utf-8")

    page.goto(record)
    page.check("[name=sure]")
    sent(page, page.get_by_role("button", name="Veranstaltung absagen"))
    reads(page, "abgesagt")
    open_mail(visitor, "vera.besuch@example.org", "[Aa]bgesagt")
    visitors.close()

    page.goto(f"/office/events/?q={TITLE}")
    page.locator("main table").get_by_role("link", name=TITLE, exact=True).click()
    page.wait_for_url(record)
    page.goto("/office/audit-log/")
    assert "Liste exportiert" in page.locator("main").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_office(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce")
    sign_in(page, "office@example.org")
    found: dict[str, list[str]] = {}
    for name, path in PAGES.items():
        page.goto(path)
        if name in WITH_RECORD:
            page.locator("main table a[href*='/inspect/']").first.click()
            page.wait_for_url(re.compile("/inspect/"))
        left = [each for each in violations(page) if each.split(" ")[0] not in WAGTAILS_OWN]
        if left:
            found[name] = left
    assert found == {}
