"""Become a supporter as somebody would: with a statement, for an institution, and with an address that is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.journeys.conftest import Site
from tests.journeys.test_newcomer import follow, is_headed, open_mail, reads, sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.journey
REFUSED = "422 (Unprocessable Entity)"
"""What a browser says in its console when a form comes back with something to mend: here that is wanted."""
SAID = "Weil Ankommen überall gelingt, wo Menschen einander kennen."


@pytest.fixture
def careless(browser: Browser, site: Site) -> Iterator[Page]:
    """A new visitor who makes mistakes, and meets no other error than being asked to mend them."""
    context = browser.new_context(base_url=site.base, locale="de-DE", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(60_000)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    yield page
    context.close()
    assert [words for words in wrong if REFUSED not in words] == []


def fill_in(page: Page, path: str, **values: str) -> None:
    page.goto(path)
    for name, value in values.items():
        page.fill(f"[name={name}]", value)
    page.check("[name=register]")


def send(page: Page) -> None:
    page.locator("main form [type=submit]").click()


def confirm(page: Page, address: str) -> None:
    open_mail(page, address, "bestätigen")
    follow(page, "/mitmachen/bestaetigen/")


def release(browser: Browser, site: Site, name: str) -> None:
    """The office looks at what waits, and lets it stand in public."""
    context = browser.new_context(base_url=site.base, locale="de-DE", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    sign_in(page, "office@example.org")
    page.goto("/office/releases/")
    row = page.get_by_role("row").filter(has_text=name)
    assert SAID in row.inner_text()
    row.get_by_role("button", name="Freigeben").click()
    page.get_by_text("Die Freigabe ist vermerkt.").wait_for()
    context.close()


def test_a_person_with_a_statement_is_shown_on_the_public_list_once_the_office_released_it(
    careless: Page, browser: Browser, site: Site
) -> None:
    page = careless
    names = {"first_name": "Stine", "last_name": "Statement", "email": "stine@example.org", "postcode": "21335"}
    fill_in(page, "/mitmachen/person/", **names, statement_text=SAID)
    page.check("[name=listing]")
    page.locator("[name=themes]").first.check()
    assert not page.locator("[name=statement]").is_checked()
    send(page)
    page.get_by_role("alert").wait_for()
    reads(page, "Kreuzen Sie dieses Feld an")
    assert page.locator("[name=statement_text]").input_value() == SAID

    page.check("[name=statement]")
    send(page)
    page.wait_for_url("**/mitmachen/postfach/")
    confirm(page, "stine@example.org")
    reads(page, SAID)
    page.locator("main form [type=submit]").click()
    page.wait_for_url("**/mitmachen/willkommen/**")

    page.goto("/unterstuetzende/?q=Statement")
    text = page.locator("main").inner_text()
    assert "Stine Statement" in text
    assert SAID not in text
    release(browser, site, "Stine Statement")
    page.reload()
    assert SAID in page.locator("main").inner_text()
    theme = page.locator("[name=theme] option").nth(1).get_attribute("value")
    page.select_option("[name=theme]", theme)
    page.locator("main search [type=submit]").click()
    page.wait_for_url("**theme=**")
    assert "Stine Statement" in page.locator("main").inner_text()


def test_a_known_address_sees_the_same_page_and_gets_the_way_to_its_own(page: Page) -> None:
    names = {"first_name": "Bent", "last_name": "Bekannt", "email": "bent@example.org"}
    seen = []
    for _time in range(2):
        fill_in(page, "/mitmachen/person/", **names)
        if seen:
            page.check("[name=newsletter]")
        send(page)
        page.wait_for_url("**/mitmachen/postfach/")
        seen.append(page.content())
        if len(seen) == 1:
            confirm(page, "bent@example.org")
            page.locator("main form [type=submit]").click()
            page.wait_for_url("**/mitmachen/willkommen/**")
    assert seen[0] == seen[1]
    open_mail(page, "bent@example.org", "Sie unterstützen")
    follow(page, "/meine-seite/oeffnen/")
    page.locator("main form [type=submit]").click()
    page.wait_for_url("**/meine-seite/")
    assert "Bent Bekannt" in page.locator("main").inner_text()


def test_an_institution_is_listed_and_can_leave_the_list_again(page: Page) -> None:
    names = {"first_name": "Ina", "last_name": "Institut", "email": "verein@example.org", "postcode": "30169"}
    fill_in(page, "/mitmachen/institution/", **names, organisation_name="Verein Offene Tür Probe")
    page.select_option("[name=organisation_kind]", "association")
    page.check("[name=listing]")
    send(page)
    page.wait_for_url("**/mitmachen/postfach/")
    confirm(page, "verein@example.org")
    page.locator("main form [type=submit]").click()
    page.wait_for_url("**/mitmachen/willkommen/**")
    page.goto("/unterstuetzende/?q=Offene+Tür&kind=institution")
    assert "Verein Offene Tür Probe" in page.locator("main").inner_text()

    open_mail(page, "verein@example.org", "Willkommen")
    follow(page, "/abmelden/")
    page.locator("main form [value=listing]").click()
    page.wait_for_url("**done=listing**")
    page.goto("/unterstuetzende/?q=Offene+Tür&kind=institution")
    assert "Verein Offene Tür Probe" not in page.locator("main").inner_text()


def test_bad_input_is_answered_in_place_and_nothing_is_lost(careless: Page) -> None:
    page = careless
    names = {"first_name": "\u202eada", "last_name": "A" * 80, "email": "ada@", "postcode": "12"}
    fill_in(page, "/mitmachen/person/", **names, statement_text="x" * 280)
    send(page)
    page.get_by_role("alert").wait_for()
    is_headed(page, "Mitmachen als Person")
    assert page.locator("[name=statement_text]").input_value() == "x" * 280
    assert page.locator("[name=register]").is_checked()
    for name in ("first_name", "email", "postcode", "statement"):
        assert page.locator(f"[name={name}]").get_attribute("aria-invalid") == "true"
