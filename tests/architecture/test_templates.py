"""Templates go down too, and nothing on a page comes from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.architecture import house

pytestmark = pytest.mark.once

TEMPLATES = sorted(
    path for path in house.PACKAGE.glob("*/templates/**/*") if path.suffix in {".html", ".txt", ".svg", ".xml"}
)
PUBLIC = [
    path for path in TEMPLATES if path.suffix == ".html" and "office" not in path.parts and "mail" not in path.parts
]
# Unescaped output, each with the reason why nobody can put anything into it.
UNESCAPED = {"ui/templates/ui/field_notes.html": "help texts of form fields come from code"}
# Pages of somebody who is signed in or has opened their own page: never kept, and with a cookie already.
PERSONAL = ("accounts/templates/accounts/inside/", "people/templates/people/my_page/")
_NAMED = re.compile(r"{%\s*(?:extends|include|inclusion)\s+[\"']([^\"']+)[\"']")
_LOADED = re.compile(r"{%\s*load\s+(?:[\w ]+\s+from\s+)?([\w ]+?)\s*%}")
# Folders of other people's templates that the office builds on.
FOREIGN = {
    "wagtailadmin",
    "wagtailusers",
    "wagtailimages",
    "wagtaildocs",
    "wagtailcore",
    "wagtailsnippets",
    "django",
    "shared",
}
FOREIGN_LIBRARIES = {
    "i18n", "l10n", "tz", "static", "cache", "humanize", "wagtailcore_tags", "wagtailadmin_tags", "wagtailimages_tags",
    "wagtailuserbar", "cotton",
}  # fmt: skip


def name(path: Path) -> str:
    return str(path.relative_to(house.PACKAGE))


def _libraries() -> dict[str, str]:
    """The rooms' template tag libraries, each with its room."""
    return {
        path.stem: house.room_of(path) for path in house.PACKAGE.glob("*/templatetags/*.py") if path.stem != "__init__"
    }


def _components() -> set[str]:
    folder = house.PACKAGE / "ui" / "templates" / "cotton"
    return {str(path.relative_to(folder).with_suffix("")).replace("/", ".") for path in folder.rglob("*.html")}


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_templates_extend_and_include_downwards(path: Path) -> None:
    room = house.room_of(path)
    for other in _NAMED.findall(path.read_text("utf-8")):
        folder = other.split("/")[0]
        if folder in FOREIGN or "/" not in other:
            continue
        owner = "ui" if folder == "cotton" else folder
        assert owner in house.rooms(), f"{other} belongs to no room"
        assert house.may_know(room, owner), f"{name(path)} reaches up to {other}"


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_templates_load_tags_of_rooms_below(path: Path) -> None:
    libraries = _libraries()
    for loaded in _LOADED.findall(path.read_text("utf-8")):
        for library in loaded.split():
            if library in FOREIGN_LIBRARIES:
                continue
            assert library in libraries, f"{name(path)} loads {library}, which nobody knows"
            assert house.may_know(house.room_of(path), libraries[library]), f"{name(path)} loads {library} from above"


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_components_exist(path: Path) -> None:
    used = set(re.findall(r"<c-([a-z0-9.-]+)", path.read_text("utf-8"))) - {"vars", "slot"}
    assert used <= _components()


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_templates_live_under_the_name_of_their_room(path: Path) -> None:
    folder = path.relative_to(house.PACKAGE).parts[2]
    room = house.room_of(path)
    allowed = {room}
    if room == "ui":
        allowed |= {"cotton", "django"}
    if room in {"website", "config"}:
        allowed |= {"404.html", "403.html", "400.html", "500.html", "403_csrf.html"}
    if room in {"office", "accounts"}:
        allowed |= {"wagtailadmin"}
    assert folder in allowed, f"{name(path)}: templates of a room stand in templates/{room}/"


@pytest.mark.parametrize("path", PUBLIC, ids=name)
def test_public_pages_hold_nothing_that_the_policy_forbids(path: Path) -> None:
    """No inline script or style, no event handler, nothing from another host, no token of the visitor."""
    text = re.sub(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|<!--.*?-->", "", path.read_text("utf-8"), flags=re.DOTALL)
    forbidden = {
        "an inline script": r"<script(?![^>]*\bsrc=)(?![^>]*type=[\"']application/(?:ld\+)?json)",
        "an inline style": r"<style\b|\sstyle=",
        "an event handler": r"\son[a-z]+=\s*[\"']",
        "something from another host": r"<(?:script|img|iframe|source|video|audio)[^>]*\bsrc=[\"'](?:https?:)?//",
        "a sheet from another host": r"<link[^>]*rel=[\"']stylesheet[^>]*href=[\"'](?:https?:)?//",
        "a token of the visitor": r"{%\s*csrf_token\s*%}",
        "unescaped output": r"\|safe\b|{%\s*autoescape off",
    }
    if name(path).startswith(PERSONAL):
        del forbidden["a token of the visitor"]
    if name(path) in UNESCAPED:
        del forbidden["unescaped output"]
    found = [what for what, pattern in forbidden.items() if re.search(pattern, text)]
    assert found == []


@pytest.mark.parametrize("path", sorted(house.PACKAGE.glob("*/static/**/*.css")), ids=name)
def test_style_sheets_fetch_nothing_from_elsewhere(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"url\(\s*[\"']?(?:https?:)?//", text)
    assert not re.search(r"@import\s+(?:url\()?[\"']?(?:https?:)?//", text)


_PHYSICAL = re.compile(
    r"(?<![\w-])(?:margin|padding|border)-(?:left|right)\b|(?<![\w-])(?:left|right)\s*:|text-align\s*:\s*(?:left|right)|float\s*:\s*(?:left|right)"
)


@pytest.mark.parametrize("path", sorted(house.PACKAGE.glob("*/static/**/*.css")), ids=name)
def test_style_sheets_know_no_left_and_right(path: Path) -> None:
    """Logical properties only, so that a page from right to left needs no sheet of its own."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    assert [found.group() for found in _PHYSICAL.finditer(text)] == []


@pytest.mark.parametrize("path", sorted(house.PACKAGE.glob("*/static/**/*.js")), ids=name)
def test_scripts_ask_nobody_else(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"[\"'`]https?://(?!www\.w3\.org/)", text)
    assert not re.search(r"\beval\(|new Function\(|\.innerHTML\s*=", text)
