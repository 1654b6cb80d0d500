"""`{% load media %}{% picture project.picture "card" %}`"""

from __future__ import annotations

import logging
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from anpacken.core import languages
from anpacken.media.models import Picture
from anpacken.media.rules import may_be_shown
from anpacken.media.sizes import FORMATS, SIZES

register = template.Library()
log = logging.getLogger(__name__)


@register.simple_tag
def picture(picture: Picture | None, size: str, *, first: bool = False, credit: bool = True) -> SafeString:
    """The picture in a size of `media.sizes`, with alternative text and credit. Nothing if it may not be shown or its
    file is gone. `first=True` for a picture at the top of the page, which is loaded at once."""
    if picture is None or not may_be_shown(picture):
        return SafeString()
    shape = SIZES[size]
    try:
        made = picture.get_renditions(*shape.all_specs())
    except (SourceImageIOError, OSError, InvalidFilterSpecError):
        log.warning("The file of picture %s cannot be shown.", picture.public_id)
        return SafeString()
    sources = [
        {
            "type": f"image/{name}",
            "srcset": ", ".join(f"{made[spec].url} {made[spec].width}w" for spec in shape.specs(name)),
        }
        for name in FORMATS
    ]
    language = languages.language(picture.alt_text.language_for())
    context: dict[str, Any] = {
        "sources": sources[:-1],
        "srcset": sources[-1]["srcset"],
        "fallback": made[shape.specs(FORMATS[-1])[-1]],
        "shown": shape.shown,
        "size": size,
        "alt": str(picture.alt_text),
        "language": language if language.code != languages.active() else None,
        "credit": picture.credit if credit else "",
        "first": first,
    }
    return mark_safe(render_to_string("media/picture.html", context))
