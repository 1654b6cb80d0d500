"""What tests need of the system: Debian's chromium, PostgreSQL's server programs, and axe-core through npm.

What is missing is installed through apt where we may; where we may not, we say plainly what to install.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tools import postgres

ROOT = Path(__file__).resolve().parent.parent
AXE_VERSION = "4.14.1"
AXE = ROOT / "var" / "cache" / f"axe-core-{AXE_VERSION}" / "node_modules" / "axe-core" / "axe.min.js"


def chromium() -> str | None:
    """The browser's program, or nothing."""
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        found = shutil.which(name)
        if found:
            return found
    return None


def _postgres_is_there() -> bool:
    try:
        postgres.binaries()
    except postgres.PostgresMissing:
        return False
    return True


def _npm_is_there() -> bool:
    return AXE.exists() or shutil.which("npm") is not None


NEEDS: list[tuple[str, Callable[[], bool]]] = [
    ("chromium", lambda: chromium() is not None),
    ("postgresql", _postgres_is_there),
    ("npm", _npm_is_there),
]


def _as_root() -> list[str] | None:
    """What to put before a command that only root may run; nothing if we may not."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and (
        sys.stdin.isatty() or subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0
    ):
        return ["sudo"]
    return None


def _install(packages: list[str]) -> None:
    prefix = _as_root()
    if prefix is None or shutil.which("apt-get") is None:
        return
    print(f"Installing {', '.join(packages)} …", flush=True)
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    subprocess.run([*apt, "update", "-qq"], check=False, stdout=sys.stderr)
    subprocess.run([*apt, "install", "-y", "-qq", "--no-install-recommends", *packages], check=False, stdout=sys.stderr)


def _fetch_axe() -> str:
    """Puts axe-core into the cache folder. Says what went wrong, or nothing."""
    if AXE.exists():
        return ""
    folder = AXE.parents[2]
    folder.mkdir(parents=True, exist_ok=True)
    npm = ["npm", "install", "--prefix", str(folder), "--no-save", "--no-package-lock", "--ignore-scripts"]
    done = subprocess.run(
        [*npm, "--no-audit", "--no-fund", "--silent", f"axe-core@{AXE_VERSION}"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "npm_config_cache": str(ROOT / "var" / "cache" / "npm")},
    )
    return "" if AXE.exists() else f"axe-core {AXE_VERSION} could not be fetched with npm. {done.stderr.strip()}"


def provide() -> list[str]:
    """Installs what is missing, and says what is missing still, each as one line."""
    missing = [package for package, is_there in NEEDS if not is_there()]
    if missing:
        _install(missing)
    lines = [f"{package} is missing: apt-get install {package}" for package, is_there in NEEDS if not is_there()]
    if not lines:
        trouble = _fetch_axe()
        lines += [trouble] if trouble else []
    return lines


if __name__ == "__main__":
    problems = provide()
    sys.stdout.writelines(f"{line}\n" for line in problems)
    raise SystemExit(1 if problems else 0)
