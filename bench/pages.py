"""Pages: made anew, from the page cache, and against a static file of the same server."""

from __future__ import annotations

import asyncio
import json
import time
from typing import Any

import aiohttp

from bench.frame import Findings, Target
from bench.house import house
from bench.processes import cpu_seconds

ROUNDS = 3
SECONDS = 6.0
LANES = 8
STATIC = "/static/ui/icons.svg"


def run() -> Findings:
    findings = Findings("pages")
    for kept in (True, False):
        with house(database="sqlite", web_processes=1, page_cache_megabytes=16 if kept else 0) as ours:
            ours.command("generate", "pages")
            event = json.loads(ours.command("generate", "event", "--capacity", "100"))["public_id"]
            paths = {"home": "/", "event": f"/veranstaltungen/{event}/"}
            if kept:
                paths["static"] = _static_path(ours.base)
            for _ in range(ROUNDS):
                for name, path in paths.items():
                    state = "" if name == "static" else (" kept" if kept else " made")
                    findings.runs.append({"run": f"{name}{state}", **_load(ours.base + path, ours.pid)})
    for name in ("home", "event"):
        kept_rate, static_rate = findings.median(f"{name} kept", "per_second"), findings.median("static", "per_second")
        findings.targets += [
            Target(f"{name} page made anew, CPU", findings.median(f"{name} made", "cpu_ms"), 15, "ms")
            if name == "event"
            else Target(f"{name} page made anew, CPU", findings.median(f"{name} made", "cpu_ms"), 40, "ms"),
            Target(
                f"{name} page kept, share of static",
                round(kept_rate / static_rate, 2),
                0.5,
                "of the rate",
                at_most=False,
            ),
        ]
    findings.notes.append(
        "The target for the home page made anew is our own; pretix needs 65-85 ms for an event page, Indico 113."
    )
    return findings


def _static_path(base: str) -> str:
    """The hashed address of the stylesheet, as the home page names it."""
    import lxml.html

    async def read() -> str:
        async with aiohttp.ClientSession() as session, session.get(base + "/") as answer:
            return await answer.text()

    return str(lxml.html.fromstring(asyncio.run(read())).xpath("//link[@rel='stylesheet']/@href")[0])


def _load(url: str, pid: int) -> dict[str, Any]:
    asyncio.run(_requests(url, 1.0))
    before, begun = cpu_seconds(pid), time.perf_counter()
    times = asyncio.run(_requests(url, SECONDS))
    wall = time.perf_counter() - begun
    ordered = sorted(times)
    return {
        "requests": len(times),
        "per_second": round(len(times) / wall, 1),
        "cpu_ms": round(1000 * (cpu_seconds(pid) - before) / len(times), 3),
        "p50_ms": round(1000 * ordered[len(ordered) // 2], 2),
        "p95_ms": round(1000 * ordered[int(0.95 * len(ordered))], 2),
    }


async def _requests(url: str, seconds: float) -> list[float]:
    times: list[float] = []
    begun = time.perf_counter()

    async def lane(session: aiohttp.ClientSession) -> None:
        while (now := time.perf_counter()) - begun < seconds:
            async with session.get(url) as answer:
                await answer.read()
                assert answer.status == 200, answer.status
            times.append(time.perf_counter() - now)

    async with aiohttp.ClientSession() as session:
        await asyncio.gather(*(lane(session) for _ in range(LANES)))
    return times
