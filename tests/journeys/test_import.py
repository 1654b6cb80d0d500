"""A list with mistakes: uploaded, tried out, stopped by a dead worker, gone on with, and its rejected rows mended."""

from __future__ import annotations

import csv
import io
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import TimeoutError as TooLate
from playwright.sync_api import expect

from tests.browser import new_visitor, violations
from tests.journeys.conftest import Site
from tests.journeys.test_newcomer import reads, sign_in
from tests.journeys.test_office import WAGTAILS_OWN

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.journey
MANY = 900
THROUGH = "Die übernommenen Zeilen sind gelöscht"
HEAD = ["E-Mail", "Vorname", "Nachname", "PLZ", "Newsletter", "Einwilligung am"]


def write_list(path: Path) -> None:
    """Windows-1252 with semicolons, as a spreadsheet in Germany writes it; every third row is bad."""
    with path.open("w", encoding="cp1252", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEAD)
        for number in range(MANY):
            address = "keine-adresse" if number % 3 == 0 else f"reise{number}@example.org"
            writer.writerow([address, "Jörg", "Öztürk-Weiß", "30169", "ja", "3.6.2019"])


def axe(page: Page) -> list[str]:
    return [each for each in violations(page) if each.split(" ")[0] not in WAGTAILS_OWN]


def counts(page: Page, *, new: int, rejected: int) -> None:
    """So many lines are counted, now or in a moment: the page looks for itself how far it is."""
    expect(page.locator(".imports-count--new dd")).to_have_text(str(new))
    expect(page.locator(".imports-count--rejected dd")).to_have_text(str(rejected))


def upload(page: Page, path: Path) -> None:
    page.goto("/office/imports/")
    page.get_by_role("link", name="Liste hochladen").first.click()
    page.set_input_files("[name=file]", path)
    page.get_by_role("button", name="Hochladen", exact=True).click()
    page.wait_for_url(re.compile("/imports/[a-z0-9]{12}/"))


def test_a_list_with_mistakes(page: Page, site: Site, tmp_path: Path) -> None:
    write_list(tmp_path / "tagung.csv")
    sign_in(page, "office@example.org")
    upload(page, tmp_path / "tagung.csv")

    assert "Jörg" in page.locator("main").inner_text()
    assert page.locator("#id_column_0").input_value() == "email"
    assert page.locator("#id_column_4").input_value() == "newsletter"
    assert axe(page) == []
    page.get_by_role("button", name="Ausprobieren").click()
    reads(page, "Nennen Sie das Dokument")
    page.fill("[name=source_document]", "Liste der Tagung")
    page.get_by_role("button", name="Ausprobieren").click()

    page.get_by_text("Das war der Probelauf").wait_for(timeout=120_000)
    counts(page, new=600, rejected=300)
    reads(page, "Das ist keine E-Mail-Adresse")
    assert axe(page) == []

    page.get_by_role("button", name="Übernehmen").click()
    # Whether it is still going on or already through depends on the worker; a stop in between is fine either way.
    with suppress(TooLate):
        page.get_by_role("button", name="Anhalten").click(timeout=5_000)
    # The page asks anew by itself, so either may come in a moment.
    again, through = page.get_by_role("button", name="Fortsetzen"), page.get_by_text(THROUGH)
    again.or_(through).first.wait_for(timeout=120_000)
    if again.count():
        again.click()
    through.wait_for(timeout=180_000)
    counts(page, new=600, rejected=300)

    with page.expect_download() as download:
        page.get_by_role("link", name="Abgewiesene Zeilen herunterladen").click()
    rejected = Path(download.value.path()).read_bytes().decode("cp1252")
    lines = list(csv.reader(io.StringIO(rejected, newline=""), delimiter=";"))
    assert lines[0][:-1] == HEAD
    assert len(lines) == 301
    with (tmp_path / "verbessert.csv").open("w", encoding="cp1252", newline="") as file:
        mended = [[f"besser{number}@example.org", *line[1:]] for number, line in enumerate(lines[1:])]
        csv.writer(file, delimiter=";").writerows([lines[0], *mended])

    upload(page, tmp_path / "verbessert.csv")
    assert page.locator("#id_column_4").input_value() == "newsletter"
    assert page.locator("#id_column_6").input_value() == ""
    page.fill("[name=source_document]", "Liste der Tagung, verbessert")
    page.get_by_role("button", name="Ausprobieren").click()
    page.get_by_text("Das war der Probelauf").wait_for(timeout=120_000)
    page.get_by_role("button", name="Übernehmen").click()
    page.get_by_text("Die übernommenen Zeilen sind gelöscht").wait_for(timeout=180_000)
    counts(page, new=300, rejected=0)

    page.goto("/office/person/?q=besser299")
    assert "Öztürk-Weiß" in page.locator("main").inner_text()


def test_200_megabytes_are_answered_with_a_page(browser: Browser, site: Site, tmp_path: Path) -> None:
    """The browser's console says that the server refused; the page says why and what to do."""
    large = tmp_path / "gross.csv"
    with large.open("wb") as file:
        file.truncate(200 << 20)
    with new_visitor(browser, base_url=site.base) as page:
        sign_in(page, "office@example.org")
        page.goto("/office/imports/new/")
        page.set_input_files("[name=file]", large)
        page.get_by_role("button", name="Hochladen", exact=True).click()
        page.get_by_text("Das ist zu groß").first.wait_for(timeout=120_000)
        assert "Traceback" not in page.content()
