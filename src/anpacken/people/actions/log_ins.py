"""A supporter's own log-in, once it is not wanted any more."""

from __future__ import annotations

from datetime import datetime

from anpacken.accounts.actions import log_ins
from anpacken.core.actors import Actor
from anpacken.people.models import Person, PersonLogin


def forget(*, person: Person, by: Actor, at: datetime) -> None:
    """Takes the log-in off the person. It is deleted, unless somebody works in the office with it."""
    login = PersonLogin.objects.select_related("user").filter(person=person).first()
    if login is not None:
        user = login.user
        login.delete()
        log_ins.forget(user=user, by=by, at=at)
