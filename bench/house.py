"""Our own house under load: a fresh installation with made-up events, served as an office would serve it."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiosmtpd.controller import Controller

from tools import postgres

ROOT = Path(__file__).parent.parent
ANPACKEN = Path(sys.executable).parent / "anpacken"
START_SECONDS = 120
# What an office would run: data is on disk when the visitor is told so.
DURABLE = ["max_connections=60", "shared_buffers=256MB"]


class _Sink:
    """An SMTP server that takes everything and counts it."""

    def __init__(self) -> None:
        self.count = 0

    async def handle_DATA(self, server: object, session: object, envelope: object) -> str:  # noqa: N802
        self.count += 1
        return "250 taken"


@dataclass(slots=True)
class House:
    """A running installation."""

    base: str
    pid: int
    database_pid: int | None
    environment: dict[str, str]
    sink: _Sink = field(default_factory=_Sink)

    @property
    def pids(self) -> list[int]:
        return [self.pid, *([self.database_pid] if self.database_pid else [])]

    def command(self, *words: str) -> str:
        """Runs `anpacken …` on this installation and gives what it printed."""
        return _run(self.environment, *words)


@contextmanager
def prepared(*, database: str) -> Iterator[dict[str, str]]:
    """The environment of a fresh installation on `sqlite` or `postgres` that nothing serves."""
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="anpacken-bench-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        environment = {
            **_outside(),
            "ANPACKEN_VAR": str(folder),
            "ANPACKEN_BASE_URL": "http://127.0.0.1:8000",
            "ANPACKEN_SECRET_KEY": secrets.token_urlsafe(50),
            "ANPACKEN_MAIL_URL": "smtp://127.0.0.1:1/?tls=none",
        }
        if database == "postgres":
            environment["DATABASE_URL"] = stack.enter_context(postgres.cluster(DURABLE))
        _prepare(environment)
        yield environment


@contextmanager
def copied(original: dict[str, str]) -> Iterator[dict[str, str]]:
    """Another installation, as the one of this environment stands now. Preparing one takes half a minute."""
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="anpacken-bench-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        shutil.copytree(original["ANPACKEN_VAR"], folder, dirs_exist_ok=True)
        environment = {**original, "ANPACKEN_VAR": str(folder)}
        if "DATABASE_URL" in original:
            environment["DATABASE_URL"] = stack.enter_context(postgres.copy_of(original["DATABASE_URL"]))
        yield environment


def _outside() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(("ANPACKEN_", "DATABASE_"))}


def _prepare(environment: dict[str, str]) -> None:
    for step in (
        ["compile_translations"],
        ["migrate", "--verbosity=0"],
        ["collectstatic", "--noinput", "--verbosity=0"],
        ["setup"],
    ):
        _run(environment, *step)


@contextmanager
def house(*, database: str, web_processes: int, threads: int = 1, page_cache_megabytes: int = 16) -> Iterator[House]:
    """A fresh installation on `sqlite` or `postgres` that serves until the block ends."""
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="anpacken-bench-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        sink = _Sink()
        mail_port, port = _free_port(), _free_port()
        controller = Controller(sink, hostname="127.0.0.1", port=mail_port)
        controller.start()
        stack.callback(controller.stop)
        environment = {
            **_outside(),
            "ANPACKEN_VAR": str(folder / "var"),
            "ANPACKEN_BASE_URL": f"http://127.0.0.1:{port}",
            "ANPACKEN_SECRET_KEY": secrets.token_urlsafe(50),
            "ANPACKEN_MAIL_URL": f"smtp://127.0.0.1:{mail_port}/?tls=none",
            "ANPACKEN_WEB_PROCESSES": str(web_processes),
            "ANPACKEN_WEB_THREADS": str(threads),
            "ANPACKEN_PAGE_CACHE_MB": str(page_cache_megabytes),
            "PORT": str(port),
        }
        database_pid = None
        if database == "postgres":
            url = stack.enter_context(postgres.cluster(DURABLE))
            environment["DATABASE_URL"] = url
            database_pid = _postmaster(url)
        _prepare(environment)
        log = stack.enter_context((folder / "log").open("w"))
        process = subprocess.Popen([ANPACKEN, "serve"], env=environment, cwd=ROOT, stdout=log, stderr=log)
        stack.callback(_stop, process)
        base = environment["ANPACKEN_BASE_URL"]
        _wait(base, process, folder / "log")
        yield House(base, process.pid, database_pid, environment, sink)


def _run(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run([ANPACKEN, *words], env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"anpacken {' '.join(words)}\n{done.stdout}{done.stderr}")
    return done.stdout


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _postmaster(url: str) -> int:
    import psycopg

    with psycopg.connect(url) as connection:
        folder = connection.execute("SHOW data_directory").fetchone()
    assert folder is not None
    return int((Path(folder[0]) / "postmaster.pid").read_text(encoding="ascii").splitlines()[0])


def _wait(base: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{base}/health/", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise RuntimeError(f"The house does not answer.\n{log.read_text(encoding='utf-8')}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
