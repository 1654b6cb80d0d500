"""A supporter's own log-in: made for a passkey, and taken off again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from anpacken.accounts.actions import log_ins, users
from anpacken.accounts.models import User
from anpacken.audit.actions import record
from anpacken.core.actors import Actor
from anpacken.people.actions._locks import lock
from anpacken.people.models import Person, PersonLogin


def ensure(*, person: Person, by: Actor, at: datetime) -> User:
    """The log-in of a supporter that only a passkey opens; made if there is none.

    Raises:
        LogInOfOffice: the address belongs to somebody who works in the office, whose log-in no mailed link may open.
    """
    with transaction.atomic():
        lock(person)
        held = PersonLogin.objects.select_related("user").filter(person=person).first()
        if held is not None:
            return held.user
        user = users.for_passkey(
            email=person.email, first_name=person.first_name, last_name=person.last_name, by=by, at=at
        )
        PersonLogin.objects.create(person=person, user=user)
        record(by=by, action="person.log_in_made", target=person, at=at)
    return user


def forget(*, person: Person, by: Actor, at: datetime) -> None:
    """Takes the log-in off the person. It is deleted, unless somebody works in the office with it."""
    login = PersonLogin.objects.select_related("user").filter(person=person).first()
    if login is not None:
        user = login.user
        login.delete()
        log_ins.forget(user=user, by=by, at=at)
