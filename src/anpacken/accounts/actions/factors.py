"""Second factors: what is written down about them, codes that are good once, and a fresh start in the office."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.crypto import salted_hmac

from anpacken.accounts.actions import sessions
from anpacken.accounts.errors import ProtectedLogIn
from anpacken.accounts.letters import letters
from anpacken.accounts.models import User
from anpacken.audit.actions import record
from anpacken.core import clock
from anpacken.core.actors import Actor

# A code of an app is right for three steps of half a minute.
CODE_COUNTS_FOR = timedelta(seconds=120)


@transaction.atomic
def changed(*, user: User, deed: str, by: Actor, at: datetime | None = None) -> None:
    """Writes down that a password or a factor has changed, and tells the person by mail."""
    record(by=by, action=deed, target=user, at=at)
    letters().access_changed(user=user, deed=deed, by=by)


@transaction.atomic
def spend(*, factor: Authenticator, code: str, at: datetime | None = None) -> bool:
    """Takes a right code of an app; False when it was taken before, by this process or another."""
    at = at or clock.now()
    factor = Authenticator.objects.select_for_update().get(pk=factor.pk)
    key = salted_hmac("anpacken.accounts.factors", code, algorithm="sha256").hexdigest()[:32]
    oldest = (at - CODE_COUNTS_FOR).timestamp()
    spent = {name: moment for name, moment in factor.data.get("spent", {}).items() if moment > oldest}
    if key in spent:
        return False
    factor.data["spent"] = {**spent, key: at.timestamp()}
    factor.save(update_fields=["data"])
    return True


@transaction.atomic
def reset(*, user: User, by: Actor, at: datetime | None = None) -> None:
    """Takes all factors of somebody who has lost them, and signs them out everywhere.

    Raises:
        ProtectedLogIn: a superuser's are taken on the server only.
    """
    if user.is_superuser:
        raise ProtectedLogIn
    if Authenticator.objects.filter(user=user).delete()[0]:
        sessions.end_all(user=user, by=by, at=at)
        changed(user=user, deed="user.factors_reset", by=by, at=at)
