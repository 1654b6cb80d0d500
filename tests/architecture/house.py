"""The plan of the house, as the tests in this folder read it."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "anpacken"


@cache
def floors() -> list[set[str]]:
    """The floors from the top down, as import-linter's contract in pyproject.toml has them."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "floors")
    return [{room.strip() for room in layer.split("|")} for layer in layers]


@cache
def floor_of(room: str) -> int:
    """The number of the floor on which a room stands; the ground floor has the greatest."""
    for number, names in enumerate(floors()):
        if room in names:
            return number
    raise LookupError(f"{room} stands on no floor. Put it into the contract “floors” in pyproject.toml.")


def may_know(room: str, other: str) -> bool:
    """Whether `room` may import, point at or show what belongs to `other`."""
    return room == other or floor_of(other) > floor_of(room)


def rooms() -> list[str]:
    return sorted(path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists())


def modules() -> list[Path]:
    """All our Python files, without migrations."""
    return [path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts]


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), filename=str(path))


def imports(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Every imported module below a node, with its line; `from a import b` gives `a.b`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for name in node.names:
                yield name.name, node.lineno
        elif isinstance(node, ast.ImportFrom) and node.module:
            for name in node.names:
                yield f"{node.module}.{name.name}", node.lineno


def place(path: Path, line: int | None = None) -> str:
    shown = str(path.relative_to(ROOT))
    return f"{shown}:{line}" if line else shown
