"""`make check`: everything that can be judged without running the tests, two things at a time.

python -m tools.check            judges
python -m tools.check types      judges one thing
python -m tools.check --fix      formats code and templates, and mends what can be mended safely
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
# Our own settings for tools: the same whatever the developer has set.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("ANPACKEN_", "DATABASE_URL"))}
ENVIRONMENT |= {"DJANGO_SETTINGS_MODULE": "tests.settings", "NO_COLOR": "1", "COLUMNS": "160"}


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    command: list[str]
    fix: list[str] | None = None


def _python_files() -> list[str]:
    folders = [ROOT / "src", ROOT / "tests", ROOT / "tools", ROOT / "bench"]
    return [str(path) for folder in folders for path in sorted(folder.rglob("*.py"))]


def checks() -> list[Check]:
    """All checks, the longest first, so that two lanes end at about the same time."""
    upgrade = [str(BIN / "django-upgrade"), "--target-version", "5.2"]
    return [
        Check("types", [str(BIN / "mypy")]),
        Check("project, migrations, templates", [sys.executable, "-m", "tools.project"]),
        Check("floors", [str(BIN / "lint-imports"), "--no-cache"]),
        Check("templates: form", [str(BIN / "djlint"), "src", "--check"], [str(BIN / "djlint"), "src", "--reformat"]),
        Check("Django 5.2", [*upgrade, "--check", *_python_files()], [*upgrade, *_python_files()]),
        Check("translations", [sys.executable, "-m", "tools.translations"]),
        Check("templates: lint", [str(BIN / "djlint"), "src", "--lint"]),
        Check("format", [str(BIN / "ruff"), "format", "--check", "."], [str(BIN / "ruff"), "format", "."]),
        Check("lint", [str(BIN / "ruff"), "check", "."], [str(BIN / "ruff"), "check", "--fix", "."]),
    ]


def _run(command: list[str]) -> tuple[int, str, float]:
    began = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    return done.returncode, (done.stdout + done.stderr).strip(), time.monotonic() - began


def judge(wanted: list[str]) -> int:
    """Runs the checks whose names begin like one of `wanted` (all if none). Returns how many failed."""
    chosen = [check for check in checks() if not wanted or any(check.name.startswith(word) for word in wanted)]
    failed = []
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as lanes:
        running = {lanes.submit(_run, check.command): check for check in chosen}
        for future in as_completed(running):
            check = running[future]
            status, said, seconds = future.result()
            print(f"{'ok    ' if status == 0 else 'FAILED'} {check.name} ({seconds:.1f} s)", flush=True)
            if status:
                failed.append(check.name)
                print("\n".join(f"    {line}" for line in said.splitlines()), flush=True)
    if failed:
        print(f"\nmake check: {len(failed)} of {len(chosen)} failed: {', '.join(failed)}")
    return len(failed)


def fix() -> int:
    for check in checks():
        if check.fix:
            _status, _said, seconds = _run(check.fix)
            print(f"{check.name} ({seconds:.1f} s)", flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(fix() if "--fix" in sys.argv else min(judge(sys.argv[1:]), 1))
