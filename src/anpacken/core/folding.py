"""Text folded for comparing and searching, the same way on both databases."""

from __future__ import annotations

import unicodedata


def fold(text: str) -> str:
    """`text` in lower case, without accents, with single spaces: "Grüße" and "GRUSSE" are the same to a search.

    SQLite's LIKE knows only ASCII letters, so that "özdemir" would never find "Özdemir".
    """
    if text.isascii():  # most names, and several times as fast
        return " ".join(text.lower().split())
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    return " ".join(plain.split())
