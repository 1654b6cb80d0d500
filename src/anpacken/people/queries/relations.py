"""What points at a person or an organisation, by Django's own list: rooms above need not be known for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db import models

from anpacken.people.models import Consent, CustomValue, DuplicatePair, Merge, SpokenLanguage
from anpacken.people.queries.subjects import Subject

# The ledger is copied, merges tell what was, and pairs need their order.
KEPT_APART = (Consent, Merge, DuplicatePair)
ForeignKey = Any
"""A foreign key of any model."""


def relations(model: type[models.Model]) -> Iterator[ForeignKey]:
    """Every foreign key that points at `model`, those of through tables and without a reverse name included."""
    for relation in model._meta.get_fields(include_hidden=True):
        points_here = relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)
        if points_here and relation.related_model not in KEPT_APART:
            yield relation.field  # type: ignore[union-attr]


def counts(subject: Subject) -> dict[str, int]:
    """How many rows of each kind point at somebody, by what they are called in the plural. One query per kind.

    Values that the page shows by themselves are left out: themes, tags, languages, answers to fields of our own.
    """
    found: Counter[str] = Counter()
    for foreign_key in relations(type(subject)):
        model = foreign_key.model
        if model._meta.auto_created or model in (type(subject), SpokenLanguage, CustomValue):
            continue
        many = model._base_manager.filter(**{foreign_key.attname: subject.pk}).count()
        if many:
            found[str(model._meta.verbose_name_plural)] += many
    return dict(found)
