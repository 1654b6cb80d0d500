"""Who this installation belongs to, without a query per request."""

from __future__ import annotations

from anpacken.alliance.models import Alliance
from anpacken.core import page_cache

TAG = "alliance"
_kept: tuple[list[tuple[int, bytes]], Alliance] | None = None


def current() -> Alliance:
    """The alliance. Kept in the process until an action changes it; an unsaved placeholder before set-up."""
    global _kept
    if _kept is not None and page_cache.is_current(_kept[0]):
        return _kept[1]
    stamp = page_cache.stamp([TAG])
    found = Alliance.objects.first()
    if found is None:
        return Alliance(name="Anpacken", email="office@example.org", sender_name="Anpacken", sender_email="office@example.org")
    _kept = (stamp, found)
    return found
