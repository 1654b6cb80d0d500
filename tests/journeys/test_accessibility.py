"""Every public page and every state of it in a real browser: for everybody, with any device, without being watched.

What is looked for is in `trouble`. Pages come from the sitemap, so that none is forgotten; states are walked to.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser import new_visitor, violations
from tests.journeys.conftest import Site
from tests.journeys.test_newcomer import follow, open_mail, sent

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.journey

LISTS_AND_ANSWERS = (
    "/suche/",
    "/suche/?q=Frauen",
    "/suche/?q=xyzzy",
    f"/suche/?q={'x' * 101}",
    "/suche/?q=%22",
    "/gibt/es/nicht/",
    "/veranstaltungen/?q=xyzzy",
    "/veranstaltungen/?theme=unbekannt",
    "/veranstaltungen/rueckblick/?q=xyzzy",
    "/veranstaltungen/rueckblick/?page=2",
    "/projekte/?q=xyzzy",
    "/publikationen/?q=xyzzy",
    "/publikationen/presse/?q=xyzzy",
    "/unterstuetzende/?q=xyzzy",
    "/unterstuetzende/?page=3",
    "/zahlen/?am=2019-10-10",
    "/zahlen/?am=2010-01-01",
    "/zahlen/conferences/?am=2010-01-01",
    "/mitmachen/bestaetigen/verbogen/",
    "/abmelden/verbogen/",
    "/anmeldung/verbogen/",
    "/demo-mailbox/?q=xyzzy",
)
OVERHANG = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Whether the element with the focus, or the card around it, is outlined.
FOCUS_IS_SHOWN = """() => {
  const outlined = element => {
    const style = getComputedStyle(element);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const focused = document.activeElement;
  return outlined(focused) || [...document.querySelectorAll(".card")].some(c => c.contains(focused) && outlined(c));
}"""


class Visit:
    """A visitor whose requests and cookies are watched."""

    def __init__(self, page: Page, base: str) -> None:
        self.page, self._base = page, base
        self._strange: list[str] = []
        page.on("request", self._look)

    def _look(self, request: Any) -> None:
        if not request.url.startswith((f"{self._base}/", "data:", "blob:")):
            self._strange.append(f"asks {request.url}")

    def trouble(self) -> list[str]:
        """What is wrong with the page that is shown: for axe-core, at 320 pixels, with headings, with strangers."""
        page = self.page
        found = violations(page)
        width = page.viewport_size["width"] if page.viewport_size else 0
        if width < 400:
            page.set_viewport_size({"width": 320, "height": 700})
        overhang, headings = page.evaluate(f"[{OVERHANG}, document.querySelectorAll('h1').length]")
        if overhang > 0:
            found.append("sticks out at the side")
        if width < 400:
            page.set_viewport_size({"width": width, "height": 900})
        if headings != 1:
            found.append("has not one main heading")
        if page.context.cookies():
            found.append("sets a cookie")
        found += self._strange
        self._strange = []
        return found


@contextmanager
def visit(browser: Browser, site: Site, width: int, scheme: Any) -> Iterator[Visit]:
    with new_visitor(browser, width=width, base_url=site.base, color_scheme=scheme) as page:
        yield Visit(page, site.base)


@pytest.fixture(scope="module")
def addresses(browser: Browser, site: Site) -> list[str]:
    """The paths that the sitemap names, German and English."""
    context = browser.new_context()
    text = context.request.get(f"{site.base}/sitemap.xml").text()
    context.close()
    return [re.sub(r"^https?://[^/]+", "", address) for address in re.findall("<loc>([^<]+)</loc>", text)]


@pytest.fixture(scope="module")
def more_events(site: Site) -> Callable[[str], dict[str, str]]:
    """`more_events("light")` makes a set of events in all states and tells their public ids."""

    def make(label: str) -> dict[str, str]:
        said = site.command("shell", "-c", f"from tests.journeys.more_events import make; make({label!r})")
        ids: dict[str, str] = json.loads(said.strip().splitlines()[-1])
        return ids

    return make


def is_english(path: str) -> bool:
    return path.startswith("/en/")


def one_of_each_kind(paths: list[str]) -> list[str]:
    """The first address of each form: ids, keys and numbers are not looked at."""
    kinds: dict[str, str] = {}
    for path in paths:
        kinds.setdefault(re.sub(r"/(\d+|[a-z0-9]{12}|zahlen/[a-z_]+)/$", "/*/", path), path)
    return list(kinds.values())


@pytest.mark.parametrize("part", [0, 1, 2, 3])
def test_every_page_in_german(browser: Browser, site: Site, addresses: list[str], part: int) -> None:
    """In parts, so that no process has to wait for another one in the end."""
    german = [path for path in addresses if not is_english(path)]
    assert len(german) > 70
    assert found_at(browser, site, [*german, *LISTS_AND_ANSWERS][part::4], 360, "light") == {}


def test_each_kind_of_page_wide_and_in_the_dark(browser: Browser, site: Site, addresses: list[str]) -> None:
    german = one_of_each_kind([path for path in addresses if not is_english(path)])
    assert len(german) > 18
    assert found_at(browser, site, [*german, *LISTS_AND_ANSWERS], 1280, "dark") == {}


def test_each_kind_of_page_in_english(browser: Browser, site: Site, addresses: list[str]) -> None:
    english = one_of_each_kind([path for path in addresses if is_english(path)])
    assert len(english) > 18
    answers = [f"/en{path}" for path in LISTS_AND_ANSWERS]
    assert found_at(browser, site, [*english, *answers], 360, "dark") == {}


def found_at(browser: Browser, site: Site, paths: list[str], width: int, scheme: str) -> dict[str, list[str]]:
    found = {}
    with visit(browser, site, width, scheme) as visitor:
        for path in paths:
            answer = visitor.page.goto(path)
            assert answer is not None
            trouble = visitor.trouble()
            if answer.status >= 500:
                trouble.append(f"answers {answer.status}")
            language = "en" if is_english(path) else "de"
            if visitor.page.locator("html").get_attribute("lang") != language:
                trouble.append(f"is not in {language}")
            if trouble:
                found[path] = trouble
    return found


@pytest.mark.parametrize(("prefix", "width", "scheme"), [("", 360, "light"), ("/en", 1280, "dark")])
def test_every_state_of_registering_and_joining(
    browser: Browser, site: Site, more_events: Callable[[str], dict[str, str]], prefix: str, width: int, scheme: str
) -> None:
    ids = more_events(scheme)
    found = {}
    with visit(browser, site, width, scheme) as visitor:
        for walk in (_events, _registering, _joining):
            for state in walk(visitor.page, prefix, ids, scheme):
                trouble = visitor.trouble()
                if trouble:
                    found[state] = trouble
    assert found == {}


def _events(page: Page, prefix: str, ids: dict[str, str], label: str) -> Iterator[str]:
    for state, public_id in ids.items():
        page.goto(f"{prefix}/veranstaltungen/{public_id}/")
        yield f"event, {state}"
        page.goto(f"{prefix}/veranstaltungen/{public_id}/anmelden/")
        yield f"form, {state}"
    page.goto(f"{prefix}/veranstaltungen/")
    yield "list of all states"


def _registering(page: Page, prefix: str, ids: dict[str, str], label: str) -> Iterator[str]:
    submit = page.locator("main form [type=submit]")
    for state in ("open", "full"):
        address = f"{label}.{state}@example.org"
        page.goto(f"{prefix}/veranstaltungen/{ids[state]}/anmelden/")
        submit.click()
        page.locator(".error-summary").wait_for()
        yield f"errors, {state}"
        page.fill("[name=name]", "Ada Muster")
        page.fill("[name=email]", address)
        submit.click()
        page.wait_for_url(re.compile("/angemeldet/"))
        yield f"answer, {state}"
        open_mail(page, address, "Dialog")
        yield f"mail, {state}"
        follow(page, "/anmeldung/")
        page.locator("main form").first.wait_for()
        yield f"own registration, {state}"
        page.locator("main form [value=cancel]").click()
        page.locator("main form [value=cancel]").wait_for(state="detached")
        yield f"own registration cancelled, {state}"


def _joining(page: Page, prefix: str, ids: dict[str, str], label: str) -> Iterator[str]:
    submit = page.locator("main form [type=submit]")
    page.goto(f"{prefix}/mitmachen/institution/")
    submit.click()
    page.locator(".error-summary").wait_for()
    yield "errors, institution"
    page.goto(f"{prefix}/mitmachen/person/")
    submit.click()
    page.locator(".error-summary").wait_for()
    yield "errors, person"
    address = f"joining.{label}@example.org"
    page.fill("[name=first_name]", "Ada")
    page.fill("[name=last_name]", "Muster")
    page.fill("[name=email]", address)
    page.check("[name=register]")
    page.check("[name=newsletter]")
    submit.click()
    page.wait_for_url(re.compile("/mitmachen/postfach/"))
    yield "look into your mailbox"
    open_mail(page, address, "[Bb]estätig|[Cc]onfirm")
    follow(page, "/mitmachen/bestaetigen/")
    submit.wait_for()
    yield "one last click"
    submit.click()
    page.wait_for_url("**/mitmachen/willkommen/**")
    yield "welcome"
    open_mail(page, address, "[Ww]illkommen|[Ww]elcome")
    yield "welcome mail"
    follow(page, "/abmelden/")
    submit.first.wait_for()
    yield "withdraw"
    sent(page, page.locator("main form [value=leave]"))
    yield "gone"


def tab_to(page: Page, selector: str) -> None:
    """Presses Tab until the focus is on `selector`; at every stop one can see where it is."""
    for _stop in range(80):
        page.keyboard.press("Tab")
        assert page.evaluate(FOCUS_IS_SHOWN), page.evaluate("document.activeElement.outerHTML")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"The keyboard does not come to {selector}.")


def test_the_first_stop_leads_past_the_menu(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_joining_by_keyboard(browser: Browser, site: Site) -> None:
    with visit(browser, site, 1280, "light") as visitor:
        _join_by_keyboard(visitor.page)


def _join_by_keyboard(page: Page) -> None:
    page.goto("/mitmachen/")
    tab_to(page, "main a[href$='/mitmachen/person/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/mitmachen/person/")
    tab_to(page, "main form [type=submit]")
    page.keyboard.press("Enter")

    page.locator(".error-summary").wait_for()
    expect(page.locator(".error-summary")).to_be_focused()
    tab_to(page, ".error-summary a")
    page.keyboard.press("Enter")
    expect(page.locator("[name=first_name]")).to_be_focused()
    page.keyboard.type("Tara")
    for name, words in (("last_name", "Tastatur"), ("email", "tara.tastatur@example.org")):
        tab_to(page, f"[name={name}]")
        page.keyboard.type(words)
    tab_to(page, "[name=register]")
    page.keyboard.press("Space")
    assert page.locator("[name=register]").is_checked()
    tab_to(page, "main form [type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/mitmachen/postfach/"))


def test_registering_by_keyboard(page: Page, more_events: Callable[[str], dict[str, str]]) -> None:
    page.goto(f"/veranstaltungen/{more_events('keyboard')['open']}/")
    tab_to(page, "main a[href$='/anmelden/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/anmelden/")
    for name, words in (("name", "Tara Tastatur"), ("email", "tara.tastatur@example.org")):
        tab_to(page, f"[name={name}]")
        page.keyboard.type(words)
    tab_to(page, "main form [type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/angemeldet/"))


def test_the_menu_of_a_phone_by_keyboard(browser: Browser, site: Site) -> None:
    with visit(browser, site, 360, "light") as visitor:
        page = visitor.page
        page.goto("/")
        tab_to(page, ".menu-button")
        page.keyboard.press("Enter")
        tab_to(page, ".site-menu a[href='/projekte/']")
        assert visitor.trouble() == []
        page.keyboard.press("Enter")
        page.wait_for_url("**/projekte/")
