"""Virtual visitors: each opens the event page and the form, fills it in as served, and reads the answer."""

from __future__ import annotations

import asyncio
import random
import secrets
import time
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urljoin

import aiohttp
import lxml.html

TIMEOUT = aiohttp.ClientTimeout(total=60)


@dataclass(slots=True)
class Tally:
    """What the visitors met. Times in seconds, for whole visits."""

    outcomes: Counter[str] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    wall: float = 0.0
    problems: Counter[str] = field(default_factory=Counter)
    forms: list[tuple[float, str]] = field(default_factory=list)
    """When each form was asked for, and what it was for: `open` (a seat) or `waiting_list`."""
    sold: list[float] = field(default_factory=list)
    """When each answer arrived that said that a seat was taken."""

    def late_forms(self, seats: int) -> int:
        """The forms for a seat that were asked for after the last of `seats` was known to be gone."""
        if len(self.sold) < seats:
            return 0
        gone = sorted(self.sold)[seats - 1]
        return sum(asked > gone and stance != "waiting_list" for asked, stance in self.forms)

    def quantile(self, share: float) -> float:
        ordered = sorted(self.times)
        return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 4) if ordered else 0.0


async def visit(tally: Tally, connector: aiohttp.TCPConnector, base: str, event: str, number: str) -> str:
    """One whole visit, of which `tally` notes the form. Returns `registered`, `waiting`, `full` or `error …`."""
    async with aiohttp.ClientSession(connector=connector, connector_owner=False, timeout=TIMEOUT) as session:
        page = f"{base}/veranstaltungen/{event}/"
        async with session.get(page) as answer:
            if answer.status != 200:
                return f"error event {answer.status}"
            await answer.read()
        asked = time.perf_counter()
        async with session.get(f"{page}anmelden/") as answer:
            text, where = await answer.text(), str(answer.url)
            if answer.status != 200:
                return f"error form {answer.status}"
        forms = [form for form in lxml.html.fromstring(text).forms if "email" in form.fields]
        if not forms:
            return "full"
        form = forms[0]
        tally.forms.append((asked, form.get("data-stance", "")))
        form.fields["name"] = f"Anna Beispiel {number}"
        form.fields["email"] = f"gast-{number}@example.org"
        target = urljoin(where, form.action or where)
        async with session.post(target, data=form.form_values(), headers={"Origin": base}) as answer:
            text = await answer.text()
            if answer.status != 200:
                return f"error answer {answer.status}"
            outcome = _outcome(text)
            if outcome == "registered":
                tally.sold.append(time.perf_counter())
            return outcome


def _outcome(text: str) -> str:
    found = lxml.html.fromstring(text).xpath("//@data-outcome")
    return str(found[0]) if found else "error no outcome"


async def sustained(base: str, event: str, *, visitors: int, seconds: float) -> Tally:
    """Visitors who come one after the other, `visitors` at a time, for `seconds`."""
    tally, connector, run = Tally(), aiohttp.TCPConnector(limit=0), secrets.token_hex(4)
    begun = time.perf_counter()

    async def one_after_the_other(lane: int) -> None:
        count = 0
        while time.perf_counter() - begun < seconds:
            count += 1
            await _timed(tally, connector, base, event, f"{run}-{lane}-{count}")

    await asyncio.gather(*(one_after_the_other(lane) for lane in range(visitors)))
    tally.wall = time.perf_counter() - begun
    await connector.close()
    return tally


async def rush(base: str, event: str, *, people: int, spread: float = 1.0) -> Tally:
    """`people` who all come within `spread` seconds."""
    tally, connector, run = Tally(), aiohttp.TCPConnector(limit=0), secrets.token_hex(4)
    begun = time.perf_counter()

    async def one(number: int) -> None:
        await asyncio.sleep(random.uniform(0, spread))
        await _timed(tally, connector, base, event, f"{run}-{number}")

    await asyncio.gather(*(one(number) for number in range(people)))
    tally.wall = time.perf_counter() - begun
    await connector.close()
    return tally


async def _timed(tally: Tally, connector: aiohttp.TCPConnector, base: str, event: str, number: str) -> None:
    begun = time.perf_counter()
    try:
        outcome = await visit(tally, connector, base, event, number)
    except (aiohttp.ClientError, TimeoutError) as error:
        outcome = f"error {type(error).__name__}"
    tally.times.append(time.perf_counter() - begun)
    tally.outcomes["error" if outcome.startswith("error") else outcome] += 1
    if outcome.startswith("error"):
        tally.problems[outcome] += 1
