"""What may be shown."""

from __future__ import annotations

from anpacken.media.models import Picture


def may_be_shown(picture: Picture | None) -> bool:
    """Whether a picture may be seen in public: somebody is credited, and an alternative text says what it shows."""
    return picture is not None and bool(picture.credit.strip()) and bool(picture.alt_text)
