"""A private PostgreSQL cluster for one command: on a free port, in a temporary folder, gone afterwards.

    python -m tools.postgres pytest tests/races

runs the command with `DATABASE_URL` leading to the cluster. PostgreSQL refuses to run as root, so root hands
it to the system user `postgres`. The cluster is stopped by its own `pg_ctl`, also after a failure or Ctrl-C.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

# Nothing in it is worth keeping, so it need not wait for the disk.
FAST = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "max_wal_size=256MB",
    "max_connections=120",
    "autovacuum=off",
]
# A test that commits gets its database anew: some hundred files are copied, which takes a busy disk a second or two.
MEMORY = Path("/dev/shm")
MEMORY_ENOUGH = 3 << 30


class PostgresMissing(Exception):
    """There are no PostgreSQL server programs on this machine."""


def binaries() -> Path:
    """The folder with `initdb` and `pg_ctl` of the newest installed version.

    Raises:
        PostgresMissing: there is none.
    """
    found = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()]
    if found:
        return max(found, key=lambda path: int(path.parent.name) if path.parent.name.isdigit() else 0)
    initdb = shutil.which("initdb")
    if initdb is None:
        raise PostgresMissing("PostgreSQL's server programs are missing: apt-get install postgresql")
    return Path(initdb).resolve().parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _memory() -> Path | None:
    """Where files are kept in memory, if there is plenty of it."""
    if not os.access(MEMORY, os.W_OK) or shutil.disk_usage(MEMORY).free < MEMORY_ENOUGH:
        return None
    return MEMORY


def _as_postgres(command: Sequence[str | Path]) -> None:
    """Runs a server program, as the user `postgres` when we are root."""
    words = [str(word) for word in command]
    user = "postgres" if os.geteuid() == 0 else None
    # Its output goes to a file: the server keeps what it inherits open for as long as it lives.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(
            words,
            user=user,
            group=user,
            extra_groups=[] if user else None,
            cwd="/",
            stdout=said,
            stderr=said,
            check=False,
        )
        if done.returncode:
            said.seek(0)
            raise RuntimeError(f"{' '.join(words)}\n{said.read().decode(errors='replace')}")


@contextmanager
def cluster(settings: Sequence[str] = FAST) -> Iterator[str]:
    """A running cluster with these settings; gives the `DATABASE_URL` of its database `postgres`."""
    programs = binaries()
    folder = Path(tempfile.mkdtemp(prefix="anpacken-postgres-", dir=_memory() if settings is FAST else None))
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
    data, port = folder / "data", free_port()
    started = False
    try:
        _as_postgres(
            [
                programs / "initdb",
                "--pgdata",
                data,
                "--username=anpacken",
                "--auth=trust",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--no-sync",
            ]
        )
        options = " ".join(f"-c {setting}" for setting in [*settings, f"port={port}", "listen_addresses=127.0.0.1"])
        started = True
        _as_postgres(
            [
                programs / "pg_ctl",
                "start",
                "--pgdata",
                data,
                "--wait",
                "--log",
                folder / "log",
                "--options",
                f"{options} -c unix_socket_directories={folder}",
            ]
        )
        yield f"postgres://anpacken:anpacken@127.0.0.1:{port}/postgres"
    finally:
        if started:
            _as_postgres([programs / "pg_ctl", "stop", "--pgdata", data, "--mode=immediate", "--wait"])
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def copy_of(url: str) -> Iterator[str]:
    """A database beside the one at `url`, to which nobody is connected, with the same in it; gone afterwards."""
    import psycopg
    from psycopg import sql

    server, _slash, original = url.rpartition("/")
    name = f"{original}_{secrets.token_hex(4)}"
    with psycopg.connect(f"{server}/template1", autocommit=True) as connection:
        parts = sql.Identifier(name), sql.Identifier(original)
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*parts))
    try:
        yield f"{server}/{name}"
    finally:
        with psycopg.connect(f"{server}/template1", autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _stop_as_on_interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def main() -> int:
    signal.signal(signal.SIGTERM, _stop_as_on_interrupt)
    signal.signal(signal.SIGHUP, _stop_as_on_interrupt)
    try:
        with cluster() as url:
            return subprocess.run(sys.argv[1:], env={**os.environ, "DATABASE_URL": url}, check=False).returncode
    except PostgresMissing as missing:
        sys.stderr.write(f"{missing}\n")
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
