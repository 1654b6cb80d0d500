"""A real browser, and what axe-core thinks of the page that it shows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tools import system

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTHS = (360, 768, 1280)


@contextmanager
def launch() -> Iterator[Browser]:
    """Debian's chromium, without a window.

    Raises:
        RuntimeError: it is not installed.
    """
    from playwright.sync_api import sync_playwright

    program = system.chromium()
    if program is None:
        raise RuntimeError("chromium is missing: apt-get install chromium (make test does it)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield browser
        finally:
            browser.close()


def violations(page: Page, within: str | None = None) -> list[str]:
    """What axe-core finds on the page (or inside the element `within`), one readable line each.

    Raises:
        RuntimeError: axe-core has not been fetched.
    """
    if not system.AXE.exists():
        raise RuntimeError("axe-core is missing: python -m tools.system (make test does it)")
    # Through the debugger, not as a script element: our pages forbid inline scripts.
    page.evaluate(system.AXE.read_text("utf-8"))
    found: dict[str, Any] = page.evaluate(
        "within => axe.run(within || document, {resultTypes: ['violations', 'incomplete']})", within
    )
    return [f"{rule['id']} ({rule['impact']}): {rule['help']} at {_places(rule)}" for rule in found["violations"]]


def _places(rule: dict[str, Any]) -> str:
    return ", ".join(" ".join(map(str, node["target"])) for node in rule["nodes"])
