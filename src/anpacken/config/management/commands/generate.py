"""`anpacken generate`: made-up records for benchmarks, and how the installation stands. Prints JSON."""

from __future__ import annotations

import argparse
import json
from datetime import time, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, models

from anpacken.accounts.models import User
from anpacken.core import clock, ids
from anpacken.core.actors import Actor
from anpacken.core.texts import translated
from anpacken.events.actions import load
from anpacken.events.choices import HOLDS_SEATS, ContributionKind, EventFormat
from anpacken.events.facts import ContributionFacts, EventFacts, ForumFacts
from anpacken.events.models import Event, Registration
from anpacken.events.models.registrations import seats
from anpacken.mail.choices import MailState
from anpacken.mail.models import OutgoingMail
from anpacken.people.actions import made_up
from anpacken.people.models import Person
from anpacken.places.actions import geography
from anpacken.website.actions import pages

BY = Actor.command("generate")


class Command(BaseCommand):
    help = "Makes records for benchmarks. Refuses an installation that holds people."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--people", type=_many, default=0, help="so many persons, with all that goes with them")
        parser.add_argument("--organisations", type=_many, default=0, help="so many organisations")
        parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same people")
        kinds = parser.add_subparsers(dest="kind")
        event = kinds.add_parser("event", help="an announced event that takes registrations")
        event.add_argument("--capacity", type=_seats, required=True, help="seats")
        seats = kinds.add_parser("seats", help="how the seats of an event stand")
        seats.add_argument("event", help="public id")
        kinds.add_parser("outbox", help="how many mails wait")
        kinds.add_parser("pages", help="the home pages, and a dozen events to show on them")

    def handle(self, *args: Any, **options: Any) -> None:
        made = {"event": self._event, "seats": self._seats, "outbox": self._outbox, "pages": self._pages}
        if options["kind"] is None and not (options["people"] or options["organisations"]):
            raise CommandError("Say what to generate: --people, --organisations, or one of " + ", ".join(made) + ".")
        make = self._register if options["kind"] is None else made[options["kind"]]
        self.stdout.write(json.dumps(make(options)))

    def _register(self, options: dict[str, Any]) -> dict[str, Any]:
        self._refuse_real_data()
        geography.load(by=BY)
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                # One transaction of half a gigabyte: with the usual 16 MB its pages are written again and again.
                cursor.execute("PRAGMA cache_size=-200000")
            made = made_up.make(
                people=options["people"], organisations=options["organisations"], seed=options["seed"], by=BY
            )
            cursor.execute("ANALYZE")  # the database plans by what it knows of its tables
        return made

    def _event(self, options: dict[str, Any]) -> dict[str, Any]:
        self._refuse_real_data()
        event = load.create(_facts(options["capacity"], days_ahead=30), by=BY)
        return {"public_id": event.public_id}

    def _seats(self, options: dict[str, Any]) -> dict[str, Any]:
        event = Event.objects.filter(public_id=options["event"]).first()
        if event is None:
            raise CommandError(
                f"There is no event {options['event']!r}. `generate event` says the id of each event that it makes.",
                returncode=2,
            )
        held = Registration.objects.filter(event=event, state__in=HOLDS_SEATS)
        by_registrations = held.aggregate(seats=models.Sum(seats()))["seats"] or 0
        return {"taken": event.taken_seats, "by_registrations": by_registrations, "capacity": event.capacity}

    def _outbox(self, options: dict[str, Any]) -> dict[str, Any]:
        waiting = OutgoingMail.objects.filter(state__in=[MailState.QUEUED, MailState.CLAIMED]).count()
        return {"waiting": waiting, "failed": OutgoingMail.objects.filter(state=MailState.FAILED).count()}

    def _pages(self, options: dict[str, Any]) -> dict[str, Any]:
        self._refuse_real_data()
        pages.ensure_site(name="Anpacken", by=BY)
        for number in range(12):
            load.create(_facts(100, days_ahead=10 + 7 * number), by=BY)
        return {"events": Event.objects.count()}

    def _refuse_real_data(self) -> None:
        if Person.objects.exists() or User.objects.exists():
            raise CommandError(
                "This installation holds people; made-up events would stand between theirs. "
                "Use a database of its own: ANPACKEN_VAR=/path/to/an/empty/folder.",
                returncode=2,
            )


def _many(written: str) -> int:
    if not written.isdecimal() or int(written[:10]) > 2_000_000:
        raise argparse.ArgumentTypeError(f"{written} is no number of records; write one from 0 to 2000000")
    return int(written)


def _seats(written: str) -> int:
    if not written.isdecimal() or len(written) > 6 or not int(written):
        raise argparse.ArgumentTypeError(f"{written} is no number of seats; write one from 1 to 999999")
    return int(written)


def _facts(capacity: int, *, days_ahead: int) -> EventFacts:
    """An event as full of words as a real one."""
    day = clock.today() + timedelta(days=days_ahead)
    words = "Ein Tag für Haupt- und Ehrenamtliche, mit Vorträgen, Gesprächen und Zeit füreinander. "
    return EventFacts(
        slug=f"probe-{ids.new_public_id()}",
        format=EventFormat.REGIONAL_DIALOGUE,
        title=translated(de="Probe: Integrationsdialog vor Ort", en="Trial: local dialogue on integration"),
        summary=translated(de=words * 2, en="A day for staff and volunteers. " * 4),
        body=translated(de=(words * 5 + "\n\n") * 3, en=("A day for staff and volunteers. " * 12 + "\n\n") * 3),
        venue="Altes Rathaus",
        address="Am Markt 1",
        starts_on=day,
        ends_on=day,
        begins_at=time(9, 30),
        ends_at=time(16, 0),
        contributions=tuple(
            ContributionFacts(kind=ContributionKind.TALK, name=f"Probe Person {number}", title=translated(de="Impuls"))
            for number in range(4)
        ),
        forums=tuple(ForumFacts(title=translated(de=f"Forum {number}"), rounds=2) for number in range(1, 5)),
        takes_registrations=True,
        capacity=capacity,
    )
