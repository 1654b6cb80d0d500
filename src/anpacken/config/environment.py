"""Reads the settings from the environment and refuses, loudly, what is missing or contradicts itself."""

from __future__ import annotations

import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environ import Env


def refuse(problem: str, remedy: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(f"{problem}\n  What to do: {remedy}")


def read_flag(env: Env, name: str, *, default: bool) -> bool:
    """A yes-or-no variable. Anything but 1/0, true/false, yes/no, on/off is refused."""
    raw = env.str(name, default="").strip().lower()
    if not raw:
        return default
    if raw in {"1", "true", "yes", "on"}:
        return True
    if raw in {"0", "false", "no", "off"}:
        return False
    raise refuse(f"{name}={raw} is neither yes nor no.", f"Set {name} to 1 or 0.")


def read_int(env: Env, name: str, *, default: int, least: int, most: int) -> int:
    raw = env.str(name, default="").strip()
    if not raw:
        return default
    if not raw.isdigit() or not least <= int(raw) <= most:
        raise refuse(
            f"{name}={raw} is no whole number from {least} to {most}.", f"Set {name}, or leave it out for {default}."
        )
    return int(raw)


def kept_secret(path: Path) -> str:
    """The secret in `path`, made at first use. For demo and single-machine set-ups."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return path.read_text(encoding="ascii").strip()
