"""Every room is furnished alike."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps

from tests.architecture import house

pytestmark = pytest.mark.once


@pytest.mark.parametrize("room", house.rooms())
def test_every_room_says_what_it_is(room: str) -> None:
    readme = house.PACKAGE / room / "README.md"
    assert readme.exists(), f"{room} has no README.md"
    text = readme.read_text("utf-8")
    assert text.startswith("# ")
    assert len(text.split()) >= 40, "A README says what the room is for, what it holds and what it leaves to others."


@pytest.mark.parametrize("room", house.rooms())
def test_the_url_namespace_is_the_room(room: str) -> None:
    path = house.PACKAGE / room / "urls.py"
    # django-allauth leads to the addresses of the door by names of its own, which have no namespace.
    if room in {"config", "accounts"} or not path.exists():
        return
    names = [
        node.value.value
        for node in house.tree_of(path).body
        if isinstance(node, ast.Assign)
        and getattr(node.targets[0], "id", "") == "app_name"
        and isinstance(node.value, ast.Constant)
    ]
    assert names == [room]


def test_public_records_have_a_public_id_in_their_addresses() -> None:
    """No primary key stands in a public address."""
    from django.urls import URLPattern, URLResolver, get_resolver

    def walk(resolver: URLResolver, prefix: str = "") -> list[str]:
        found = []
        for part in resolver.url_patterns:
            route = f"{prefix}{part.pattern}"
            if isinstance(part, URLResolver):
                found += walk(part, route)
            elif isinstance(part, URLPattern) and part.callback.__module__.startswith("anpacken."):
                found.append(route)
        return found

    public = [route for route in walk(get_resolver()) if not route.startswith(("office/", "documents/"))]
    assert len(public) > 10
    assert [route for route in public if re.search(r"<int:(?!year|month|number|page)\w+>", route)] == []


def test_every_model_says_what_it_is_called() -> None:
    unnamed = []
    for model in apps.get_models():
        if not model.__module__.startswith("anpacken.") or any(
            base.__module__.startswith("wagtail.") for base in model.__mro__
        ):
            continue
        if not any("__str__" in vars(base) for base in model.__mro__ if base.__module__.startswith("anpacken.")):
            unnamed.append(f"{model._meta.label}: no __str__")
        if model._meta.original_attrs.get("verbose_name") is None:
            unnamed.append(f"{model._meta.label}: no verbose_name")
    assert unnamed == []


# Longer files, each with the reason why it is not cut. Empty, and it would be good if it stayed so.
LONG_MODULES: dict[str, str] = {}
LONG_TEMPLATES: dict[str, str] = {}
LONG_STYLES: dict[str, str] = {}


def _too_long(paths: list[Path], limit: int, allowed: dict[str, str]) -> list[str]:
    found = []
    for path in paths:
        lines = path.read_text("utf-8").count("\n")
        if lines > limit and str(path.relative_to(house.PACKAGE)) not in allowed:
            found.append(f"{house.place(path)} has {lines} lines, at most {limit} are a good read")
    return found


def test_modules_are_short() -> None:
    assert _too_long(house.modules(), 400, LONG_MODULES) == []


def test_templates_are_short() -> None:
    assert _too_long(sorted(house.PACKAGE.glob("*/templates/**/*.html")), 200, LONG_TEMPLATES) == []


def test_style_sheets_are_short() -> None:
    assert _too_long(sorted(house.PACKAGE.glob("*/static/**/*.css")), 300, LONG_STYLES) == []


def _only_says(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function is one long table that it returns: that is read, not followed."""
    deeds = [
        part for part in function.body if not (isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant))
    ]
    return len(deeds) == 1 and isinstance(deeds[0], ast.Return)


def test_functions_are_short() -> None:
    found = []
    for path in house.modules():
        for node in ast.walk(house.tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
                lines = node.end_lineno - node.lineno + 1
                if lines > 60 and not _only_says(node):
                    found.append(f"{house.place(path, node.lineno)}: {node.name} has {lines} lines")
    assert found == []
