"""Taking people out of applications. That there was a stand stays; what it showed goes with whoever is erased."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from anpacken.core.actors import Actor
from anpacken.core.ids import new_public_id
from anpacken.mail.actions import forgetting
from anpacken.market.actions import applications
from anpacken.market.models import Application
from anpacken.market.queries import keeping
from anpacken.market.queries.of_person import applications_of
from anpacken.people.chapters import Subject
from anpacken.people.models import Organisation

BATCH = 500
GONE = "erased-"
"""What the key of an address begins with once nobody can be told from it."""

_PERSONAL = ("contact_name", "email", "phone", "support_needs", "reason")
_OWN = ("organisation_name", "title", "shows", "brings", "power_for")
_COLUMNS = ["public_id", "email_key", *_PERSONAL]


def erase(*, subject: Subject, by: Actor, at: datetime) -> None:
    """Gives up stands of what is to come and takes `subject` out of all its applications.

    Called inside the transaction of an erasure. Calls are locked in the order of their keys.
    """
    found = list(applications_of(subject).order_by("call_id", "pk"))
    for application in found:
        applications.give_up(application=application, by=by, at=at)
    with transaction.atomic():
        is_organisation = isinstance(subject, Organisation)
        # What an institution showed is its own, also when the person who wrote it is erased.
        own = [one for one in found if is_organisation or not (one.organisation_id or one.project_id)]
        for one in own:
            one.title_key = one.public_id
            for name in _OWN:
                setattr(one, name, "")
        Application.objects.bulk_update(own, ["title_key", *_OWN])
        anonymise(found)


def anonymise(found: Sequence[Application]) -> int:
    """Takes name, address, telephone and needs out of applications and out of the mails about them. Which organisation
    showed what was public, and stays."""
    with transaction.atomic():
        for start in range(0, len(found), BATCH):
            batch = list(found[start : start + BATCH])
            forgetting.forget(about={Application._meta.label_lower: [one.public_id for one in batch]})
            for one in batch:
                # Links in mails lead nowhere from now on.
                one.public_id = new_public_id()
                one.email_key = f"{GONE}{one.public_id}"
                for name in _PERSONAL:
                    setattr(one, name, "")
            Application.objects.bulk_update(batch, _COLUMNS)
    return len(found)


def forget_contacts(*, before: datetime, by: Actor, at: datetime) -> int:
    """Makes anonymous who applied for events that were over before. Returns how many applications."""
    met = 0
    while batch := list(keeping.with_contacts(before).order_by("pk")[:BATCH]):
        met += anonymise(batch)
    return met


def forget_needs(*, before: datetime, by: Actor, at: datetime) -> int:
    """Takes support needs out of the applications for events that were over before."""
    met = 0
    while batch := list(keeping.with_needs(before).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        met += Application.objects.filter(pk__in=batch).update(support_needs="")
    return met
