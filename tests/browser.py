"""A real browser, and what axe-core thinks of the page that it shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from tools import system

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# A machine that does other work beside may need seconds for what takes milliseconds.
PATIENCE_SECONDS = 60

# What of the page is still on its way: Wagtail's frame, which shows its messages when it has begun; a part of ours
# that is being fetched.
UNDER_WAY = "[data-controller~=w-init], .messages.new:not(.appear), [data-busy]"
# Colours that fade in are no colours to be judged. What turns for ever (there is nothing of the kind) would stay.
COME_TO_REST = """async () => {
  await document.fonts.ready;
  const moving = () => document.getAnimations().filter(
    each => each.playState === "running" && each.effect.getComputedTiming().endTime !== Infinity
  );
  for (let found = moving(); found.length; found = moving()) {
    found.forEach(each => each.finish());
    await new Promise(resolve => setTimeout(resolve));
  }
}"""
# Rules whose answer hangs on colours; all others ask for the tree and for places, which no colour scheme changes.
COLOUR_RULES = ("color-contrast", "link-in-text-block")


@contextmanager
def launch() -> Iterator[Browser]:
    """Debian's chromium, without a window.

    Raises:
        RuntimeError: it is not installed.
    """
    from playwright.sync_api import expect, sync_playwright

    program = system.chromium()
    if program is None:
        raise RuntimeError("chromium is missing: apt-get install chromium (make test does it)")
    expect.set_options(timeout=PATIENCE_SECONDS * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def new_visitor(browser: Browser, *, width: int = 1280, **options: Any) -> Iterator[Page]:
    """A page of somebody whom the site has not seen yet: German, with time, and without things that move."""
    settings: dict[str, Any] = {
        "locale": "de-DE",
        "viewport": {"width": width, "height": 900},
        "reduced_motion": "reduce",
        **options,
    }
    context = browser.new_context(**settings)
    context.set_default_timeout(PATIENCE_SECONDS * 1000)
    try:
        yield context.new_page()
    finally:
        context.close()


def settled(page: Page) -> None:
    """Waits until the page is there, has begun its work, and nothing on it moves or fades any more."""
    page.wait_for_load_state()
    page.locator(UNDER_WAY).first.wait_for(state="detached")
    page.evaluate(COME_TO_REST)


def violations(page: Page, within: str | None = None, rules: Sequence[str] = ()) -> list[str]:
    """What axe-core finds on the settled page, one readable line each.

    Args:
        within: only inside this element.
        rules: only these of its rules; all that it knows without.

    Raises:
        RuntimeError: axe-core has not been fetched.
    """
    settled(page)
    # Through the debugger, not as a script element: our pages forbid inline scripts.
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe())
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = list(rules)
    found: list[dict[str, Any]] = page.evaluate(
        "async ([within, options]) => (await axe.run(within || document, options)).violations", [within, options]
    )
    return [f"{rule['id']} ({rule['impact']}): {rule['help']} at {_places(rule)}" for rule in found]


@cache
def _axe() -> str:
    if not system.AXE.exists():
        raise RuntimeError("axe-core is missing: python -m tools.system (make test does it)")
    return system.AXE.read_text("utf-8")


def _places(rule: dict[str, Any]) -> str:
    return ", ".join(" ".join(map(str, node["target"])) for node in rule["nodes"])
