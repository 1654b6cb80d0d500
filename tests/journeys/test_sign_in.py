"""The door in a real browser: an invitation, a second factor, a passkey, and places that are signed out."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import expect

from tests.browser import new_visitor, violations
from tests.journeys.conftest import PASSWORD, Site
from tests.journeys.test_newcomer import open_mail, sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.journey
NEW_PASSWORD = "Drei-Birnen-im-Korb-4"


@pytest.fixture
def visitor(browser: Browser, site: Site) -> Iterator[Page]:
    """A browser of its own, at the name `localhost`: browsers keep passkeys for names only."""
    wrong: list[str] = []
    with new_visitor(browser, base_url=site.base.replace("127.0.0.1", "localhost")) as page:
        page.on("response", lambda reply: wrong.append(f"{reply.status} {reply.url}") if reply.status >= 500 else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if "Content Security Policy" in said.text else None)
        yield page
    assert wrong == []


def invite(page: Page, email: str, role: str) -> None:
    page.goto("/office/log_ins/")
    page.get_by_role("link", name="Jemanden einladen").first.click()
    page.fill("[name=email]", email)
    page.check(f"[name=role][value={role}]")
    page.get_by_role("button", name="Einladung senden").click()
    page.wait_for_url("**/office/invitations/inspect/**")


def open_invitation(visitor: Page, email: str) -> None:
    """Follows the link out of the mail to this address, staying at the name that the browser is at."""
    open_mail(visitor, email, "Einladung")
    link = visitor.locator(".mail-plain a[href*='/anmeldung/einladung/']").first.get_attribute("href") or ""
    visitor.goto(urlsplit(link).path)


def code(secret: str) -> str:
    """What an app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def sign_out(visitor: Page) -> None:
    visitor.goto("/anmeldung/zugang/")
    visitor.get_by_role("button", name="Abmelden", exact=True).click()
    visitor.wait_for_url("**/anmeldung/")


def test_from_the_invitation_to_a_second_factor_and_back_in(page: Page, visitor: Page) -> None:
    sign_in(page, "office@example.org")
    invite(page, "neu.hier@example.org", "editor")
    open_invitation(visitor, "neu.hier@example.org")
    assert violations(visitor) == []
    address = visitor.url
    visitor.fill("[name=first_name]", "Nele")
    visitor.fill("[name=last_name]", "Neu")
    visitor.fill("[name=password]", NEW_PASSWORD)
    visitor.get_by_role("button", name="Einladung annehmen").click()
    visitor.wait_for_url("**/office/")
    visitor.goto(address)
    assert "schon benutzt" in visitor.locator("main").inner_text()

    visitor.goto("/anmeldung/zugang/")
    assert violations(visitor) == []
    visitor.get_by_role("link", name="App einrichten").click()
    visitor.locator(".door-secret").wait_for()
    assert violations(visitor) == []
    secret = visitor.locator(".door-secret").inner_text().replace(" ", "")
    visitor.fill("[name=code]", "000000")
    visitor.keyboard.press("Enter")
    visitor.get_by_text("Dieser Code stimmt nicht").first.wait_for()
    visitor.fill("[name=code]", code(secret))
    visitor.keyboard.press("Enter")
    visitor.wait_for_url("**/zugang/codes/")
    recovery = visitor.locator(".door-codes li").first.inner_text()
    sign_out(visitor)

    assert violations(visitor) == []
    visitor.fill("[name=login]", "neu.hier@example.org")
    visitor.fill("[name=password]", NEW_PASSWORD)
    visitor.keyboard.press("Enter")
    visitor.wait_for_url("**/zweiter-faktor/")
    assert violations(visitor) == []
    visitor.goto("/office/")
    visitor.wait_for_url("**/anmeldung/**")  # the password alone opens nothing
    visitor.goto("/anmeldung/zweiter-faktor/")
    visitor.fill("[name=code]", code(secret))
    visitor.keyboard.press("Enter")
    visitor.wait_for_url("**/office/")

    sign_out(visitor)
    visitor.fill("[name=login]", "neu.hier@example.org")
    visitor.fill("[name=password]", NEW_PASSWORD)
    visitor.keyboard.press("Enter")
    visitor.wait_for_url("**/zweiter-faktor/")
    visitor.fill("[name=code]", recovery)
    visitor.keyboard.press("Enter")
    visitor.wait_for_url("**/office/")


def test_a_passkey_alone_opens_the_door(visitor: Page) -> None:
    devtools = visitor.context.new_cdp_session(visitor)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    visitor.goto("/anmeldung/")
    visitor.fill("[name=login]", "editor@example.org")
    visitor.fill("[name=password]", PASSWORD)
    visitor.keyboard.press("Enter")
    visitor.wait_for_url("**/office/")
    visitor.goto("/anmeldung/zugang/")
    visitor.get_by_role("link", name="Passkey einrichten").click()
    visitor.locator("[name=name]").wait_for()
    assert violations(visitor) == []
    visitor.fill("[name=name]", "Telefon")
    visitor.get_by_role("button", name="Einrichten").click()
    visitor.wait_for_url("**/zugang/codes/")
    sign_out(visitor)

    visitor.get_by_role("button", name="Mit Passkey anmelden").click()
    visitor.wait_for_url("**/office/")
    sign_out(visitor)

    # The password asks for it now as well.
    visitor.fill("[name=login]", "editor@example.org")
    visitor.fill("[name=password]", PASSWORD)
    visitor.keyboard.press("Enter")
    visitor.wait_for_url("**/zweiter-faktor/")
    visitor.get_by_role("button", name="Mit Passkey anmelden").click()
    visitor.wait_for_url("**/office/")

    # So that the demo's log-in opens for the journeys after this one as before.
    visitor.goto("/anmeldung/zugang/")
    visitor.get_by_role("link", name="Telefon entfernen").click()
    visitor.get_by_role("button", name="Entfernen").click()
    visitor.wait_for_url("**/zugang/")
    assert "Telefon" not in visitor.locator("#passkeys").locator("xpath=..").inner_text()


def test_who_signs_out_elsewhere_is_out_there(page: Page, visitor: Page) -> None:
    sign_in(visitor, "lueneburg@example.org")
    sign_in(page, "lueneburg@example.org")
    page.goto("/anmeldung/zugang/")
    assert page.locator("#sessions").locator("xpath=..").get_by_role("listitem").count() == 2
    page.get_by_role("button", name="Dort abmelden").click()
    expect(page.locator("#sessions").locator("xpath=..").get_by_role("listitem")).to_have_count(1)
    visitor.goto("/office/")
    visitor.wait_for_url("**/anmeldung/**")
    page.goto("/office/")
    assert page.url.endswith("/office/")
