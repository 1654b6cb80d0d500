"""What a ticket's code says: `anpacken:<event>:<registration>`, both public ids."""

from __future__ import annotations

import re

from anpacken.core.ids import ALPHABET, LENGTH

_ID = f"[{ALPHABET}]{{{LENGTH}}}"
_WHOLE = re.compile(f"anpacken:({_ID}):({_ID})")
_ONLY = re.compile(_ID)


def read(text: str) -> tuple[str, str] | None:
    """The public ids of event and registration; the event is empty where only the ticket's number was typed."""
    text = "".join(text[:200].split()).lower()
    whole = _WHOLE.fullmatch(text)
    if whole is not None:
        return whole[1], whole[2]
    # Typed by hand, perhaps in groups as it is printed.
    typed = text.replace("-", "")
    return ("", typed) if _ONLY.fullmatch(typed) else None
