"""What a person is in an organisation: entered, corrected, ended, taken out when it was wrong."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.db import transaction
from django.utils import timezone

from anpacken.alliance.models import Theme
from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.people.actions._locks import lock, locked
from anpacken.people.choices import AffiliationKind
from anpacken.people.errors import AffiliationKnown, DatesTurned, TopicOfContact
from anpacken.people.models import Affiliation, Organisation, Person


@dataclass(frozen=True, slots=True)
class Terms:
    """What is known about one affiliation beside the two whom it joins."""

    kind: AffiliationKind
    function: str = ""
    theme: Theme | None = None
    from_on: date | None = None
    until_on: date | None = None

    def check(self) -> None:
        """Refuses what makes no sense.

        Raises:
            DatesTurned, TopicOfContact
        """
        if self.from_on and self.until_on and self.until_on < self.from_on:
            raise DatesTurned
        if self.theme is not None and self.kind != AffiliationKind.CONTACT:
            raise TopicOfContact


def add(*, person: Person, organisation: Organisation, terms: Terms, by: Actor, at: datetime) -> Affiliation:
    """Enters that `person` is something in `organisation`.

    Raises:
        AffiliationKnown: the same is kept already and not over.
        DatesTurned, TopicOfContact
    """
    terms.check()
    with transaction.atomic():
        # A record that was merged in the meantime leads to the one that was kept.
        person = cast(Person, locked(person))
        organisation = cast(Organisation, locked(organisation))
        same = Affiliation.objects.filter(
            person=person, organisation=organisation, kind=terms.kind, theme=terms.theme, until_on=None
        )
        if terms.until_on is None and same.exists():
            raise AffiliationKnown
        made = Affiliation.objects.create(person=person, organisation=organisation, **_columns(terms))
        _tell("affiliation.added", made, by, at)
    return made


def change(*, affiliation: Affiliation, terms: Terms, by: Actor, at: datetime) -> None:
    """Corrects an affiliation; whom it joins stays.

    Raises:
        DatesTurned, TopicOfContact
    """
    terms.check()
    with transaction.atomic():
        lock(affiliation.person)
        for name, value in _columns(terms).items():
            setattr(affiliation, name, value)
        affiliation.save()
        _tell("affiliation.changed", affiliation, by, at)


def end(*, affiliation: Affiliation, by: Actor, at: datetime) -> None:
    """Ends it on the day of `at`; what has not begun ends on the day on which it would have. Done again, nothing."""
    with transaction.atomic():
        lock(affiliation.person)
        affiliation.refresh_from_db()
        if affiliation.until_on is not None:
            return
        today = timezone.localtime(at).date()
        affiliation.until_on = max(affiliation.from_on or today, today)
        affiliation.save(update_fields=["until_on"])
        _tell("affiliation.ended", affiliation, by, at)


def remove(*, affiliation: Affiliation, by: Actor, at: datetime) -> None:
    """Takes out what was never so; what is over is ended instead."""
    with transaction.atomic():
        lock(affiliation.person)
        _tell("affiliation.removed", affiliation, by, at)
        affiliation.delete()


def _columns(terms: Terms) -> dict[str, Any]:
    return {
        "kind": terms.kind,
        "function": terms.function,
        "theme": terms.theme,
        "from_on": terms.from_on,
        "until_on": terms.until_on,
    }


def _tell(action: str, affiliation: Affiliation, by: Actor, at: datetime) -> None:
    """Both records tell it; the ids in it are not personal data."""
    for target in (affiliation.person, affiliation.organisation):
        record(by=by, action=action, target=target, at=at, kind=affiliation.kind)
