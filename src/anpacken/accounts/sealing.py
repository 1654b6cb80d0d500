"""Secrets that somebody's app holds as well: encrypted in the database, so that a copy of it opens no door."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken
from django.utils.crypto import salted_hmac


def sealed(text: str) -> str:
    """`text` as it is stored."""
    return _box().encrypt(text.encode()).decode()


def opened(stored: str) -> str | None:
    """What was sealed; None when the installation's secret key is another one now."""
    try:
        return _box().decrypt(stored.encode()).decode()
    except InvalidToken:
        return None


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(salted_hmac("anpacken.accounts.secrets", "", algorithm="sha256").digest()))
