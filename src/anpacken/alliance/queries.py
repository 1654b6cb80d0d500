"""Who this installation belongs to, without a query per request."""

from __future__ import annotations

from anpacken.alliance.models import Alliance
from anpacken.core import page_cache

TAG = "alliance"
_kept: dict[str, tuple[list[tuple[int, bytes]], Alliance]] = {}


def current() -> Alliance:
    """The alliance. Kept in the process until an action changes it; an unsaved placeholder before set-up."""
    kept = _kept.get(TAG)
    if kept is not None and page_cache.is_current(kept[0]):
        return kept[1]
    stamp = page_cache.stamp([TAG])
    found = Alliance.objects.first()
    if found is None:
        name, address = "Anpacken", "office@example.org"
        found = Alliance(name=name, email=address, sender_name=name, sender_email=address)
    _kept[TAG] = (stamp, found)
    return found
