"""The annual report of the demo year as PDF: seconds and memory."""

from __future__ import annotations

import os
import resource
import subprocess
import tempfile
import time
from pathlib import Path

from bench.frame import Findings, Target
from bench.house import ANPACKEN, ROOT

ROUNDS = 3


def run() -> Findings:
    findings = Findings("report")
    with tempfile.TemporaryDirectory(prefix="anpacken-bench-") as folder:
        environment = {**os.environ, "ANPACKEN_DEMO": "1", "ANPACKEN_VAR": f"{folder}/var"}
        for step in (["compile_translations"], ["migrate", "--verbosity=0"], ["demo"]):
            subprocess.run([ANPACKEN, *step], env=environment, cwd=ROOT, check=True, capture_output=True)
        for _ in range(ROUNDS):
            target = Path(folder) / "report.pdf"
            before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            subprocess.run(
                [ANPACKEN, "report", "4", "--output", str(target)],
                env=environment,
                cwd=ROOT,
                check=True,
                capture_output=True,
            )
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            findings.runs.append(
                {
                    "run": "report",
                    "seconds": round(time.perf_counter() - begun, 2),
                    "cpu_s": round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 2),
                    "peak_mb": round(after.ru_maxrss / 1024),
                    "size_kb": round(target.stat().st_size / 1024),
                }
            )
    findings.targets.append(
        Target("annual report as PDF, start of the command included", findings.median("report", "seconds"), 10, "s")
    )
    findings.notes.append("The peak of memory is the largest of all commands run, loading the demo included.")
    return findings
