"""Completed registrations: event page, form, confirmation; sustained and in a rush for the last seats."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

from bench import visitors
from bench.frame import Findings, Target
from bench.house import House, house
from bench.processes import cpu_seconds, pss_megabytes

ROUNDS = 3
SECONDS = 10.0
VISITORS = 32
PEOPLE, SEATS = 300, 100
DRAIN_SECONDS = 120

# Figures of the peers, measured with the same flow on a machine of the same kind; see docs/benchmarks.md.
PRETIX_CPU_MS = 1110
INDICO_CPU_MS = 300


def run() -> Findings:
    findings = Findings("registrations")
    for database, processes in (("postgres", 2), ("sqlite", 1)):
        with house(database=database, web_processes=processes) as ours:
            _warm(ours)
            for _ in range(ROUNDS):
                findings.runs.append({"run": f"sustained {database}", **_sustained(ours)})
            for _ in range(ROUNDS):
                findings.runs.append({"run": f"rush {database}", **_rush(ours)})
            time.sleep(5)
            findings.runs.append({"run": f"idle {database}", "pss_mb": pss_megabytes(ours.pid)})
    _judge(findings)
    findings.notes.append(
        f"Peers, same flow, two workers, PostgreSQL: pretix 2026.8 {PRETIX_CPU_MS} ms of server CPU per registration, "
        f"Indico 3.2.9 {INDICO_CPU_MS} ms."
    )
    findings.notes.append(
        "Server CPU is that of web, worker (mails rendered and handed to an SMTP server) and database together."
    )
    return findings


def _event(ours: House, capacity: int) -> str:
    return str(json.loads(ours.command("generate", "event", "--capacity", str(capacity)))["public_id"])


def _warm(ours: House) -> None:
    tally = asyncio.run(visitors.sustained(ours.base, _event(ours, 100_000), visitors=4, seconds=4))
    _drain(ours, tally.outcomes["registered"])


def _sustained(ours: House) -> dict[str, Any]:
    event, mails = _event(ours, 900_000), ours.sink.count
    before = cpu_seconds(*ours.pids)
    tally = asyncio.run(visitors.sustained(ours.base, event, visitors=VISITORS, seconds=SECONDS))
    done = tally.outcomes["registered"]
    _drain(ours, mails + done)
    cpu = cpu_seconds(*ours.pids) - before
    return {
        "registered": done,
        "errors": tally.outcomes["error"],
        "problems": dict(tally.problems),
        "per_second": round(done / tally.wall, 2),
        "cpu_ms": round(1000 * cpu / max(done, 1), 2),
        "p50_s": tally.quantile(0.5),
        "p95_s": tally.quantile(0.95),
        "mails": ours.sink.count - mails,
    }


def _rush(ours: House) -> dict[str, Any]:
    event, mails = _event(ours, SEATS), ours.sink.count
    tally = asyncio.run(visitors.rush(ours.base, event, people=PEOPLE))
    standing = json.loads(ours.command("generate", "seats", event))
    _drain(ours, mails + tally.outcomes["registered"] + tally.outcomes["waiting"])
    return {
        "registered": tally.outcomes["registered"],
        "waiting": tally.outcomes["waiting"],
        "errors": tally.outcomes["error"],
        "problems": dict(tally.problems),
        "forms_of_waiting_list": sum(stance == "waiting_list" for _asked, stance in tally.forms),
        "forms_after_last_seat": tally.late_forms(SEATS),
        "seats_taken": standing["taken"],
        "seats_by_registrations": standing["by_registrations"],
        "all_answered_s": round(tally.wall, 2),
        "p95_s": tally.quantile(0.95),
    }


def _drain(ours: House, mails: int) -> None:
    """Waits until the worker has handed over as many mails in all as there should be."""
    deadline = time.monotonic() + DRAIN_SECONDS
    while ours.sink.count < mails:
        if time.monotonic() > deadline:
            raise RuntimeError(f"{mails - ours.sink.count} mails did not leave.")
        time.sleep(0.2)


def _judge(findings: Findings) -> None:
    for database, least in (("postgres", 40), ("sqlite", 25)):
        sustained, rush = f"sustained {database}", f"rush {database}"
        findings.targets += [
            Target(f"server CPU per registration, {database}", findings.median(sustained, "cpu_ms"), 20, "ms"),
            Target(
                f"registrations, {database}",
                findings.median(sustained, "per_second"),
                least,
                "per second",
                at_most=False,
            ),
            Target(f"whole visit p95 at {VISITORS} visitors, {database}", findings.median(sustained, "p95_s"), 0.5, "s")
            if database == "postgres"
            else Target(f"errors in sustained runs, {database}", findings.median(sustained, "errors"), 0, "visits"),
            Target(
                f"seats sold beyond {SEATS}, {database}", abs(findings.median(rush, "seats_taken") - SEATS), 0, "seats"
            ),
            # The worst run counts: nobody may fill in a form in vain.
            Target(
                f"forms shown after the last seat was gone, {database}",
                max(row["forms_after_last_seat"] for row in findings.runs if row["run"] == rush),
                0,
                "forms",
            ),
            Target(f"errors in the rush, {database}", findings.median(rush, "errors"), 0, "visits"),
            Target(f"rush of {PEOPLE} answered, {database}", findings.median(rush, "all_answered_s"), 5, "s"),
        ]
    findings.targets.append(
        Target("idle memory of all processes (PSS)", findings.median("idle postgres", "pss_mb"), 350, "MB")
    )
