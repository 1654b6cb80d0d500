"""Inside an installation: 650 registrations with wishes for 4 forums in 2 rounds, drawn several times."""

from __future__ import annotations

import json
import time
from random import Random

import django

django.setup()

from datetime import date  # noqa: E402 - only now that Django is set up
from datetime import time as clock_time  # noqa: E402

from anpacken.core import clock  # noqa: E402
from anpacken.core.actors import Actor  # noqa: E402
from anpacken.core.texts import translated  # noqa: E402
from anpacken.events.actions import load  # noqa: E402
from anpacken.events.choices import EventFormat, RegistrationState  # noqa: E402
from anpacken.events.facts import EventFacts, ForumFacts  # noqa: E402
from anpacken.events.models import Event, Forum, Registration  # noqa: E402
from anpacken.forums.actions import choices  # noqa: E402
from anpacken.forums.choices import Mode  # noqa: E402
from anpacken.forums.models import Place, Wish  # noqa: E402
from anpacken.forums.queries.places import drift  # noqa: E402
from anpacken.programme.models import Item  # noqa: E402

PEOPLE, FORUMS, ROUNDS, PLACES = 650, 4, 2, 165
TIMES = 5
BY = Actor.command("bench")


def main() -> None:
    event = _event()
    at = clock.now()
    walls, cpus = [], []
    for _turn in range(TIMES):
        begun, cpu = time.perf_counter(), time.process_time()
        choices.draw_places(event=event, by=BY, at=at)
        walls.append(time.perf_counter() - begun)
        cpus.append(time.process_time() - cpu)
        assert drift(event) == {}
        given = Place.objects.filter(state="placed").count()
        first = Place.objects.filter(state="placed", reason="first").count()
        choices.take_back(event=event, by=BY, at=at)
    print(
        json.dumps(
            {
                "draw_s": round(sorted(walls)[TIMES // 2], 3),
                "draw_cpu_s": round(sorted(cpus)[TIMES // 2], 3),
                "places": given,
                "first_wishes": first,
            }
        )
    )


def _event() -> Event:
    """Forum 1 is wished for most, so that the draw has something to decide; one in six brings somebody."""
    dice = Random(1)
    facts = EventFacts(
        slug="bench-forums",
        format=EventFormat.CENTRAL_CONFERENCE,
        title=translated(de="Konferenz", en="Conference"),
        starts_on=date(2099, 6, 3),
        takes_registrations=True,
        forums=tuple(ForumFacts(title=translated(de=f"Forum {n}"), rounds=ROUNDS) for n in range(1, FORUMS + 1)),
    )
    event = load.create(facts, by=BY)
    slots = {
        (turn, forum.pk): Item.objects.create(
            event=event,
            kind="forum",
            forum=forum,
            round=turn,
            on=facts.starts_on,
            begins_at=clock_time(9 + 2 * turn),
            ends_at=clock_time(10 + 2 * turn),
            capacity=PLACES,
        )
        for forum in Forum.objects.filter(event=event)
        for turn in range(1, ROUNDS + 1)
    }
    choices.set_up(event=event, mode=Mode.DRAWN, closes_at=None, gives_any=True, by=BY, at=clock.now())
    keys = sorted({forum for _turn, forum in slots})
    wishes = []
    for number in range(PEOPLE):
        address = f"gast{number}@example.org"
        guest = Registration.objects.create(
            event=event,
            state=RegistrationState.CONFIRMED,
            name=f"Gast {number}",
            email=address,
            email_key=address,
            language="de",
            companions=int(number % 6 == 0),
        )
        for turn in range(1, ROUNDS + 1):
            named = dice.choices(keys, weights=(6, 3, 2, 1))[0]
            other = dice.choice([key for key in keys if key != named])
            for rank, forum in ((1, named), (2, other)):
                wishes.append(Wish(registration=guest, round=turn, rank=rank, item=slots[turn, forum]))
    Wish.objects.bulk_create(wishes)
    return event


if __name__ == "__main__":
    main()
