"""The one style sheet: the files of `static/ui/css` in the order of the cascade layers, joined.

It has an address of its own that carries a fingerprint of the content, so a browser fetches it once, in one
request, and needs no build step. Another room's own rules belong into the layer `pages` in a file that it links
in the block `head`.
"""

from __future__ import annotations

import gzip
import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static

FOLDER = Path(__file__).parent / "static/ui/css"
FILES = (
    "tokens", "themes", "reset", "base", "layout", "frame", "components", "content", "forms",
    "lists", "map", "charts", "dialog", "utilities", "print",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stylesheet:
    text: bytes
    zipped: bytes
    fingerprint: str


def _join() -> Stylesheet:
    text = "\n".join((FOLDER / f"{name}.css").read_text() for name in FILES)
    text = re.sub(r"url\(\.\./([\w./-]+)\)", lambda found: f"url({static('ui/' + found[1])})", text)
    data = text.encode()
    return Stylesheet(data, gzip.compress(data, mtime=0), hashlib.sha256(data).hexdigest()[:12])


_kept = cache(_join)


def current() -> Stylesheet:
    """The style sheet; read anew for every page while debugging."""
    return _join() if settings.DEBUG else _kept()
