"""Reads about log-ins."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.db.models import QuerySet
from django.utils.crypto import salted_hmac

from anpacken.accounts.models import SeenSession, User
from anpacken.core import clock


def passkey_key(factor: Authenticator) -> str:
    """What a passkey is called in addresses; its number in the database stays in the house."""
    return salted_hmac("anpacken.accounts.passkeys", str(factor.pk), algorithm="sha256").hexdigest()[:16]


def sessions_of(user: User) -> QuerySet[SeenSession]:
    """Where somebody is signed in now, last seen first."""
    live = Session.objects.filter(expire_date__gt=clock.now())
    return SeenSession.objects.filter(user=user, session_key__in=live.values("session_key"))
