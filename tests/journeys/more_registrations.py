"""Events for journeys about coming and looking back. Run in the demo's own process by `anpacken shell`."""

from __future__ import annotations

import json
import sys
from datetime import time, timedelta

from anpacken.core import clock
from anpacken.core.ids import new_public_id
from anpacken.core.texts import translated
from anpacken.events.choices import EventState
from anpacken.events.facts import ForumFacts
from anpacken.events.models import Forum
from anpacken.forums.actions import choices
from anpacken.forums.choices import Mode
from anpacken.programme.actions import items, releases
from anpacken.programme.actions.items import ItemFacts
from anpacken.programme.choices import ItemKind
from tests.factories.events import BY, make_event, register


def make() -> None:
    """An event with one seat left, one with two forums of one place each, and one that was held, with its follow-up.
    Prints their public ids by name."""
    now, day, mark = clock.now(), clock.today() + timedelta(days=40), new_public_id()
    last = make_event(slug=f"last-{mark}", title=translated(de="Letzter Platz"), starts_on=day, capacity=1)
    tables = make_event(slug=f"forums-{mark}", title=translated(de="Tag der Foren"), starts_on=day, capacity=20)
    for number, name in enumerate(("Sprache", "Arbeit"), start=1):
        forum = Forum.objects.create(event=tables, title=translated(de=name), rounds=1, position=number)
        facts = ItemFacts(
            kind=ItemKind.FORUM, forum=forum, round=1, on=day, begins_at=time(11), ends_at=time(12), capacity=1
        )
        items.add(event=tables, facts=facts, by=BY, at=now)
    releases.release(event=tables, by=BY, at=now)
    choices.set_up(event=tables, mode=Mode.FIRST_COME, closes_at=None, gives_any=False, by=BY, at=now)
    for number in (1, 2):
        register(tables, f"forum-{number}@example.org", at=now)
    held = make_event(
        slug=f"held-{mark}",
        title=translated(de="Dialog Nachbarschaft"),
        starts_on=clock.today() - timedelta(days=3),
        state=EventState.HELD,
        takes_registrations=False,
        forums=(ForumFacts(title=translated(de="Wohnen")),),
    )
    after = make_event(
        slug=f"after-{mark}", title=translated(de="Folgetreffen Nachbarschaft"), starts_on=day, follows=held.slug
    )
    events = {"last": last, "forums": tables, "held": held, "after": after}
    found = {name: event.public_id for name, event in events.items()}
    sys.stdout.write(json.dumps(found) + "\n")
