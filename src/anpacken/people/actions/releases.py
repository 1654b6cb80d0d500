"""Releasing what supporters agreed to show: somebody of the office looks at it before the public does."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from anpacken.audit.actions import record
from anpacken.core import page_cache
from anpacken.core.actors import Actor
from anpacken.people import rules
from anpacken.people.actions._locks import locked
from anpacken.people.choices import RELEASE_TRANSITIONS, ConsentPurpose, ReleaseState
from anpacken.people.errors import ChangedSinceSeen, NothingToRelease, RecordGone
from anpacken.people.models import Organisation, Person, Release
from anpacken.people.queries import releases
from anpacken.people.queries.consents import owner_field


def decide(
    *,
    subject: Person | Organisation,
    purpose: ConsentPurpose,
    state: ReleaseState,
    seen: str,
    by: Actor,
    at: datetime,
) -> Release:
    """Lets somebody's statement or picture stand in public, or not; `seen` is `queries.releases.seen` of it.

    Released or not, it is shown only while its owner agrees (`queries.releases.released`).

    Raises:
        NothingToRelease: they do not agree any more, there is nothing to show, or the record was erased.
        ChangedSinceSeen: another statement or picture stands there by now.
        TransitionRefused: it is decided so already.
    """
    with transaction.atomic():
        try:
            subject = locked(subject)
        except RecordGone as gone:
            raise NothingToRelease from gone
        now = releases.seen(subject, purpose)
        if not now or not rules.may_contact(subject, purpose, at=at):
            raise NothingToRelease
        if now != seen:
            raise ChangedSinceSeen
        RELEASE_TRANSITIONS.check(releases.state_of(subject, purpose), state)
        value = getattr(subject, releases.column(type(subject), purpose))
        is_said = purpose == ConsentPurpose.STATEMENT
        about = {"statement": value if is_said else "", "picture": None if is_said else value}
        owned: dict[str, Any] = {owner_field(type(subject)): subject}
        decision, _is_new = Release.objects.update_or_create(
            **owned, purpose=purpose, defaults={"state": state, "decided_at": at, **about}
        )
        record(by=by, action=f"release.{state.value}", target=subject, at=at, purpose=purpose.value)
        page_cache.changed("supporters")
    return decision
