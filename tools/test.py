"""`make test`: what the tests need, `make check`, all tests on SQLite, then those that use a database on PostgreSQL.

Ends with pytest's own closing line: that of the run that failed, or of the last one. The exit status is 0 only when
the checks and both runs passed.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tools import check, postgres, system

ROOT = Path(__file__).resolve().parent.parent
# One more than there are processors: a test waits for its browser, a server or the disk a third of its time.
WORKERS = str(min((os.cpu_count() or 2) + 1, 8))


@dataclass
class Run:
    title: str
    status: int
    seconds: float
    closing: str
    failures: list[str] = field(default_factory=list)


def pytest(title: str, arguments: Sequence[str], environment: dict[str, str]) -> Run:
    """One run of pytest, shown as it goes. Finding no test at all (status 5) is a failure too."""
    print(f"\n--- {title} ---", flush=True)
    began = time.monotonic()
    command = [sys.executable, "-m", "pytest", "-n", WORKERS, "--dist", "worksteal", "--color=no", *arguments]
    lines: list[str] = []
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as running:
        if running.stdout is None:
            raise RuntimeError("pytest has no output.")
        try:
            for line in running.stdout:
                sys.stdout.write(line)
                sys.stdout.flush()
                lines.append(line.rstrip())
        except KeyboardInterrupt:
            running.send_signal(signal.SIGINT)
            running.wait(30)
            raise
    closing = next((line for line in reversed(lines) if line.startswith("=") and " in " in line), "")
    failures = [line for line in lines if line.startswith(("FAILED ", "ERROR "))]
    return Run(title, running.returncode, time.monotonic() - began, closing, failures)


def _environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ANPACKEN_", "DATABASE_URL"))}
    return {**kept, **more}


def _interrupted(*_: object) -> None:
    raise KeyboardInterrupt


def run(arguments: list[str]) -> int:
    missing = system.provide()
    if missing:
        sys.stdout.writelines(f"{line}\n" for line in missing)
        return 1
    began = time.monotonic()
    print("--- make check ---", flush=True)
    failed_checks = check.judge([])
    runs = [pytest("pytest on SQLite", arguments, _environment())]
    with postgres.cluster() as url:
        chosen = ["-m", "not journey and not once", *arguments]
        runs.append(pytest("pytest on PostgreSQL", chosen, _environment(DATABASE_URL=url)))
    print(f"\n--- all of it took {time.monotonic() - began:.0f} s ---")
    print(f"make check: {f'{failed_checks} FAILED' if failed_checks else 'passed'}")
    for each in runs:
        print(f"{each.title}: {'passed' if each.status == 0 else 'FAILED'} in {each.seconds:.0f} s")
        for line in each.failures:
            print(f"  {line}")
    last = next((each for each in runs if each.status), runs[-1])
    print(last.closing or f"{last.title} ended without a closing line (status {last.status}).", flush=True)
    return 0 if not failed_checks and all(each.status == 0 for each in runs) else 1


def main() -> int:
    signal.signal(signal.SIGTERM, _interrupted)
    signal.signal(signal.SIGHUP, _interrupted)
    try:
        return run(sys.argv[1:])
    except KeyboardInterrupt:
        print("\nStopped.", flush=True)
        return 130


if __name__ == "__main__":
    raise SystemExit(main())
