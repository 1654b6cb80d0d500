"""Figures that are a level at a day instead of a sum of records: supporters and newsletter subscribers.

The people behind them are nobody's business but the office's, so these figures show levels and no names.
"""

from __future__ import annotations

from datetime import date

from anpacken.people.queries import newsletter_subscriptions_since, supporter_counts


def supporters(at: date) -> dict[str, int]:
    """Persons and institutions that hold the role of supporter on the day `at`."""
    persons, institutions = supporter_counts(at)
    return {"persons": persons, "institutions": institutions}


def newsletter_change(after: date, until: date) -> int:
    """By how many the newsletter's subscribers have grown (or shrunk) after the day `after` up to `until`."""
    return newsletter_subscriptions_since(after, until)
