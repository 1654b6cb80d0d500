"""Whether somebody may be contacted or shown is asked of the ledger by one rule: nobody else reads its lines."""

from __future__ import annotations

import ast

import pytest

from tests.architecture import house

pytestmark = pytest.mark.once

# Who reads lines of the ledger outside of the room that keeps it, with the reason.
READERS = {
    "segments/own/consents.py": "when a consent was given, as a condition; who is reached is decided by `consenting`",
}


def _reads_lines(tree: ast.Module) -> bool:
    for node in ast.walk(tree):
        names = {alias.name for alias in node.names} if isinstance(node, ast.ImportFrom) else set()
        if names & {"Consent", "ConsentQuerySet"}:
            return True
        # Through a relation: `person.consents`, `consents__deed`.
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "consents__" in node.value:
            return True
        if isinstance(node, ast.keyword) and (node.arg or "").startswith("consents__"):
            return True
    return False


def test_only_the_room_of_people_reads_the_ledger() -> None:
    found = {
        path.relative_to(house.PACKAGE).as_posix()
        for path in house.modules()
        if house.room_of(path) != "people" and _reads_lines(house.tree_of(path))
    }
    assert found == set(READERS)


@pytest.mark.parametrize(
    ("source", "reads"),
    [
        ("from anpacken.people.models import Consent, Person", True),
        ("from anpacken.people.models.consents import Consent", True),
        ("Person.objects.filter(consents__deed='given')", True),
        ("Q(**{'consents__deed': 'given'})", True),
        ("from anpacken.people.queries.consents import consenting", False),
    ],
)
def test_a_reader_is_seen(source: str, reads: bool) -> None:
    assert _reads_lines(ast.parse(source)) is reads
