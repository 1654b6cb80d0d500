"""What import-linter cannot see: relations, templates, lazy imports, names."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from tests.architecture import house

pytestmark = pytest.mark.once
# Other people's records that ours may point at: log-ins, Wagtail's pages, pictures, papers, and their like.
FOREIGN_APPS = {
    "auth",
    "contenttypes",
    "wagtailcore",
    "wagtailimages",
    "wagtaildocs",
    "wagtailsearch",
    "taggit",
    "sessions",
}


def ours() -> list[type[models.Model]]:
    return [model for model in apps.get_models() if model.__module__.startswith("anpacken.")]


def test_every_room_stands_on_a_floor() -> None:
    assert [room for room in house.rooms() if house.floor_of(room) is None] == []
    assert house.floor_of("core") == max(house.floor_of(room) for room in house.rooms())


@pytest.mark.parametrize("model", ours(), ids=lambda model: model._meta.label)
def test_relations_go_down(model: type[models.Model]) -> None:
    room = model.__module__.split(".")[1]
    for relation in model._meta.get_fields():
        if (
            not relation.is_relation
            or (relation.auto_created and not relation.concrete)
            or relation.related_model is None
        ):
            continue
        # A relation that Wagtail's own abstract model declares is not of our making.
        if getattr(relation, "model", model)._meta.app_label in FOREIGN_APPS:
            continue
        other = relation.related_model
        if other.__module__.startswith("anpacken."):
            target = other.__module__.split(".")[1]
            assert house.may_know(room, target), (
                f"{model._meta.label}.{relation.name} points up at {other._meta.label}. Let the room above point down, "
                "or keep a public id as a word."
            )
        else:
            assert other._meta.app_label in FOREIGN_APPS, f"{model._meta.label}.{relation.name} → {other._meta.label}"


def _string_relations(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(house.tree_of(path)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        first = node.args[0]
        if name in {"ForeignKey", "OneToOneField", "ManyToManyField", "ParentalKey"} and isinstance(
            first, ast.Constant
        ):
            yield str(first.value), node.lineno


def test_relations_to_other_rooms_are_imported_and_not_named_in_strings() -> None:
    """A string foreign key is an import that the linter does not see."""
    found = [
        f"{house.place(path, line)}: “{target}”"
        for path in house.modules()
        for target, line in _string_relations(path)
        if "." in target and target.split(".")[0] not in FOREIGN_APPS
    ]
    assert found == []


def test_lazy_imports_obey_the_floors_too() -> None:
    """Imports in functions, under TYPE_CHECKING, or by name (`import_module("anpacken.…")`)."""
    found = []
    for path in house.modules():
        room = house.room_of(path)
        if room in {"__init__", "__main__"}:
            continue
        for module, line in house.imports(house.tree_of(path)):
            parts = module.split(".")
            if parts[0] == "anpacken" and len(parts) > 1 and not house.may_know(room, parts[1]):
                found.append(f"{house.place(path, line)}: {module}")
    assert found == []


# Where a dotted name is the tool's own way of pointing at something of ours.
NAMED_BY_STRING = {"config/settings.py", "config/urls.py", "config/asgi.py", "config/cli.py"}
_DOTTED = re.compile(r"^anpacken\.(\w+)(\.\w+)+$")


def test_dotted_names_in_strings_obey_the_floors() -> None:
    found = []
    for path in house.modules():
        if str(path.relative_to(house.PACKAGE)) in NAMED_BY_STRING:
            continue
        for node in ast.walk(house.tree_of(path)):
            text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
            named = _DOTTED.match(text)
            if named and not house.may_know(house.room_of(path), named.group(1)):
                found.append(f"{house.place(path, node.lineno)}: {text}")
    assert found == []


def test_get_model_by_name_obeys_the_floors() -> None:
    """`apps.get_model("events", "Event")` is an import by another name. Migrations may; they are not looked at here."""
    found = []
    for path in house.modules():
        for node in ast.walk(house.tree_of(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "get_model" and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    target = first.value.split(".")[0]
                    if target in house.rooms() and not house.may_know(house.room_of(path), target):
                        found.append(f"{house.place(path, node.lineno)}: {first.value}")
    assert found == []


SIGNALS = (
    "django.db.models.signals",
    "django.dispatch",
    "django.core.signals",
    "django.test.signals",
    "wagtail.signals",
)


def test_no_signals() -> None:
    found = [
        f"{house.place(path, line)}: {module}"
        for path in house.modules()
        for module, line in house.imports(house.tree_of(path))
        if module.startswith(SIGNALS)
    ]
    assert found == []


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "manager", "managers", "base", "misc", "lib"])
def test_no_module_with_a_name_that_says_nothing(name: str) -> None:
    found = [house.place(path) for path in house.PACKAGE.rglob("*") if path.stem == name and path.suffix in {"", ".py"}]
    assert found == []


def test_save_is_not_overridden() -> None:
    """Rules stand in actions, where the actor and the audit entry are."""
    found = []
    for path in house.modules():
        if "models" not in path.stem and "models" not in path.parts:
            continue
        for node in ast.walk(house.tree_of(path)):
            if isinstance(node, ast.ClassDef) and not node.name.endswith("QuerySet"):
                found += [
                    f"{house.place(path, part.lineno)}: {node.name}.{part.name}"
                    for part in node.body
                    if isinstance(part, ast.FunctionDef) and part.name == "save"
                ]
    assert found == []


def test_the_clock_is_asked_in_one_place() -> None:
    """Ruff bans these too, but is switched off with the ban on HTTP in views."""
    asking = re.compile(r"\b(timezone\.now|datetime\.now|datetime\.utcnow|date\.today|datetime\.today|time\.time)\(")
    allowed = {"core/clock.py"}
    found = [
        f"{house.place(path, number)}: {line.strip()}"
        for path in house.modules()
        if str(path.relative_to(house.PACKAGE)) not in allowed
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if asking.search(line)
    ]
    assert found == []


def test_settings_are_read_by_their_owners() -> None:
    """The environment is read in the settings only."""
    found = [
        house.place(path, node.lineno)
        for path in house.modules()
        if house.room_of(path) not in {"config", "__main__"}
        for node in ast.walk(house.tree_of(path))
        if isinstance(node, ast.Attribute)
        and node.attr in {"environ", "getenv"}
        and getattr(node.value, "id", "") == "os"
    ]
    # The typesetter's child process takes its environment from us, it does not read settings from it.
    assert [place for place in found if "ui/printing/" not in place] == []
