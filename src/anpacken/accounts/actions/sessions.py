"""Where somebody is signed in: written down when seen, and ended."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import transaction

from anpacken.accounts.models import SeenSession, User
from anpacken.audit.actions import record
from anpacken.core import clock
from anpacken.core.actors import Actor

# How old "last seen" may be before it is written anew: one write per page would be too much.
SEEN_AGAIN_AFTER = timedelta(minutes=10)


@transaction.atomic
def seen(*, user: User, session_key: str, device: str, at: datetime | None = None) -> None:
    """Notes that somebody uses a session. With the first note, what has run out is swept away."""
    at = at or clock.now()
    if SeenSession.objects.filter(session_key=session_key, user=user).update(seen_at=at):
        return
    Session.objects.filter(expire_date__lt=at).delete()
    SeenSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    SeenSession.objects.update_or_create(
        session_key=session_key, defaults={"user": user, "device": device, "started_at": at, "seen_at": at}
    )


@transaction.atomic
def end(*, session: SeenSession, by: Actor, at: datetime | None = None) -> None:
    """Signs somebody out at one place."""
    Session.objects.filter(session_key=session.session_key).delete()
    if SeenSession.objects.filter(pk=session.pk).delete()[0]:
        record(by=by, action="user.session_ended", target=session.user, at=at)


@transaction.atomic
def end_all(*, user: User, by: Actor, but: str | None = None, at: datetime | None = None) -> int:
    """Signs somebody out everywhere, `but` for the session with this key. Says at how many places."""
    found = SeenSession.objects.filter(user=user).exclude(session_key=but or "")
    keys = list(found.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    found.filter(session_key__in=keys).delete()
    if keys:
        record(by=by, action="user.sessions_ended", target=user, at=at, count=len(keys))
    return len(keys)
