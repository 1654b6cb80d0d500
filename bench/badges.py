"""Badges for 650 people as a PDF for label sheets, from the database to the last byte."""

from __future__ import annotations

import json
import subprocess
import sys

from bench.frame import Findings, Target
from bench.house import ROOT, prepared


def run() -> Findings:
    findings = Findings("badges")
    with prepared(database="sqlite") as environment:
        done = subprocess.run(
            [sys.executable, "-m", "bench.badges_inside"],
            env={**environment, "DJANGO_SETTINGS_MODULE": "anpacken.config.settings"},
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
    for measured in json.loads(done.stdout.splitlines()[-1]):
        findings.runs.append(measured)
        name = measured["run"]
        findings.targets.append(Target(f"650 badges on sheets {name}", findings.median(name, "made_s"), 10, "s"))
    findings.notes.append(
        "Names in Latin, Cyrillic and Arabic letters, each with an organisation and two forums with rooms; every name"
        " and every forum is fitted to its label. Each run is the median of three."
    )
    return findings
