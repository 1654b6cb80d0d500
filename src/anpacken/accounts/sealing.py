"""Secrets that somebody's app holds as well: encrypted in the database, so that a copy of it opens no door."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac


def sealed(text: str) -> str:
    """`text` as it is stored."""
    return _box().encrypt(text.encode()).decode()


def opened(stored: str) -> str | None:
    """What was sealed; None when neither the installation's secret key nor one from before opens it."""
    try:
        return _box().decrypt(stored.encode()).decode()
    except InvalidToken:
        return None


def _box() -> MultiFernet:
    """Seals with the secret of today, and opens what was sealed with one from before as well."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (salted_hmac("anpacken.accounts.secrets", "", secret=secret, algorithm="sha256") for secret in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest.digest())) for digest in digests])
