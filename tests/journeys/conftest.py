"""The demo year, set up and served as `make demo` does it, for journeys in a real browser."""

from __future__ import annotations

import fcntl
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser import new_visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PATIENCE_SECONDS = 300
PASSWORD = "anpacken-demo-2026"


@dataclass(frozen=True, slots=True)
class Site:
    """A served demo with its own data."""

    base: str
    environment: dict[str, str]

    def command(self, *words: str) -> str:
        """Runs `anpacken …` on the demo's data and gives what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", "anpacken", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout


def _environment(var: Path, **more: str) -> dict[str, str]:
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("ANPACKEN_", "DATABASE_", "DJANGO_"))
    }
    return {**kept, "ANPACKEN_DEMO": "1", "ANPACKEN_VAR": str(var), **more}


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The data of a demo that is set up and not served; set up once for all processes of a run."""
    own = tmp_path_factory.getbasetemp()
    folder = (own if worker_id == "master" else own.parent) / "prepared-demo"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "is-ready").exists():
            command = [sys.executable, "-m", "anpacken", "up", "--only-prepare"]
            subprocess.run(command, env=_environment(folder / "var"), check=True, stdout=subprocess.DEVNULL)
            (folder / "is-ready").touch()
    return folder / "var"


@pytest.fixture(scope="session")
def site(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One demo for all journeys of this process; each journey takes events and addresses of its own."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(prepared, folder / "var")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = _environment(folder / "var", PORT=str(port))
    log = folder / "log"
    with log.open("w") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "anpacken", "up"], env=environment, stdout=stream, stderr=stream
        )
    base = f"http://127.0.0.1:{port}"
    try:
        _wait(base, process, log)
        yield Site(base, environment)
    finally:
        process.terminate()
        process.wait(60)


def _wait(base: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text("utf-8")
        try:
            with urllib.request.urlopen(f"{base}/health/", timeout=10):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"The demo does not answer.\n{log.read_text('utf-8')}")


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    """A new visitor with a German browser, who meets no error of ours: neither a 500 nor a word in the console."""
    wrong: list[str] = []
    with new_visitor(browser, base_url=site.base) as page:
        page.on("response", lambda reply: wrong.append(f"{reply.status} {reply.url}") if reply.status >= 500 else None)
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        yield page
    assert wrong == []
