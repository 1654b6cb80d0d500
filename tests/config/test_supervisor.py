"""The processes of the house: started together, started again when they die, ended together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

ANPACKEN = Path(sys.executable).parent / "anpacken"
PATIENCE_SECONDS = 90


def wait_for(what: str, is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < deadline, f"It did not come to pass that {what}."
        time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Served:
    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        clean = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("ANPACKEN_", "DATABASE_", "DJANGO_"))
        }
        self.environment = {**clean, "ANPACKEN_DEBUG": "1", "ANPACKEN_VAR": str(folder), "PORT": str(self.port)}
        self.log = folder / "log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen([ANPACKEN, "serve"], env=self.environment, stderr=log)

    def answers(self) -> bool:
        assert self.process.poll() is None, self.log.read_text()
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/robots.txt", timeout=5) as answer:
                return answer.status == 200
        except OSError:
            return False

    def children(self) -> list[psutil.Process]:
        return [
            child for child in psutil.Process(self.process.pid).children() if child.status() != psutil.STATUS_ZOMBIE
        ]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    served = Served(tmp_path)
    try:
        wait_for("the site answers", served.answers)
        yield served
    finally:
        # Its children end with it, as the last but one test shows.
        served.process.kill()
        served.process.wait()


def test_one_command_runs_web_and_worker(served: Served) -> None:
    assert len(served.children()) == 2


def test_a_process_that_dies_is_started_again(served: Served) -> None:
    before = {child.pid for child in served.children()}
    for pid in before:
        os.kill(pid, signal.SIGKILL)
    wait_for("two new processes run", lambda: len({c.pid for c in served.children()} - before) == 2)
    wait_for("the site answers", served.answers)


def test_asked_to_stop_they_all_end(served: Served) -> None:
    children = served.children()
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(PATIENCE_SECONDS) == 0
    wait_for("no process is left", lambda: not any(child.is_running() for child in children))


def test_no_process_outlives_a_killed_parent(served: Served) -> None:
    children = served.children()
    served.process.kill()
    wait_for(
        "no process is left",
        lambda: not any(child.is_running() and child.status() != psutil.STATUS_ZOMBIE for child in children),
    )


def test_a_taken_port_is_said_plainly(served: Served) -> None:
    done = subprocess.run([ANPACKEN, "serve"], env=served.environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"Port {served.port} cannot be used" in done.stderr
    assert "PORT=8001" in done.stderr
    assert "Traceback" not in done.stderr
