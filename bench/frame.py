"""What every benchmark shares: what it found, on which machine, and how it is kept."""

from __future__ import annotations

import json
import os
import platform
import statistics
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
LIBRARIES = ("django", "wagtail", "uvicorn", "a2wsgi", "psycopg", "typst")


@dataclass(frozen=True, slots=True)
class Target:
    """One figure that the product promises, with what was measured. `at_most` or else at least."""

    what: str
    measured: float
    limit: float
    unit: str
    at_most: bool = True

    @property
    def holds(self) -> bool:
        return self.measured <= self.limit if self.at_most else self.measured >= self.limit


@dataclass(slots=True)
class Findings:
    """All runs of one benchmark, and its targets."""

    name: str
    runs: list[dict[str, Any]] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    tables: list[dict[str, Any]] = field(default_factory=list)
    """Each with `head` and `rows`, to be read under the targets."""

    def median(self, run: str, figure: str) -> float:
        """The median of a figure over all runs of one kind."""
        return round(statistics.median(each[figure] for each in self.runs if each["run"] == run), 3)

    def write(self) -> None:
        RESULTS.mkdir(exist_ok=True)
        kept = {
            "name": self.name,
            "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "machine": machine(),
            "versions": {"python": platform.python_version(), **{each: version(each) for each in LIBRARIES}},
            "targets": [{**asdict(target), "holds": target.holds} for target in self.targets],
            "notes": self.notes,
            "tables": self.tables,
            "runs": self.runs,
        }
        text = json.dumps(kept, indent=1, ensure_ascii=False) + "\n"
        (RESULTS / f"{self.name}.json").write_text(text, encoding="utf-8")


def machine() -> dict[str, Any]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {
        "cores": os.cpu_count(),
        "memory_gb": round(memory / 2**30),
        "system": platform.system(),
        "arch": platform.machine(),
    }
