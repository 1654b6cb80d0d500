"""What may go into a mail, and how many mails may go to one address."""

from __future__ import annotations

import re
import unicodedata
from datetime import timedelta

# Overrides of the writing direction can make a text read as something else.
_DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SCHEME = re.compile(r"\b[a-z][a-z0-9+.\-]{1,20}:/+|\b(?:javascript|data|mailto|tel|sms):(?=\S)", re.IGNORECASE)
_HOST_DOT = re.compile(r"(?<=[^\W_])\.(?=[^\W\d_]{2})")

# Pauses after the first, second, … failed try; after the last one the mail has failed.
PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=6),
    timedelta(hours=12),
)
MOST_TRIES = len(PAUSES) + 1


def has_control_characters(text: str) -> bool:
    """Whether `text` holds line breaks or other characters that could begin a new header."""
    return any(unicodedata.category(sign) in {"Cc", "Zl", "Zp"} for sign in text)


def without_controls(text: str, *, keep_lines: bool = False) -> str:
    """`text` without control characters and direction overrides; white space becomes single spaces.

    With `keep_lines` line breaks stay, so that a text of several paragraphs keeps them.
    """
    if keep_lines:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return "\n".join(without_controls(line) for line in lines).strip()
    kept = (" " if sign in "\t\n\r\v\f\x85\u2028\u2029" else sign for sign in text)
    cleaned = (sign for sign in kept if unicodedata.category(sign) != "Cc" and sign not in _DIRECTION_MARKS)
    return " ".join("".join(cleaned).split())


def plain_name(text: str, *, keep_lines: bool = False) -> str:
    """Somebody's words so that no mail program makes a link of them.

    Schemes are cut out, and a dot between two words gets a space after it: `https://evil.example/x` becomes
    `evil. example/x`. Abbreviations such as `e.V.` and numbers such as `2.0` stay.
    """
    text = without_controls(text, keep_lines=keep_lines)
    while (cut := _SCHEME.sub("", text)) != text:
        text = cut
    return _HOST_DOT.sub(". ", text).strip()


def may_queue(*, sent_in_last_hour: int, limit_per_hour: int | None) -> bool:
    """Whether one more mail of a kind may go to an address, so that nobody's mailbox is flooded through us."""
    return limit_per_hour is None or sent_in_last_hour < limit_per_hour


def pause_after(attempts: int) -> timedelta | None:
    """How long to wait after `attempts` failed tries; None when that was the last one."""
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else None
