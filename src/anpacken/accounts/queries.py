"""Reads about log-ins."""

from __future__ import annotations

from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from anpacken.accounts.models import SeenSession, User
from anpacken.core import clock


def sessions_of(user: User) -> QuerySet[SeenSession]:
    """Where somebody is signed in now, last seen first."""
    live = Session.objects.filter(expire_date__gt=clock.now())
    return SeenSession.objects.filter(user=user, session_key__in=live.values("session_key"))
