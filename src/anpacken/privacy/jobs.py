"""Nightly: what has been kept long enough goes."""

from __future__ import annotations

from datetime import timedelta

from anpacken.core import clock
from anpacken.core.actors import Actor
from anpacken.jobs.schedule import periodic
from anpacken.privacy.actions import retention


@periodic("privacy.retention", every=timedelta(days=1), longest=timedelta(hours=6))
def keep_to_periods() -> None:
    retention.apply_all(by=Actor.job("privacy.retention"), at=clock.now())
