"""The register with 3.000, 30.000 and 300.000 persons, on both databases: lists, segments, one person, an import."""

from __future__ import annotations

import csv
import json
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from bench.frame import Findings, Target
from bench.house import ANPACKEN, ROOT, copied, prepared

SIZES = (3_000, 30_000, 300_000)
DATABASES = ("sqlite", "postgres")
# A third as many rows as persons: 100.000 beside 300.000.
SHARE_OF_IMPORT = 3


def run() -> Findings:
    findings = Findings("people")
    for database in DATABASES:
        with prepared(database=database) as empty:
            for size in SIZES:
                with copied(empty) as environment:
                    found = {"run": f"{database} {size}", "database": database, "persons": size}
                    findings.runs.append({**found, **_measured(environment, size)})
                print(json.dumps(findings.runs[-1]), flush=True)
    _judge(findings)
    return findings


def _measured(environment: dict[str, str], size: int) -> dict[str, Any]:
    begun = time.perf_counter()
    _command(environment, "generate", f"--people={size}", f"--organisations={size // 10}", "--seed=1")
    generated = time.perf_counter()
    found: dict[str, Any] = json.loads(_python(environment, "-m", "bench.people_inside"))
    asked = time.perf_counter()
    found |= {"generate_s": round(generated - begun, 1), "asking_s": round(asked - generated, 1)}
    return found | _import(environment, Path(environment["ANPACKEN_VAR"]), size // SHARE_OF_IMPORT)


def _judge(findings: Findings) -> None:
    for database in DATABASES:
        run = f"{database} {SIZES[-1]}"
        for figure, what in (
            ("list_ms", "people list, two filters and a search, p95"),
            ("segment_ms", "segment of a few hundred, three conditions counted with their reach, p95"),
            ("broad_segment_ms", "segment of a fifth of all, three conditions counted with their reach, p95"),
            ("person_ms", "one person's page, 200 entries, p95"),
        ):
            findings.targets.append(Target(f"{database}: {what}", findings.median(run, figure), 150, "ms"))
        findings.targets += [
            Target(
                f"{database}: queries for 100 rows more than for 25",
                findings.median(run, "queries_100") - findings.median(run, "queries_25"),
                0,
                "queries",
            ),
            Target(f"{database}: import of 100.000 rows", findings.median(run, "import_s"), 120, "s"),
            Target(f"{database}: memory of the import", findings.median(run, "import_mb"), 500, "MB"),
        ]
    names = {
        "persons": "persons",
        "list_ms": "list, ms",
        "segment_ms": "narrow segment, ms",
        "broad_segment_ms": "broad segment, ms",
        "person_ms": "person, ms",
        "queries_25": "queries of the list",
        "import_rows": "rows imported",
        "import_s": "import, s",
        "import_mb": "import, MB",
    }
    findings.tables.append(
        {
            "head": ["database", *names.values()],
            "rows": [[run["database"], *(run[name] for name in names)] for run in findings.runs],
        }
    )
    findings.notes.append(
        "Times are of the server, in its own process, of 40 requests with differing filters and words; p95. "
        "A tenth as many organisations as persons stand beside them."
    )


def _import(environment: dict[str, str], folder: Path, rows: int) -> dict[str, Any]:
    """Takes in a file as a command does: known and unknown addresses, two in a hundred rows bad."""
    file = folder / "import.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        table = csv.writer(stream, delimiter=";")
        table.writerow(["Vorname", "Nachname", "E-Mail", "PLZ", "Ort"])
        for number in range(rows):
            address = "kaputt" if number % 50 == 49 else f"import{number}@example.org"
            table.writerow([f"Vorname{number % 97}", f"Probe{number}", address, "30159", "Hannover"])
    begun = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen(
        [ANPACKEN, "import", str(file)], env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    peak = _peak(process)
    seconds = time.perf_counter() - begun
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert process.stderr is not None
    if process.returncode:
        raise RuntimeError(process.stderr.read().decode())
    return {
        "import_rows": rows,
        "import_s": round(seconds, 1),
        "import_cpu_s": round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 1),
        "import_mb": peak,
    }


def _peak(process: subprocess.Popen[bytes]) -> int:
    """The most memory that the process held, in MB."""
    status, most = Path(f"/proc/{process.pid}/status"), 0
    while process.poll() is None:
        try:
            lines = status.read_text(encoding="ascii").splitlines()
        except OSError:
            break
        most = max([most, *(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))])
        time.sleep(0.1)
    process.wait()
    return round(most / 1024)


def _command(environment: dict[str, str], *words: str) -> str:
    return _done([str(ANPACKEN), *words], environment)


def _python(environment: dict[str, str], *words: str) -> str:
    # In the demo nobody is asked for a second factor.
    return _done([sys.executable, *words], {**environment, "PYTHONPATH": os.fspath(ROOT), "ANPACKEN_DEMO": "1"})


def _done(words: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(words, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(words)}\n{done.stdout[-2000:]}{done.stderr[-4000:]}")
    return done.stdout
