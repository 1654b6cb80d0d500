"""Inside an installation: 650 registrations with places in 4 forums x 2 rounds, printed on two kinds of sheets."""

from __future__ import annotations

import json
import time

import django

django.setup()

from datetime import date  # noqa: E402 - only now that Django is set up
from datetime import time as clock_time  # noqa: E402

from django.utils import translation  # noqa: E402

from anpacken.core.actors import Actor  # noqa: E402
from anpacken.core.texts import translated  # noqa: E402
from anpacken.door.paper import attending, printing  # noqa: E402
from anpacken.door.paper.labels import SHEETS  # noqa: E402
from anpacken.events.actions import load  # noqa: E402
from anpacken.events.choices import EventFormat, RegistrationState  # noqa: E402
from anpacken.events.facts import EventFacts, ForumFacts  # noqa: E402
from anpacken.events.models import Event, Forum, Registration  # noqa: E402
from anpacken.forums.models import Place  # noqa: E402
from anpacken.programme.models import Item, Room  # noqa: E402

PEOPLE, FORUMS, ROUNDS = 650, 4, 2
TIMES = 3
NAMES = (
    "Ada Muster",
    "Prof. Dr. Maximiliane von Hohenstein-Wildenburg",
    "Şükrü İğneciğil",
    "Дарина Коваленко",
    "محمد عبد الرحمن الخطيب",
    "پژمان گلچهره",
)


def main() -> None:
    event = _event()
    found = []
    with translation.override("de"):
        for code in ("3x8", "2x5"):
            walls = []
            for _turn in range(TIMES):
                begun = time.perf_counter()
                people = attending.everybody(event)
                made = printing.badges(event, people, SHEETS[code], first=1, languages=True)
                walls.append(time.perf_counter() - begun)
                assert len(people) == PEOPLE
            found.append({"run": code, "made_s": round(sorted(walls)[TIMES // 2], 2), "size_kb": len(made) // 1024})
    print(json.dumps(found))


def _event() -> Event:
    facts = EventFacts(
        slug="bench-badges",
        format=EventFormat.CENTRAL_CONFERENCE,
        title=translated(de="Konferenz", en="Conference"),
        starts_on=date(2099, 6, 3),
        takes_registrations=True,
        forums=tuple(
            ForumFacts(title=translated(de=f"Forum {n}: Teilhabe am Ort"), rounds=ROUNDS) for n in range(FORUMS)
        ),
    )
    event = load.create(facts, by=Actor.command("bench"))
    slots = {turn: _slots(event, turn) for turn in range(1, ROUNDS + 1)}
    for number in range(PEOPLE):
        address = f"gast{number}@example.org"
        guest = Registration.objects.create(
            event=event,
            state=RegistrationState.CONFIRMED,
            name=f"{NAMES[number % len(NAMES)]} {number}",
            organisation_name="Verein für Bildung und Teilhabe",
            email=address,
            email_key=address,
            companions=int(number % 6 == 0),
            language="de",
        )
        for turn, items in slots.items():
            item = items[(number + turn) % FORUMS]
            Place.objects.create(
                registration=guest, item=item, round=turn, state="placed", reason="first", heads=guest.seats
            )
    return event


def _slots(event: Event, turn: int) -> list[Item]:
    made = []
    for forum in Forum.objects.filter(event=event):
        room = Room.objects.create(event=event, name=f"Raum {forum.pk}.{turn}")
        made.append(
            Item.objects.create(
                event=event,
                kind="forum",
                forum=forum,
                round=turn,
                room=room,
                on=event.starts_on,
                begins_at=clock_time(9 + 2 * turn),
                ends_at=clock_time(10 + 2 * turn),
            )
        )
    return made


if __name__ == "__main__":
    main()
