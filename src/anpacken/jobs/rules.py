"""How long work waits after a failure, when a worker counts as dead, and what is told about an error."""

from __future__ import annotations

import re
import traceback
from datetime import timedelta
from pathlib import Path

PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(hours=1))
MOST_ATTEMPTS = 5
"""How often a one-off task is tried before it stays failed."""

LEASE = timedelta(seconds=60)
"""How long a silent worker keeps its work. A living one renews its lease every PULSE."""
PULSE = timedelta(seconds=10)
TASK_LONGEST = timedelta(hours=1)
"""A task that runs longer is given up for hung, and its worker with it."""

_ADDRESS = re.compile(r"[^\s@<>\"'(),;]+@[^\s@<>\"'(),;]+")
_LONG_NUMBER = re.compile(r"\d[\d\s/()-]{5,}\d")
_MOST_FRAMES = 8
_MESSAGE_LENGTH = 300


def pause_after(failures: int) -> timedelta:
    """How long to wait after `failures` failures in a row (1 or more): 1, 5, 15, then always 60 minutes."""
    return PAUSES[min(failures, len(PAUSES)) - 1]


def may_try_again(attempts: int) -> bool:
    """Whether a task that was begun `attempts` times gets another try by itself."""
    return attempts < MOST_ATTEMPTS


def told(error: BaseException) -> str:
    """What the office may read about an error: its class, its message's first line, and where it happened.

    Mail addresses and long numbers are blotted out, and neither lines of code nor values are shown, so that
    nothing about a person lands in a log that is kept for longer than the person's record.
    """
    lines = [f"{type(error).__qualname__}: {_blotted(str(error))}".removesuffix(": ")]
    cause = error.__cause__
    if cause is not None:
        lines.append(f"because of {type(cause).__qualname__}: {_blotted(str(cause))}".removesuffix(": "))
    frames = traceback.extract_tb(error.__traceback__)[-_MOST_FRAMES:]
    lines += [f"  {_short(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join(lines)


def _blotted(message: str) -> str:
    first = message.strip().split("\n", 1)[0]
    first = _LONG_NUMBER.sub("…", _ADDRESS.sub("…@…", first))
    return first if len(first) <= _MESSAGE_LENGTH else first[:_MESSAGE_LENGTH] + "…"


def _short(filename: str) -> str:
    """The path from the package on, so that it says nothing about the machine."""
    parts = Path(filename).parts
    for root in ("site-packages", "src"):
        if root in parts:
            return "/".join(parts[parts.index(root) + 1 :])
    return "/".join(parts[-2:])
