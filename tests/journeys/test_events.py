"""Coming to an event: on a phone with company, for the last seat in two tabs, changing the forum by the link. And what
remains of an event, up to its follow-up."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser import new_visitor, violations
from tests.journeys.conftest import Site
from tests.journeys.test_newcomer import follow, is_headed, open_mail, reads, sent, sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def made(site: Site) -> dict[str, str]:
    """The public ids of the events that these journeys are about."""
    said = site.command("shell", "-c", "from tests.journeys.more_registrations import make; make()")
    ids: dict[str, str] = json.loads(said.strip().splitlines()[-1])
    return ids


def test_register_on_a_phone_with_company(browser: Browser, site: Site) -> None:
    with new_visitor(browser, width=360, base_url=site.base, has_touch=True, is_mobile=True) as page:
        page.goto("/veranstaltungen/?q=Integrationsdialog")
        page.get_by_role("link", name="Integrationsdialog Wohnen").first.tap()
        page.locator("main a[href$='/anmelden/']").first.tap()
        is_headed(page, "Anmelden")
        # Nothing has to be pushed sideways, and what has to be filled in is little.
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        assert page.locator("main form [required], main form [aria-required=true]").count() <= 3
        page.fill("[name=name]", "Pia Phone")
        page.fill("[name=email]", "pia.phone@example.org")
        page.select_option("[name=companions]", "2")
        page.get_by_label("Vegetarisch").check()
        page.locator("fieldset", has_text="Brauchen Sie Kinderbetreuung?").get_by_label("Nein").check()
        page.locator("main form [type=submit]").tap()
        page.wait_for_url("**/angemeldet/**")
        is_headed(page, "Vielen Dank, bis bald")
        open_mail(page, "pia.phone@example.org", "Integrationsdialog Wohnen")
        assert page.get_by_role("link", name="termin.ics").count() == 1
        ticket = page.locator("main a", has_text="pdf").first.get_attribute("href") or ""
        assert page.request.get(ticket).body()[:5] == b"%PDF-"
        follow(page, "/anmeldung/")
        reads(page, "Pia Phone")
        assert page.locator("[name=companions]").input_value() == "2"


def test_the_last_seat_in_two_tabs(page: Page, made: dict[str, str]) -> None:
    form = f"/veranstaltungen/{made['last']}/anmelden/"
    page.goto(form)
    other = page.context.new_page()
    other.goto(form)
    for tab, name in ((page, "Erste"), (other, "Zweite")):
        is_headed(tab, "Anmelden")
        tab.fill("[name=name]", f"{name} Probe")
        tab.fill("[name=email]", f"{name.lower()}-letzte@example.org")
    for tab in (page, other):
        tab.locator("main form [type=submit]").click()
        tab.wait_for_url("**/angemeldet/**")
    is_headed(page, "Vielen Dank, bis bald")
    is_headed(other, "Vielen Dank, Sie sind vorgemerkt")
    reads(other, "Zurzeit sind alle Plätze vergeben")
    # Who has the seat goes back, finds what they wrote, and sends it again: the seat is theirs as before.
    page.go_back()
    is_headed(page, "Auf die Warteliste")
    expect(page.locator("[name=email]")).to_have_value("erste-letzte@example.org")
    page.locator("main form [type=submit]").click()
    is_headed(page, "Vielen Dank, bis bald")
    reads(page, "Sie waren schon angemeldet? Dann hat sich nichts geändert")
    open_mail(page, "erste-letzte@example.org", "Letzter Platz")
    assert "Sie sind angemeldet" in _by_link(page)
    # Whoever comes now reads it before filling in anything.
    other.goto(form)
    is_headed(other, "Auf die Warteliste")
    open_mail(other, "zweite-letzte@example.org", "Warteliste")
    assert "auf der Warteliste, Stelle 1" in _by_link(other)


def _by_link(page: Page) -> str:
    follow(page, "/anmeldung/")
    return page.locator("main").inner_text()


def test_change_a_forum_by_the_mailed_link(page: Page, browser: Browser, site: Site, made: dict[str, str]) -> None:
    def opened(visitor: Page, guest: str) -> None:
        open_mail(visitor, guest, "Tag der Foren")
        follow(visitor, "/anmeldung/")
        visitor.locator("main a[href*='/foren/']").first.click()
        visitor.wait_for_url("**/foren/**")

    def choose(visitor: Page, forum: str) -> None:
        select = visitor.locator("main form select").first
        select.select_option(select.locator("option", has_text=forum).get_attribute("value"))
        sent(visitor, visitor.locator("main form [value=save]"))
        reads(visitor, "Gespeichert")

    opened(page, "forum-1@example.org")
    choose(page, "Sprache")
    with new_visitor(browser, base_url=site.base) as other:
        opened(other, "forum-2@example.org")
        choose(other, "Arbeit")
        # Full: they keep their place and wait for the other.
        choose(other, "Sprache")
        reads(other, "Sprache, Runde 1: Platz 1")
        page.reload()
        choose(page, "kein Forum")
        other.reload()
        expect(other.locator("main form select").first.locator("option:checked")).to_contain_text("Sprache")
        assert violations(other) == []


def test_from_documentation_to_follow_up(page: Page, browser: Browser, site: Site, made: dict[str, str]) -> None:
    sign_in(page, "office@example.org")
    page.goto(f"/office/documentation/{made['held']}/")
    page.fill("[name=introduction_de]", "Drei Stunden, sechs Tische.")
    page.fill("[name=findings_de]", "Es fehlen Räume.")
    page.locator("textarea[name^=findings_][name$=_de]").last.fill("Wohnungen brauchen Vermittlung.")
    sent(page, page.get_by_role("button", name="Speichern"))
    sent(page, page.get_by_role("button", name="Veröffentlichen"))
    page.goto(f"/office/documentation/{made['after']}/became/")
    page.locator("textarea[name$=_de]").last.fill("Eine Vermittlung hat begonnen.")
    sent(page, page.get_by_role("button", name="Speichern"))

    with new_visitor(browser, base_url=site.base) as visitor:
        visitor.goto(f"/veranstaltungen/{made['held']}/")
        visitor.locator("main a[href$='/dokumentation/']").first.click()
        visitor.wait_for_url("**/dokumentation/")
        for words in ("Drei Stunden, sechs Tische.", "Es fehlen Räume.", "Wohnungen brauchen Vermittlung."):
            reads(visitor, words)
        visitor.goto(f"/veranstaltungen/{made['held']}/")
        visitor.locator("main").get_by_role("link", name="Folgetreffen Nachbarschaft").first.click()
        visitor.wait_for_url(f"**/{made['after']}/")
        reads(visitor, "Wohnungen brauchen Vermittlung.")
        reads(visitor, "Eine Vermittlung hat begonnen.")
