"""Every room is furnished alike."""

from __future__ import annotations

import ast
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
    if room == "config" or not path.exists():
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

    assert [
        route
        for route in walk(get_resolver())
        if "<int:" in route and "/<int:year>" not in route and "year>" not in route
    ] == []


def test_every_model_says_what_it_is_called() -> None:
    unnamed = []
    for model in apps.get_models():
        if model.__module__.startswith("anpacken.") and not model._meta.auto_created:
            if "__str__" not in vars(model) and not any(
                "__str__" in vars(base)
                for base in model.__mro__[1:-1]
                if base.__module__.startswith(("anpacken.", "wagtail."))
            ):
                unnamed.append(f"{model._meta.label}: no __str__")
            if isinstance(model._meta.verbose_name, str) and model._meta.verbose_name == model._meta.model_name:
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


def test_functions_are_short() -> None:
    found = []
    for path in house.modules():
        for node in ast.walk(house.tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None:
                lines = node.end_lineno - node.lineno + 1
                if lines > 60:
                    found.append(f"{house.place(path, node.lineno)}: {node.name} has {lines} lines")
    assert found == []
