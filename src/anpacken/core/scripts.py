"""Which way a text runs, told from its letters: names stand in more scripts than the page around them."""

from __future__ import annotations

import unicodedata

_RIGHT_TO_LEFT = {"R", "AL"}


def direction_of(text: str) -> str:
    """The way a text runs, by its first letter that has one: "rtl" for Arabic and Persian, else "ltr"."""
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        if kind in _RIGHT_TO_LEFT:
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"
