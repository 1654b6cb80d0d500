"""Two helpers at two doors while the network is gone: nothing is lost, and one ticket counts once."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser import new_visitor
from tests.journeys.test_newcomer import sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.journeys.conftest import Site

pytestmark = pytest.mark.journey


def at_the_door(page: Page, address: str = "") -> str:
    """Opens the check-in of the first event with registrations, and waits until the device can go on alone."""
    sign_in(page, "office@example.org")
    if not address:
        page.goto("/veranstaltungen/")
        links = page.locator("main a[href*='/veranstaltungen/']").evaluate_all(
            "all => all.map(one => one.getAttribute('href'))"
        )
        found = dict.fromkeys(known[1] for link in links if (known := re.search(r"/veranstaltungen/(\w{12})/", link)))
        address = next(f"/office/door/{event}/" for event in found if people(page, f"/office/door/{event}/"))
    page.goto(address)
    expect(page.locator("[data-standing]")).to_contain_text("auf diesem Gerät")
    page.wait_for_function(
        "async () => navigator.serviceWorker.controller && (await (await caches.open('door')).keys()).length > 2"
    )
    return address


def people(page: Page, address: str) -> list[dict[str, Any]]:
    """Who can be let in."""
    known = json.loads(page.request.get(f"{address}list/").text())["people"]
    return [one for one in known if not one["refused"]]


def let_in(page: Page, name: str) -> None:
    page.get_by_label("Name, Organisation oder Nummer des Tickets").fill(name)
    page.get_by_role("button", name="Einlassen").first.click()


def test_two_doors_without_a_network(browser: Browser, site: Site) -> None:
    with (
        new_visitor(browser, base_url=site.base, width=390) as first,
        new_visitor(browser, base_url=site.base) as second,
    ):
        address = at_the_door(first)
        at_the_door(second, address)
        guest = people(first, address)[0]
        said, standing = "[data-said]", "[data-standing]"
        for page in (first, second):
            page.context.set_offline(True)
            let_in(page, guest["name"])
            expect(page.locator(said)).to_contain_text(f"Willkommen, {guest['name']}!")
            expect(page.locator(standing)).to_contain_text("Noch zu senden: 1.")
        # The page opens again without a network, with its list and what is still to be sent.
        first.reload()
        expect(first.locator(standing)).to_contain_text("Noch zu senden: 1.")
        let_in(first, guest["name"])
        expect(first.locator(said)).to_contain_text("ist schon da")
        first.get_by_label("Menschen").last.fill("2")
        first.get_by_role("button", name="Zählen").click()
        expect(first.locator(standing)).to_contain_text("Noch zu senden: 3.")

        first.context.set_offline(False)
        expect(first.locator(standing)).not_to_contain_text("Noch zu senden")
        second.context.set_offline(False)
        expect(second.locator(said)).to_contain_text(f"{guest['name']} ist schon eingelassen")
        expect(second.locator("[data-count]")).to_have_text(str(guest["heads"] + 2))

        second.get_by_role("button", name="Auf diesem Gerät beenden").click()
        expect(second.locator(standing)).to_contain_text("gelöscht")
        assert second.evaluate("Object.keys(localStorage).filter(key => key.startsWith('door-list'))") == []
        second.goto(f"{address}?doubles=1")
        assert guest["name"] in second.locator("section[aria-labelledby=doubles]").inner_text()

        # Pressed by mistake: with a network it is undone.
        first.get_by_label("Name, Organisation oder Nummer des Tickets").fill(guest["name"])
        first.get_by_role("button", name="Einlass rückgängig machen").click()
        expect(first.locator("main")).to_contain_text(f"Rückgängig gemacht: {guest['name']}")
        expect(first.locator("[data-count]")).to_have_text("2")
