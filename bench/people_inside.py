"""What `bench.people` asks the server in its own process, without the network between. Prints JSON."""

from __future__ import annotations

import gc
import json
import os
import statistics
import time
from collections.abc import Callable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "anpacken.config.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402

from anpacken.accounts.actions import users  # noqa: E402
from anpacken.accounts.choices import Role  # noqa: E402
from anpacken.core import clock  # noqa: E402
from anpacken.core.actors import Actor  # noqa: E402
from anpacken.people.choices import ConsentPurpose  # noqa: E402
from anpacken.people.models import Person, Tag  # noqa: E402
from anpacken.places.models import Region  # noqa: E402
from anpacken.segments.choices import SegmentSubject  # noqa: E402
from anpacken.segments.conditions import Catalogue  # noqa: E402
from anpacken.segments.queries.reach import reach_of  # noqa: E402
from anpacken.segments.resolving import resolve  # noqa: E402
from anpacken.segments.tree import read  # noqa: E402

REQUESTS = 40
LANGUAGES = ["de", "en"]
WORDS = ["an", "ber", "mann", "example", "302", "Hannover", "ida", "len", "sch", "jo"]


def p95_ms(ask: Callable[[int], Any]) -> float:
    """The 95th percentile of so many askings; two before do not count."""
    times = []
    for number in range(-2, REQUESTS):
        begun = time.perf_counter()
        ask(number)
        times.append(1000 * (time.perf_counter() - begun))
    return round(statistics.quantiles(times[2:], n=20)[18], 1)


def office() -> Client:
    by = Actor.command("bench")
    user = users.ensure(
        email="bench@example.org", password=None, first_name="Bench", last_name="Office", role=Role.OFFICE, by=by
    )
    client = Client(HTTP_HOST="127.0.0.1")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def main() -> dict[str, Any]:
    client, people = office(), reverse("person:index")
    regions = list(Region.objects.values_list("pk", flat=True))

    def people_list(number: int, **more: Any) -> None:
        filters = {"region": regions[number % len(regions)], "consent": "newsletter"}
        answer = client.get(people, {**filters, "q": WORDS[number % len(WORDS)], **more})
        assert answer.status_code == 200, answer.status_code

    first = Person.objects.order_by("pk").first()
    assert first is not None
    record = reverse("person:inspect", args=[first.pk])

    def person(_number: int) -> None:
        answer = client.get(record)
        assert answer.status_code == 200, answer.status_code

    # As the supervisor does before it serves: what start-up made is not looked through again and again.
    gc.collect()
    gc.freeze()
    return {
        "list_ms": p95_ms(people_list),
        "queries_25": queries(lambda: people_list(0, size=25)),
        "queries_100": queries(lambda: people_list(0, size=100)),
        "person_ms": p95_ms(person),
        "segment_ms": p95_ms(narrow),
        "broad_segment_ms": p95_ms(broad),
    }


def queries(ask: Callable[[], None]) -> int:
    with CaptureQueriesContext(connection) as caught:
        ask()
    return len(caught)


def counted(*conditions: tuple[str, str]) -> None:
    """How many fit all conditions and may get the newsletter, counted as the builder does while editing."""
    leaves = [{"condition": name, "operator": "any_of", "value": [value]} for name, value in conditions]
    resolved = resolve(read({"all": leaves}), SegmentSubject.PERSON, Catalogue())
    assert not resolved.problems, resolved.problems
    reach_of(resolved, SegmentSubject.PERSON, ConsentPurpose.NEWSLETTER, at=clock.now())


def narrow(number: int) -> None:
    """A few hundred of 300.000: who lives in a region, carries a tag and supports the alliance."""
    tags = Tag.objects.order_by("pk")
    region = Region.objects.order_by("code")[number % 4].code
    counted(("region", region), ("tag", tags[number % tags.count()].public_id), ("role", "supporter"))


def broad(number: int) -> None:
    """A fifth of all: who lives in a region, supports the alliance and reads a language."""
    region = Region.objects.order_by("code")[number % 4].code
    counted(("region", region), ("role", "supporter"), ("language", LANGUAGES[number % len(LANGUAGES)]))


if __name__ == "__main__":
    print(json.dumps(main()))
