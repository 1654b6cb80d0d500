"""Which addresses must not be written to or entered again, without knowing which they are.

Only a keyed hash of an address is kept: HMAC-SHA256 under a key made of the installation's secret. Whoever has the
database alone cannot try addresses against it. When the secret changes, the old one is named in
`ANPACKEN_OLD_SECRET_KEYS`, and hashes made under it are found still.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.utils.crypto import salted_hmac

from anpacken.core.addresses import email_key
from anpacken.people.models import Suppression

SALT = "anpacken.people.suppression"
BATCH = 500


def hashed(key: str, secret: str | None = None) -> str:
    """The hash of a normalised address under the present secret, or under `secret`."""
    return salted_hmac(SALT, key, secret=secret or settings.SECRET_KEY, algorithm="sha256").hexdigest()


def hashes(key: str) -> list[str]:
    """The hashes under which a normalised address may stand: the present secret's, and those of secrets before."""
    return [hashed(key, secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def is_suppressed(email: str) -> bool:
    """Whether this address must not be entered or written to of our own accord. What is no address is not."""
    try:
        return bool(suppressed([email_key(email)]))
    except ValueError:
        return False


def suppressed(keys: Iterable[str]) -> set[str]:
    """Those of the normalised addresses (`core.addresses.email_key`) that are suppressed; one query per 500."""
    wanted = sorted(set(keys))
    found: set[str] = set()
    for start in range(0, len(wanted), BATCH):
        by_hash = {one: key for key in wanted[start : start + BATCH] for one in hashes(key)}
        kept = Suppression.objects.filter(key__in=by_hash).values_list("key", flat=True)
        found |= {by_hash[one] for one in kept}
    return found
