"""The list and the button in somebody else's site: another origin, a strict policy, and no cookie."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser import new_visitor, violations
from tests.journeys.conftest import Site
from tests.journeys.test_newcomer import is_headed

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.journey


@pytest.fixture
def elsewhere(site: Site) -> Iterator[str]:
    """The address of a site of its own, with a list and a button of ours in it."""
    policy = f"default-src 'none'; script-src {site.base}; connect-src {site.base}"
    page = f"""<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Verein für alle</title>
<script src="{site.base}/einbetten/v1.js" async></script></head><body><main><h1>Unser Verein</h1>
<anpacken-events limit="3"><a href="{site.base}/veranstaltungen/">Veranstaltungen</a></anpacken-events>
<anpacken-register><a href="{site.base}/">Anmelden</a></anpacken-register></main></body></html>"""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class's name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def test_a_list_and_a_button_in_another_site(browser: Browser, site: Site, elsewhere: str) -> None:
    wrong: list[str] = []
    with new_visitor(browser) as page:
        page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
        answer = page.request.get(f"{site.base}/api/v1/events?lang=en&q=Wohnen")
        event = json.loads(answer.body())["items"][0]
        page.goto(elsewhere)
        # Without an event the button stays what it was: a plain link.
        assert page.get_by_role("link", name="Anmelden", exact=True).count() == 1
        page.locator("anpacken-events .button").first.wait_for()
        assert page.locator("anpacken-events li").count() == 3
        button = page.locator("anpacken-register")
        button.evaluate("(element, id) => { element.setAttribute('event', id); element.lang = 'en'; }", event["id"])
        expect(button.get_by_role("link")).to_have_text(f"Register: {event['title']['text']}")
        button.evaluate("element => element.setAttribute('target', '_blank')")
        expect(button.get_by_role("link")).to_contain_text("(opens in a new tab)")
        assert violations(page, rules=("link-name", "list", "listitem", "valid-lang", "button-name")) == []
        with page.context.expect_page() as opened:
            button.get_by_role("link").press("Enter")
        is_headed(opened.value, "Register")
        assert opened.value.url == f"{site.base}/en/veranstaltungen/{event['id']}/anmelden/"
        assert page.context.cookies() == []
    assert wrong == []
