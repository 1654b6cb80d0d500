"""The script that other sites load. Small, the same for everybody, with the few words that it says itself."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from anpacken.api.shown import absolute
from anpacken.api.views.door import opened
from anpacken.core import languages
from anpacken.core.page_cache import keep

SOURCE = Path(__file__).resolve().parent.parent / "embed" / "v1.js"
PLACE_OF_WORDS = "/* words */ {}"


@require_safe
def embed(request: HttpRequest) -> HttpResponse:
    """Custom elements for other sites: `docs/api.md` says how they are used."""
    response = HttpResponse(written(), content_type="text/javascript; charset=utf-8")
    response["X-Content-Type-Options"] = "nosniff"
    return keep(opened(response), seconds=3600)


@cache
def written() -> str:
    """The script with its words in every language."""
    words = {}
    for code in languages.codes():
        with translation.override(code):
            words[code] = {
                "dir": languages.direction(code),
                "tab": _("opens in a new tab"),
                "none": _("No events at present."),
                "all": _("All events"),
                "list": absolute("events:event_list"),
            }
    lines = (line.strip() for line in SOURCE.read_text("utf-8").splitlines())
    source = "\n".join(line for line in lines if line and not line.startswith("//"))
    return source.replace(PLACE_OF_WORDS, json.dumps(words, ensure_ascii=False, separators=(",", ":")))
