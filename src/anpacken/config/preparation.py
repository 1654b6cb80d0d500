"""Brings an installation up to date: tables, roles, static files, and in the demo its year.

What has not changed since the last time is not done again: for each step the fingerprint of what it works on is
kept beside the data, so that a second start takes no longer than starting.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import CommandError, call_command
from django.db import connection, connections

from anpacken.accounts.actions import roles
from anpacken.alliance.models import Alliance
from anpacken.core import page_cache

Say = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to bring up to date. `is_there` looks whether an earlier result is still in place."""

    name: str
    title: str
    works_on: Callable[[], Iterable[Path]]
    is_there: Callable[[], bool]
    run: Callable[[], None]


def bring_up_to_date(say: Say) -> None:
    """Runs the steps whose material has changed since they last ran here.

    Raises:
        CommandError: a step failed; what the steps before it did stays.
    """
    marks = _Marks(settings.VAR / "prepared.json")
    versions = sorted(f"{found.name}=={found.version}" for found in metadata.distributions())
    tables, static, demo = (_fingerprint(step, versions) for step in (TABLES, STATIC, DEMO))
    collecting = None
    if not settings.DEBUG and not marks.hold(STATIC, static):
        say(STATIC.title)
        # Beside the migrations: one needs the disk, the other the processor.
        collecting = _beside(STATIC.run)
    if not marks.hold(TABLES, tables):
        say(TABLES.title)
        TABLES.run()
        marks.set(TABLES, tables)
    if settings.DEMO and not marks.hold(DEMO, demo):
        say(DEMO.title)
        DEMO.run()
        marks.set(DEMO, demo)
    if collecting is not None:
        if collecting():
            raise CommandError("The static files could not be collected; the lines above say why.")
        _read_manifest()
        marks.set(STATIC, static)
    if marks.moved:
        page_cache.forget_everything()


class _Marks:
    """Which material each step has last worked on."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._marks = _read(path)
        self.moved = False

    def hold(self, step: Step, fingerprint: str) -> bool:
        return self._marks.get(step.name) == fingerprint and step.is_there()

    def set(self, step: Step, fingerprint: str) -> None:
        self._marks[step.name] = fingerprint
        self._path.parent.mkdir(parents=True, exist_ok=True)
        part = self._path.with_suffix(f".{os.getpid()}.part")
        part.write_text(json.dumps(self._marks, indent=1), "utf-8")
        part.replace(self._path)
        self.moved = True


def _read(path: Path) -> dict[str, str]:
    """The marks of the last time; none when there was no last time or its file is broken: then all is done again."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _fingerprint(step: Step, versions: list[str]) -> str:
    digest = hashlib.sha256("\n".join(versions).encode())
    for path in sorted(step.works_on()):
        digest.update(str(path.relative_to(settings.PACKAGE)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _beside(work: Callable[[], None]) -> Callable[[], int]:
    """Does `work` in a process of its own. The answer waits for it and gives its exit status."""
    connections.close_all()
    pid = os.fork()
    if pid == 0:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    return lambda: os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def _files(*patterns: str) -> Callable[[], Iterable[Path]]:
    return lambda: (path for pattern in patterns for path in settings.PACKAGE.glob(pattern) if path.is_file())


def _migrate() -> None:
    call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    roles.sync_groups()


def _tables_are_there() -> bool:
    return "django_migrations" in connection.introspection.table_names()


def _static_files_are_there() -> bool:
    return (Path(settings.STATIC_ROOT) / "staticfiles.json").exists()


def _collect() -> None:
    call_command("collectstatic", interactive=False, verbosity=0, skip_checks=True)


def _read_manifest() -> None:
    """Tells this process the names that its child gave to the files, in case it asked before they were there."""
    storage: Any = staticfiles_storage
    if hasattr(storage, "load_manifest"):
        storage.hashed_files, storage.manifest_hash = storage.load_manifest()


def _demo_is_there() -> bool:
    return Alliance.objects.exists()


def _load_demo() -> None:
    call_command("demo", skip_checks=True)


TABLES = Step(
    "tables",
    "Laying the tables …",
    # The table of rights, too: a right that was taken out of it must not live on in the database.
    _files("*/migrations/*.py", "accounts/permissions.py"),
    _tables_are_there,
    _migrate,
)
STATIC = Step(
    "static",
    "Collecting the static files …",
    _files("*/static/**/*"),
    _static_files_are_there,
    _collect,
)
DEMO = Step(
    "demo",
    "Loading the demo year …",
    _files("config/demo/**/*"),
    _demo_is_there,
    _load_demo,
)
