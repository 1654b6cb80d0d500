"""Cells cleaned: what may stand in the register, and the problem's code where it may not."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anpacken.core.addresses import email_key
from anpacken.core.folding import fold
from anpacken.core.spreadsheets import FORMULA_STARTS, restored

_SAYS_YES = "1 y yes true x ja j wahr enabled subscribed active aktiv optin opt-in abonniert confirmed bestätigt ok on"
_SAYS_NO = (
    "0 n no false nein falsch disabled unsubscribed blocklisted blacklisted inactive inaktiv optout opt-out abgemeldet "
    "cleaned bounced pending unconfirmed nonsubscribed non-subscribed archived off -"
)
_OF_NAMES = "von van vom zu zum zur de der den del della di da dos du la le el al bin ibn ter ten af"
_YES, _NO, _PARTICLES = (frozenset(words.split()) for words in (_SAYS_YES, _SAYS_NO, _OF_NAMES))
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_JOINERS = frozenset("\u200c\u200d")
_MARKS = "\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u064b-\u065f\u0591-\u05bd"
_TOO_MANY_MARKS = re.compile(rf"[{_MARKS}]{{4}}")
_WEB = re.compile(r"://|\bwww\.|[@<>]", re.IGNORECASE)
_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_+-]|\.(?!\.)){0,62}[A-Za-z0-9_+-]|[A-Za-z0-9]")


class Bad(Exception):
    """A cell that cannot be taken; `code` is one of `imports.problems`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def text(cell: str, most: int, *, lines: bool = False) -> str:
    """A cell in one line (or several) without stray space, in composed letters.

    Raises:
        Bad: it is too long or holds what is not seen.
    """
    # Our own files put an apostrophe before what a spreadsheet would run as a formula.
    cell = restored(cell.strip())
    if cell.isascii() and cell.isprintable():
        plain = cell.strip()
        if "  " in plain and not lines:
            plain = " ".join(plain.split())
    else:
        plain = _composed(cell, lines=lines)
    if len(plain) > most:
        raise Bad("too_long")
    return plain


def _composed(cell: str, *, lines: bool) -> str:
    plain = unicodedata.normalize("NFC", cell.replace("\u00ad", "").replace("\ufeff", "").replace("\u200b", ""))
    parted = "\n".join(" ".join(line.split()) for line in plain.splitlines()) if lines else " ".join(plain.split())
    for sign in parted:
        if sign == "\ufffd":
            raise Bad("broken_signs")
        if sign in _TURNING or (
            unicodedata.category(sign) in {"Cc", "Cs", "Co", "Cn"} and not (lines and sign == "\n")
        ):
            raise Bad("hidden_signs")
    return parted.strip()


def name(cell: str, most: int, *, of_person: bool = True) -> str:
    """A name in any script.

    Raises:
        Bad: it is too long, begins like a formula, holds no letter, or holds what no name holds.
    """
    plain = text(cell, most)
    if not plain:
        return ""
    if plain.startswith(FORMULA_STARTS):
        raise Bad("formula")
    if plain.isascii() and plain.replace(" ", "").replace("-", "").isalpha():
        return plain
    if any(unicodedata.category(sign) == "Cf" and sign not in _JOINERS for sign in plain):
        raise Bad("hidden_signs")
    is_strange = not any(sign.isalpha() for sign in plain) or _TOO_MANY_MARKS.search(
        unicodedata.normalize("NFD", plain)
    )
    if is_strange or (of_person and _WEB.search(plain)):
        raise Bad("name_strange")
    return plain


def parted_name(whole: str) -> tuple[str, str]:
    """First and last name of "Ada Muster", "Muster, Ada" or "Ludwig van Beethoven"; one word is a last name."""
    last, comma, first = whole.partition(",")
    if comma and last.strip() and first.strip():
        return first.strip(), last.strip()
    words = whole.replace(",", " ").split()
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].lower() in _PARTICLES:
        cut -= 1
    return " ".join(words[:cut]), " ".join(words[cut:])


def address(cell: str) -> tuple[str, str]:
    """A mail address as written, and the normalised one; two empty texts for an empty cell.

    Raises:
        Bad: it is none.
    """
    plain = text(cell, 400)
    if not plain:
        return "", ""
    plain = plain.removeprefix("mailto:")
    try:
        return plain, key(plain)
    except ValueError as error:
        raise Bad("address_bad") from error


def key(plain: str) -> str:
    """`core.addresses.email_key`, without parsing an address anew whose domain has been seen.

    Raises:
        ValueError: it is no mail address.
    """
    local, _at, domain = plain.rpartition("@")
    if len(plain) > 254 or not _PLAIN.fullmatch(local):
        return email_key(plain)
    found = _domain(domain)
    if len(local) + len(found) >= 254:
        return email_key(plain)
    return f"{local}@{found}".lower()


@lru_cache(maxsize=20_000)
def _domain(domain: str) -> str:
    return email_key(f"a@{domain}").partition("@")[2]


def yes(cell: str) -> bool | None:
    """Whether a cell says yes; None for an empty one.

    Raises:
        Bad: it says something else.
    """
    word = cell.strip().casefold()
    if not word:
        return None
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise Bad("yes_no_unclear")


def several(cell: str) -> list[str]:
    """The words of a cell that holds several, parted by commas, semicolons, bars or lines; quotation marks keep
    together what belongs together."""
    found = [part or plain for part, plain in _SEVERAL.findall(cell)]
    return list(dict.fromkeys(word for part in found if (word := " ".join(part.split()))))


_SEVERAL = re.compile(r'\s*(?:"([^"]*)"|([^,;|\n\r]+))\s*')


def folded(cell: str) -> str:
    return fold(cell)
