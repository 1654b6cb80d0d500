"""Nightly: what has been kept long enough goes."""

from __future__ import annotations

from datetime import timedelta

from anpacken.accounts.models import User
from anpacken.core import clock
from anpacken.core.actors import Actor, ActorKind
from anpacken.jobs.schedule import periodic
from anpacken.jobs.tasks import task
from anpacken.privacy import retention as rules
from anpacken.privacy.actions import retention


@periodic("privacy.retention", every=timedelta(days=1), longest=timedelta(hours=6))
def keep_to_periods() -> None:
    retention.apply_all(by=Actor.job("privacy.retention"), at=clock.now())


@task()
def apply_now(name: str, user_ref: str) -> None:
    """One rule at the wish of somebody of the office, when much is due. `user_ref` is their public id."""
    rule = rules.named(name)
    if rule is not None:
        user = User.objects.filter(public_id=user_ref).first()
        by = user.as_actor() if user else Actor(ActorKind.USER, user_ref)
        retention.apply(rule=rule, by=by, at=clock.now())
