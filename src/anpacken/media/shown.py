"""Pictures for what is no page of ours: data for search engines and for other sites."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.conf import settings
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from anpacken.media.models import Picture
from anpacken.media.rules import may_be_shown
from anpacken.media.sizes import FORMATS, SIZES

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture as a file that everybody can load. `url` is absolute; width and height in pixels."""

    url: str
    width: int
    height: int


def as_file(picture: Picture | None, size: str) -> Shown | None:
    """The picture in the largest width of a size of `media.sizes`, in the format that everything knows. None if it may
    not be shown or its file is gone."""
    if picture is None or not may_be_shown(picture):
        return None
    spec = SIZES[size].specs(FORMATS[-1])[-1]
    try:
        made = picture.get_renditions(spec)[spec]
    except (SourceImageIOError, OSError, InvalidFilterSpecError):
        log.warning("The file of picture %s cannot be shown.", picture.public_id)
        return None
    return Shown(f"{settings.BASE_URL}{made.url}", made.width, made.height)
