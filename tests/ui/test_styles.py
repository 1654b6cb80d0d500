"""Plain CSS that runs in both directions, and markup that a strict content security policy lets through."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.test import Client

from anpacken.ui import components, samples, stylesheet

ROOM = Path(stylesheet.__file__).parent
CSS = sorted((ROOM / "static/ui").rglob("*.css"))
MARKUP = sorted((ROOM / "templates").rglob("*.html"))
PHYSICAL = re.compile(
    r"(?<![\w-])((margin|padding|border|scroll-margin|scroll-padding|inset)-(left|right|top|bottom)\b[\w-]*"
    r"|left|right|top|bottom|(min-|max-)?(width|height)|border-(top|bottom)-(left|right)-radius)\s*:"
)
PHYSICAL_VALUE = re.compile(r"(text-align|float|clear)\s*:\s*(left|right)")


@pytest.mark.parametrize("path", CSS, ids=lambda path: path.name)
def test_only_logical_properties(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    assert [found[0] for found in PHYSICAL.findall(text)] == []
    assert PHYSICAL_VALUE.findall(text) == []


@pytest.mark.parametrize("path", CSS, ids=lambda path: path.name)
def test_small_files_in_layers(path: Path) -> None:
    text = path.read_text()
    assert len(text.splitlines()) < 200
    outside = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    for rule in re.split(r"^}", outside, flags=re.MULTILINE):
        assert not rule.strip() or "@layer" in rule.split("{")[0]


def test_every_file_is_in_the_one_sheet() -> None:
    assert {f"{name}.css" for name in stylesheet.FILES} == {path.name for path in (ROOM / "static/ui/css").iterdir()}


@pytest.mark.parametrize("path", MARKUP, ids=lambda path: path.name)
def test_no_inline_style_script_or_handler(path: Path) -> None:
    text = path.read_text()
    assert re.findall(r"<style|\sstyle=|\son\w+=|javascript:", text) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)", text) == []


@pytest.mark.parametrize("path", MARKUP, ids=lambda path: path.name)
def test_every_sign_exists(path: Path) -> None:
    used = set(re.findall(r'<c-icon name="([\w-]+)"', path.read_text()))
    assert used <= set(samples.icons()["names"])


def test_the_sheet_is_one_answer_that_browsers_keep(client: Client) -> None:
    sheet = stylesheet.current()
    answer = client.get(f"/ui/anpacken.{sheet.fingerprint}.css", headers={"Accept-Encoding": "gzip, br"})
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["Content-Encoding"] == "gzip"
    text = gzip.decompress(answer.content).decode()
    assert text.startswith("@layer tokens, reset, base, layout, components, pages, utilities, print;")
    assert "@import" not in text
    assert "url(/static/ui/fonts/commissioner-latin.woff2)" in text
    assert not answer.cookies


def test_an_old_fingerprint_gets_the_present_rules_for_now(client: Client) -> None:
    answer = client.get("/ui/anpacken.0123456789ab.css")
    assert answer["Cache-Control"] == "no-cache"
    assert answer.content == stylesheet.current().text


def test_components_are_named_in_words() -> None:
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", name) for name in components.names())
