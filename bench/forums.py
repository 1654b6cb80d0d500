"""Drawing places for 650 people in 4 forums and 2 rounds, with everything that is written, on both databases."""

from __future__ import annotations

import json
import subprocess
import sys

from bench.frame import Findings, Target
from bench.house import ROOT, prepared

DATABASES = ("sqlite", "postgres")


def run() -> Findings:
    findings = Findings("forums")
    for database in DATABASES:
        with prepared(database=database) as environment:
            done = subprocess.run(
                [sys.executable, "-m", "bench.forums_inside"],
                env={**environment, "DJANGO_SETTINGS_MODULE": "anpacken.config.settings"},
                cwd=ROOT,
                check=True,
                capture_output=True,
                text=True,
            )
            findings.runs.append({"run": database, **json.loads(done.stdout.splitlines()[-1])})
        findings.targets.append(
            Target(f"{database}: 650 people, 4 forums, 2 rounds", findings.median(database, "draw_s"), 1, "s")
        )
    first = findings.runs[-1]
    findings.notes.append(
        f"{first['places']} places given, {first['first_wishes']} of them first wishes, in rooms of 165;"
        " half of all name the same forum first. Each run is the median of five draws, each taken back."
    )
    return findings
