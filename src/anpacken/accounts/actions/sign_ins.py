"""Signing in: what is written down about it, and when it has failed too often.

The limit stands on the mail address that is typed in, whether anybody has it or not, so that it neither tells which
addresses there are nor depends on what a proxy says about where somebody comes from. Addresses are kept as keyed
hashes and only for as long as they count. Passwords are never kept.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from anpacken.accounts.errors import TooManySignIns
from anpacken.accounts.models import SignInFailure, User
from anpacken.audit.actions import record
from anpacken.core import clock
from anpacken.core.actors import Actor

MOST = 10
WITHIN = timedelta(minutes=15)


def check(*, email: str, at: datetime | None = None) -> None:
    """Asks whether somebody may try to sign in with this address now.

    Raises:
        TooManySignIns: ten tries failed within the last quarter of an hour.
    """
    at = at or clock.now()
    failures = SignInFailure.objects.filter(key=_key(email), at__gt=at - WITHIN).order_by("-at")
    moments = list(failures.values_list("at", flat=True)[:MOST])
    if len(moments) == MOST:
        wait = moments[-1] + WITHIN - at
        raise TooManySignIns(minutes=max(1, -(-int(wait.total_seconds()) // 60)))


@transaction.atomic
def failed(*, email: str, at: datetime | None = None) -> None:
    """Counts a failed try; the log of a log-in that exists says so."""
    at, key = at or clock.now(), _key(email)
    SignInFailure.objects.filter(at__lte=at - WITHIN).delete()
    SignInFailure.objects.create(key=key, at=at)
    user = User.objects.filter(email=_normal(email)).first()
    if user is not None:
        is_last = SignInFailure.objects.filter(key=key).count() >= MOST
        record(by=Actor.public(), action=f"user.sign_in_{'locked' if is_last else 'failed'}", target=user, at=at)


@transaction.atomic
def succeeded(*, user: User, at: datetime | None = None) -> None:
    """Writes the sign-in down and forgets the failed tries before it."""
    SignInFailure.objects.filter(key=_key(user.email)).delete()
    record(by=user.as_actor(), action="user.signed_in", target=user, at=at)


def _normal(email: str) -> str:
    return email.strip().lower()


def _key(email: str) -> str:
    return salted_hmac("anpacken.accounts.sign_ins", _normal(email), algorithm="sha256").hexdigest()
