"""Actions are the only writers: nothing else in the house makes, changes or deletes a row."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture import house

pytestmark = pytest.mark.once

WRITES = {
    "save",
    "create",
    "update",
    "delete",
    "get_or_create",
    "update_or_create",
    "bulk_create",
    "bulk_update",
    "save_m2m",
    "asave",
    "acreate",
    "aupdate",
    "adelete",
    "execute",
    "executemany",
    "executescript",
}

# What is called like a write and stands outside of actions, with the reason for which it may.
ALLOWED = {
    "accounts/models.py: user.save": "Django's contract for a manager of users; actions/users.py calls it",
    "accounts/office/saving.py: form.save": "commit=False: the form fills the instance, and the room's action saves it",
    "config/demo/loading/documentation.py: picture.save": "a picture in memory",
    "config/demo/loading/invitations.py: segments.save": "an action of segments",
    "config/demo/loading/markets.py: picture.save": "a picture in memory",
    "config/demo/loading/projects.py: projects.save": "an action of network",
    "config/management/commands/generate.py: load.create": "an action of events",
    "config/management/commands/generate.py: cursor.execute": "ANALYZE, so that the database knows its tables",
    "core/locks.py: cursor.execute": "takes a lock and changes no row",
    "people/queries/letters.py: cursor.execute": "asks the index of letters, which no model describes",
    "core/spreadsheets.py: book.save": "a file for whoever asked for it",
    "people/views/office_parts.py: notes.delete": "an action of this room",
    "people/views/office_saving.py: form.save": "commit=False: the form fills the instance, and the action saves it",
    "config/demo/reading.py: names.update": "a set",
    "config/kept_pages.py: start.update": "a dictionary",
    "config/preparation.py: digest.update": "a checksum",
    "core/inserts.py: cursor.execute": "for actions, which alone may call `insert`",
    "documentation/views/office.py: documenting.save": "an action of this room",
    "documentation/views/office.py: form.save": "commit=False: the form fills the instance, and the action saves it",
    "events/forms/filters.py: kept.update": "a QueryDict: the form as it is shown again",
    "core/bulk.py: cursor.execute": "many rows at once, for actions",
    "core/bulk.py: cursor.executemany": "many rows at once, for actions",
    "impact/jobs.py: years.save": "an action of impact",
    "impact/pdf/kept.py: default_storage.delete": "a file that can be made again",
    "impact/pdf/kept.py: default_storage.save": "a file that can be made again",
    "imports/rejected.py: book.save": "a spreadsheet",
    "imports/views/office.py: removals.delete": "an action of imports",
    "letters/views/office.py: letters.save": "an action of this room",
    "people/queries/supporters.py: total.update": "a dictionary",
    "programme/printing.py: default_storage.delete": "a file that can be made again",
    "programme/printing.py: default_storage.save": "a file that can be made again",
    "segments/queries/suppressed.py: whole.update": "a hash",
    "segments/views/office.py: segments.save": "an action of this room",
    "ui/components.py: context.dicts[-1].update": "the names in a template",
    "ui/components.py: state.update": "the names in a template",
    "website/views/meta.py: cursor.execute": "SELECT 1, to say that the database answers",
}


def _is_action(path: Path) -> bool:
    parts = path.relative_to(house.PACKAGE).parts
    return "actions" in parts or path.name == "actions.py"


def _writes(path: Path) -> set[str]:
    name = path.relative_to(house.PACKAGE).as_posix()
    return {
        f"{name}: {ast.unparse(node.func)}"
        for node in ast.walk(house.tree_of(path))
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Attribute) and node.func.attr in WRITES)
            # core.inserts.insert
            or (isinstance(node.func, ast.Name) and node.func.id == "insert")
        )
        # `super().save()` within a method of that name hands on what somebody else has called.
        and not ast.unparse(node.func).startswith("super()")
    }


def _found() -> set[str]:
    return {write for path in house.modules() if not _is_action(path) for write in _writes(path)}


def test_only_actions_write() -> None:
    assert sorted(_found() - set(ALLOWED)) == [], (
        "Move the write into the room's actions. If it is none, give the reason in ALLOWED."
    )


def test_every_reason_still_has_its_place() -> None:
    assert sorted(set(ALLOWED) - _found()) == []


def test_a_write_in_a_view_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house, "PACKAGE", tmp_path)
    view = tmp_path / "views.py"
    view.write_text("def view(request):\n    Event.objects.filter(pk=1).update(state='held')\n", "utf-8")
    assert _writes(view) == {"views.py: Event.objects.filter(pk=1).update"}
    other = tmp_path / "office.py"
    other.write_text("def view(request):\n    insert(Event())\n", "utf-8")
    assert _writes(other) == {"office.py: insert"}


def test_no_model_has_rules_in_its_saving() -> None:
    """A rule in `save` is passed by whoever updates many rows at once; rules stand in actions."""
    overriding = {
        f"{path.relative_to(house.PACKAGE)}: {node.name}.{part.name}"
        for path in house.modules()
        if path.name == "models.py" or path.parent.name == "models"
        for node in ast.walk(house.tree_of(path))
        if isinstance(node, ast.ClassDef)
        for part in node.body
        if isinstance(part, ast.FunctionDef) and part.name in {"save", "delete", "save_base"}
    }
    # The log refuses every change, whoever asks for it.
    assert overriding == {"audit/models.py: EntryQuerySet.delete"}
