"""Reading merges."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Q, QuerySet

from anpacken.people.models import Merge, Organisation, Person
from anpacken.people.queries.consents import owner_field
from anpacken.people.queries.subjects import Subject


def kept_of(merge: Merge) -> Person | Organisation:
    found = merge.kept_person or merge.kept_organisation
    assert found is not None  # noqa: S101 - a constraint of the table
    return found


def shadow_of(merge: Merge) -> Person | Organisation:
    found = merge.shadow_person or merge.shadow_organisation
    assert found is not None  # noqa: S101 - a constraint of the table
    return found


def merges() -> QuerySet[Merge]:
    """All merges with their records, the newest first."""
    return Merge.objects.select_related("kept_person", "shadow_person", "kept_organisation", "shadow_organisation")


def merges_of(subject: Subject) -> QuerySet[Merge]:
    """The merges by which somebody was made one with others, or that made somebody a shadow."""
    kind = owner_field(type(subject))
    return merges().filter(Q(**{f"kept_{kind}": subject}) | Q(**{f"shadow_{kind}": subject}))


def plural_of(label: str) -> str:
    """What the rows of a model are called, from `app.model`."""
    return str(apps.get_model(label)._meta.verbose_name_plural)
