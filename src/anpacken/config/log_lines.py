"""What must not stand in a log: whoever reads a mailed link in it could act in somebody's name."""

from __future__ import annotations

import logging
import re

# What `core.links.sign` makes: the payload, a colon, the signature. In an address the colon may be escaped.
_TOKEN = re.compile(r"[\w.-]{8,}(?::|%3[Aa])[\w-]{20,}")


class WithoutTokens(logging.Filter):
    """Takes the tokens of mailed links out of every line."""

    def filter(self, record: logging.LogRecord) -> bool:
        said = record.getMessage()
        told = _TOKEN.sub("…", said)
        if told != said:
            record.msg, record.args = told, ()
        return True
