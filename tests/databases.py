"""Databases for tests: migrated once, then copied, because 280 migrations take a quarter of a minute.

The template is named after a fingerprint of all migrations. On SQLite it is a file kept in the cache folder
from run to run; on PostgreSQL a database of the cluster that `DATABASE_URL` names.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.db import connection, connections

ROOT = Path(__file__).resolve().parent.parent
CACHE = Path(os.environ.get("ANPACKEN_TEST_CACHE", ROOT / "var" / "test"))


class Laid(Protocol):
    """A database that was laid for one test process."""

    def lay_anew(self) -> None: ...

    def remove(self) -> None: ...


def fingerprint() -> str:
    """Changes when any migration, the locked versions or the settings change."""
    digest = hashlib.sha256()
    for path in [*sorted(ROOT.glob("src/anpacken/**/migrations/*.py")), ROOT / "uv.lock"]:
        digest.update(str(path.relative_to(ROOT)).encode())
        digest.update(path.read_bytes())
    digest.update("\n".join(settings.INSTALLED_APPS).encode())
    digest.update((ROOT / "src" / "anpacken" / "accounts" / "permissions.py").read_bytes())
    return digest.hexdigest()[:12]


@contextmanager
def _one_at_a_time(name: str) -> Iterator[None]:
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _migrate(database_url: str) -> None:
    """Lays the tables and the roles' groups there, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.databases"],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"The test database could not be migrated.\n{done.stderr[-4000:]}")


def lay(worker: str) -> Laid:
    """A fresh database for this process; Django's default connection leads to it from now on."""
    return LaidPostgres(worker) if connection.vendor == "postgresql" else LaidFile(worker)


def _point_to(name: str) -> None:
    connections.close_all()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


class LaidFile:
    """A SQLite file with our options, copied from the template."""

    def __init__(self, worker: str) -> None:
        kept = CACHE / f"template-{fingerprint()}.sqlite3"
        self._folder = Path(tempfile.mkdtemp(prefix=f"anpacken-{worker}-"))
        self._file = self._folder / "test.sqlite3"
        self._template = self._folder / "template.sqlite3"
        with _one_at_a_time("template-sqlite"):
            if not kept.exists():
                self._make_template(kept)
            shutil.copyfile(kept, self._template)
        self.lay_anew()

    def _make_template(self, kept: Path) -> None:
        fresh = self._folder / "fresh.sqlite3"
        _migrate(f"sqlite:///{fresh}")
        # One file without its log, so that copying it copies everything.
        with closing(sqlite3.connect(fresh)) as raw:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            raw.execute("PRAGMA journal_mode=DELETE")
        for old in CACHE.glob("template-*.sqlite3"):
            old.unlink()
        shutil.move(fresh, kept)

    def lay_anew(self) -> None:
        connections.close_all()
        for old in self._folder.glob("test.sqlite3*"):
            old.unlink()
        shutil.copyfile(self._template, self._file)
        _point_to(str(self._file))

    def remove(self) -> None:
        connections.close_all()
        shutil.rmtree(self._folder, ignore_errors=True)


class LaidPostgres:
    """A database made from the template by PostgreSQL itself."""

    def __init__(self, worker: str) -> None:
        import psycopg

        self._psycopg = psycopg
        given = dict(settings.DATABASES["default"])
        self._server = {
            "host": given["HOST"] or None,
            "port": given["PORT"] or None,
            "user": given["USER"] or None,
            "password": given["PASSWORD"] or None,
        }
        self._template = f"anpacken_template_{fingerprint()}"
        self._name = f"anpacken_test_{worker}"
        with _one_at_a_time(f"template-postgres-{given['PORT'] or 'default'}"):
            if not self._exists(self._template):
                self._make_template()
        self.lay_anew()

    def _command(self, *statements: str) -> None:
        with self._psycopg.connect(**self._server, dbname="postgres", autocommit=True) as raw:
            for statement in statements:
                raw.execute(statement)

    def _exists(self, name: str) -> bool:
        with self._psycopg.connect(**self._server, dbname="postgres", autocommit=True) as raw:
            return raw.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None

    def _make_template(self) -> None:
        fresh = f"{self._template}_fresh"
        self._command(f'DROP DATABASE IF EXISTS "{fresh}" WITH (FORCE)', f'CREATE DATABASE "{fresh}"')
        account = f"{self._server['user']}:{self._server['password'] or ''}@" if self._server["user"] else ""
        host = str(self._server["host"] or "localhost").replace("/", "%2F")
        _migrate(f"postgres://{account}{host}:{self._server['port'] or 5432}/{fresh}")
        self._command(f'ALTER DATABASE "{fresh}" RENAME TO "{self._template}"')

    def lay_anew(self) -> None:
        connections.close_all()
        self._command(
            f'DROP DATABASE IF EXISTS "{self._name}" WITH (FORCE)',
            f'CREATE DATABASE "{self._name}" TEMPLATE "{self._template}" STRATEGY FILE_COPY',
        )
        _point_to(self._name)

    def remove(self) -> None:
        connections.close_all()
        self._command(f'DROP DATABASE IF EXISTS "{self._name}" WITH (FORCE)')


def _lay_tables() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    from anpacken.accounts.actions import roles

    call_command("migrate", verbosity=0, skip_checks=True)
    roles.sync_groups()


if __name__ == "__main__":
    _lay_tables()
