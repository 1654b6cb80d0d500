"""Two helpers at two doors while the network is gone: nothing is lost, and one ticket counts once. And a ticket before
the camera of a telephone that cannot read codes by itself."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import PIL.Image
import pytest
from playwright.sync_api import expect

from anpacken.events import tickets
from anpacken.events.models import Event, Registration
from tests.browser import new_visitor
from tests.journeys.test_newcomer import sign_in
from tools import system

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.journeys.conftest import Site

pytestmark = pytest.mark.journey


def at_the_door(page: Page, address: str = "") -> str:
    """Opens the check-in of the first event with registrations, and waits until the device can go on alone."""
    sign_in(page, "office@example.org")
    if not address:
        address = next(doors(page))
    page.goto(address)
    expect(page.locator("[data-standing]")).to_contain_text("auf diesem Gerät")
    page.wait_for_function(
        "async () => navigator.serviceWorker.controller && (await (await caches.open('door')).keys()).length > 2"
    )
    return address


def doors(page: Page) -> Iterator[str]:
    """The check-ins of the events to which somebody comes, one after the other."""
    page.goto("/veranstaltungen/")
    links = page.locator("main a[href*='/veranstaltungen/']").evaluate_all(
        "all => all.map(one => one.getAttribute('href'))"
    )
    found = dict.fromkeys(known[1] for link in links if (known := re.search(r"/veranstaltungen/(\w{12})/", link)))
    yield from (f"/office/door/{event}/" for event in found if people(page, f"/office/door/{event}/"))


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


def before_the_camera(browser: Browser, film: Path, *codes: tuple[str, str]) -> None:
    """Films our tickets as a phone sees them: held somewhat askew, two seconds each, over and over."""
    width, height = 640, 480
    with new_visitor(browser, width=width) as page, film.open("wb") as video:
        page.set_viewport_size({"width": width, "height": height})
        video.write(f"YUV4MPEG2 W{width} H{height} F2:1 Ip A1:1 C420jpeg\n".encode())
        for event, number in codes:
            ticket = tickets.picture(Registration(public_id=number, event=Event(public_id=event)))
            page.set_content(
                "<body style='background: #777'>"
                f"<div style='width: 260px; margin: 90px auto; rotate: 8deg'>{ticket}</div>"
            )
            planes = PIL.Image.open(io.BytesIO(page.screenshot())).convert("YCbCr").split()
            small = [plane.resize((width // 2, height // 2)) for plane in planes[1:]]
            frame = b"".join(plane.tobytes() for plane in (planes[0], *small))
            video.write((b"FRAME\n" + frame) * 4)


def test_a_ticket_before_the_camera_opens_the_door_and_a_forged_one_does_not(
    browser: Browser, site: Site, tmp_path: Path
) -> None:
    film = tmp_path / "tickets.y4m"
    with new_visitor(browser, base_url=site.base) as page:
        sign_in(page, "office@example.org")
        *_others, address = doors(page)  # not the one of the other journey
        guest = people(page, address)[0]
        event = address.split("/")[-2]
        before_the_camera(browser, film, (event, "2" * 12), (event, guest["id"]))
        state = page.context.storage_state()
    camera = browser.browser_type.launch(
        executable_path=system.chromium(),
        args=[
            "--no-sandbox",
            "--disable-gpu",
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={film}",
        ],
    )
    with new_visitor(camera, base_url=site.base, width=390, storage_state=state) as page:
        page.add_init_script("delete globalThis.BarcodeDetector")
        page.goto(address)
        expect(page.locator("[data-standing]")).to_contain_text("auf diesem Gerät")
        assert page.evaluate("'BarcodeDetector' in globalThis || 'jsQR' in globalThis") is False
        page.get_by_role("button", name="Mit der Kamera scannen").click()
        said = page.locator("[data-said]")
        expect(said).to_contain_text("Dieser Code ist hier nicht bekannt.")
        expect(said).to_contain_text(f"Willkommen, {guest['name']}!")
        assert page.evaluate("'jsQR' in globalThis") is True
        page.get_by_role("button", name="Mit der Kamera scannen").click()
        expect(page.locator("video[data-camera]")).to_be_hidden()
        expect(page.locator("[data-count]")).to_have_text(str(guest["heads"]))
    camera.close()
