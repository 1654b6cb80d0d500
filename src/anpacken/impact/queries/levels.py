"""Figures that are a level at a day instead of a sum of records: supporters and newsletter subscribers.

The people behind them are nobody's business but the office's, so these figures show levels and no names.
"""

from __future__ import annotations

from datetime import date

from django.db.models import F, Window
from django.db.models.functions import RowNumber

from anpacken.impact.queries.windows import end_of
from anpacken.people.choices import ConsentDeed, ConsentPurpose
from anpacken.people.models import Consent
from anpacken.people.queries import supporter_counts


def supporters(at: date) -> dict[str, int]:
    """Persons and institutions that hold the role of supporter on the day `at`."""
    persons, institutions = supporter_counts(at=at)
    return {"persons": persons, "institutions": institutions}


def newsletter_consents(at: date) -> int:
    """Persons and organisations whose latest word on the newsletter, up to the end of the day `at`, is yes."""
    latest = Window(
        RowNumber(),
        partition_by=[F("person_id"), F("organisation_id")],
        order_by=[F("confirmed_at").desc(), F("pk").desc()],
    )
    said = Consent.objects.filter(purpose=ConsentPurpose.NEWSLETTER, confirmed_at__lt=end_of(at))
    return said.order_by().annotate(newest=latest).filter(newest=1, deed=ConsentDeed.GIVEN).count()


def newsletter_change(after: date, until: date) -> int:
    """By how many the newsletter's subscribers have grown (or shrunk) after the day `after` up to `until`."""
    return newsletter_consents(until) - newsletter_consents(after)
