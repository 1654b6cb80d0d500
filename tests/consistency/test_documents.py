"""What is written about the house is true of the house."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.architecture import house

pytestmark = pytest.mark.once
DOCS = house.ROOT / "docs"


def test_every_setting_is_explained() -> None:
    settings = house.PACKAGE / "config" / "settings.py"
    read = {
        node.value
        for node in ast.walk(house.tree_of(settings))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(r"ANPACKEN_[A-Z_]+|DATABASE_URL|PORT", node.value)
    }
    explained = set(re.findall(r"^\| `([A-Z_]+)`", (DOCS / "settings.md").read_text("utf-8"), re.MULTILINE))
    assert len(read) > 10
    assert read == explained


def test_the_floors_are_drawn_as_they_are() -> None:
    drawing = (DOCS / "architecture.md").read_text("utf-8").split("```")[1]
    drawn = [re.split(r"\s{2,}", line)[0] for line in drawing.strip().splitlines()]
    assert [{room.strip() for room in line.split("|")} for line in drawn] == house.floors()


def test_the_glossary_names_what_exists() -> None:
    from django.apps import apps

    text = (DOCS / "glossary.md").read_text("utf-8")
    rooms = {config.label for config in apps.get_app_configs() if config.name.startswith("anpacken.")}
    named = set(re.findall(r"`([a-z]+)\.([A-Z]\w+)`", text))
    assert len(named) > 20
    assert [
        f"{room}.{model}" for room, model in named if room in rooms and model.lower() not in apps.all_models[room]
    ] == []


def test_every_decision_is_listed() -> None:
    decisions = sorted(path.name for path in (DOCS / "adr").glob("0*.md"))
    listed = re.findall(r"\((0\d+-[\w-]+\.md)\)", (DOCS / "adr" / "README.md").read_text("utf-8"))
    assert listed == decisions
    for name in decisions:
        text = (DOCS / "adr" / name).read_text("utf-8")
        assert re.match(rf"# {int(name[:4])}\. ", text)
        assert all(part in text for part in ("Status: ", "## Why", "## Decision", "## What follows"))


@pytest.mark.parametrize(
    "path",
    [*sorted(DOCS.rglob("*.md")), *sorted(house.ROOT.glob("*.md")), *sorted(house.PACKAGE.glob("*/README.md"))],
    ids=lambda path: str(path.relative_to(house.ROOT)),
)
def test_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", path.read_text("utf-8")):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (path.parent / target).exists(), f"{target} is not there"
