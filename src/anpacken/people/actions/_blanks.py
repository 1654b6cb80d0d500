"""What stays of somebody who is erased: an empty row, the days of their roles, and blank lines in the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q

from anpacken.core.actors import Actor
from anpacken.core.ids import new_public_id
from anpacken.media.actions import papers
from anpacken.media.models import Paper
from anpacken.people.actions import my_pages, roles
from anpacken.people.choices import RoleKind
from anpacken.people.models import Confirmation, Consent, Organisation, Person, Role
from anpacken.people.queries.consents import owner_field
from anpacken.people.queries.relations import relations
from anpacken.people.queries.subjects import Subject

# Every column that says something about somebody. District, kind and days stay: counts of years gone by need them.
PERSON: dict[str, Any] = {
    "first_name": "",
    "last_name": "",
    "email": "",
    "email_key": None,
    "phone": "",
    "language": "",
    "postcode": "",
    "place": "",
    "is_public_figure": False,
    "statement": "",
    "portrait": None,
}
ORGANISATION: dict[str, Any] = {
    "name": "",
    "short_name": "",
    "email": "",
    "email_key": None,
    "phone": "",
    "website": "",
    "language": "",
    "postcode": "",
    "place": "",
    "contact_name": "",
    "statement": "",
    "logo": None,
}
NAMES = ("name", "short_name", "website")
"""What stays of an organisation that something published names: it is a body, not somebody."""


def blank_row(subject: Subject, *, by: Actor, at: datetime) -> None:
    """Empties the row itself and gives it a new public id, so that links and the audit log lead to it no more."""
    _remove_picture(subject, by=by, at=at)
    values = dict(PERSON if isinstance(subject, Person) else ORGANISATION)
    if isinstance(subject, Organisation) and is_named_in_public(subject):
        values = {name: value for name, value in values.items() if name not in NAMES}
    for name, value in values.items():
        setattr(subject, name, value)
    subject.public_id, subject.erased_at = new_public_id(), at
    subject.save()
    subject.themes.clear()
    subject.tags.clear()


def is_named_in_public(organisation: Organisation) -> bool:
    """Whether another room's record cannot be without this organisation: an event that it made, a prize, a project."""
    above = (
        foreign_key
        for foreign_key in relations(Organisation)
        if foreign_key.model._meta.app_label != "people" and foreign_key.remote_field.on_delete is models.PROTECT
    )
    return any(each.model._base_manager.filter(**{each.attname: organisation.pk}).exists() for each in above)


def end_roles(subject: Subject, *, by: Actor, at: datetime) -> None:
    """Every role ends on the day of `at`; the remarks go."""
    for kind in Role.objects.of(subject).filter(until_on=None).values_list("kind", flat=True):
        roles.end(subject=subject, kind=RoleKind(kind), by=by, at=at)
    Role.objects.of(subject).exclude(remark="").update(remark="")


def blank_ledger(subject: Subject, pks: Sequence[int], *, by: Actor, at: datetime) -> None:
    """Puts blank lines in the place of somebody's own: purpose, deed and times, in the order in which they stood.

    Lines are never changed, so they are deleted and written anew. Those of merged records go: the kept one has copies.
    Confirmation mails and scans go with the lines that rested on them.
    """
    owner = owner_field(type(subject))
    lines = Consent.objects.filter(**{f"{owner}__in": pks})
    mails = set(lines.exclude(confirmation=None).values_list("confirmation", flat=True))
    scans = set(lines.exclude(document=None).values_list("document", flat=True))
    blank = [
        Consent(
            **{f"{owner}_id": subject.pk},
            purpose=line.purpose,
            deed=line.deed,
            wording_version=line.wording_version,
            language=line.language,
            channel=line.channel,
            asked_at=line.asked_at,
            confirmed_at=line.confirmed_at,
            recorded_at=line.recorded_at,
        )
        for line in lines.filter(**{owner: subject.pk}).defer("wording").order_by("pk")
    ]
    lines.delete()
    Consent.objects.bulk_create(blank)
    Confirmation.objects.filter(Q(pk__in=mails), consents=None).delete()
    for scan in Paper.objects.filter(Q(pk__in=scans), consents=None):
        papers.remove(paper=scan, by=by, at=at)


def _remove_picture(subject: Subject, *, by: Actor, at: datetime) -> None:
    """Deletes a photo that somebody gave for themselves; one of the office's own library is only let go."""
    picture = subject.portrait if isinstance(subject, Person) else subject.logo
    if picture is not None and picture.collection.name == my_pages.COLLECTION:
        my_pages.remove_picture(subject=subject, by=by, at=at)
