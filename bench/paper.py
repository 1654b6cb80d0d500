"""Makes docs/benchmarks.md from the results."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bench.frame import RESULTS

PAPER = Path(__file__).parent.parent / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Made by `make bench` from `bench/results/`. CPU seconds per unit of work are steadier than times on a shared machine;
medians of all rounds. Peers were measured with the same flow on a machine of the same kind.
"""


def write() -> None:
    results = sorted(RESULTS.glob("*.json"))
    parts = [HEAD, *(_section(json.loads(file.read_text(encoding="utf-8"))) for file in results)]
    PAPER.parent.mkdir(exist_ok=True)
    PAPER.write_text("\n".join(parts), encoding="utf-8")


def _section(kept: dict[str, Any]) -> str:
    machine, versions = kept["machine"], ", ".join(f"{name} {number}" for name, number in kept["versions"].items())
    lines = [
        f"## {kept['name']}",
        "",
        f"{kept['measured_at'][:10]}, {machine['cores']} cores, {machine['memory_gb']} GB. {versions}.",
        "",
        "| what | measured | target | holds |",
        "|---|---|---|---|",
    ]
    for target in kept["targets"]:
        sign = "≤" if target["at_most"] else "≥"
        holds = "yes" if target["holds"] else "**no**"
        lines.append(
            f"| {target['what']} | {target['measured']:g} {target['unit']} | {sign} {target['limit']:g} | {holds} |"
        )
    for table in kept.get("tables", []):
        rows = [table["head"], ["---"] * len(table["head"]), *table["rows"]]
        lines += ["", *("| " + " | ".join(map(str, row)) + " |" for row in rows)]
    lines += ["", *(f"- {note}" for note in kept["notes"]), ""]
    return "\n".join(lines)
