"""A floor plan as a drawing: the picture with a numbered circle for each stand, in the picture's own measures."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from anpacken.market.models import Call, Stand

SPEC = "max-1600x1600|format-webp"
PRINTED = "max-2400x2400|format-jpeg"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Spot:
    """One stand in the drawing."""

    number: int
    x: int
    y: int
    name: str
    stand: Stand


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the templates draw. `url` is empty when there is no picture: then the stands stand on an empty sheet."""

    url: str
    width: int
    height: int
    radius: int
    spots: list[Spot]
    credit: str = ""


def drawn(call: Call, stands: Iterable[Stand]) -> Drawing | None:
    """The plan with these stands; None when there is neither a plan nor a stand."""
    url, width, height = _picture(call)
    placed = list(stands)
    if not url and not placed:
        return None
    spots = [
        Spot(
            number=stand.number,
            x=round(stand.x * width),
            y=round(stand.y * height),
            name=str(stand.application) if stand.application else "",
            stand=stand,
        )
        for stand in placed
    ]
    credit = call.plan.credit if call.plan is not None else ""
    return Drawing(url, width, height, max(12, round(width * 0.018)), spots, credit)


def _picture(call: Call) -> tuple[str, int, int]:
    if call.plan is None:
        return "", 1200, 800
    try:
        made = call.plan.get_rendition(SPEC)
    except (SourceImageIOError, OSError, InvalidFilterSpecError):
        log.warning("The floor plan %s cannot be shown.", call.plan.public_id)
        return "", 1200, 800
    return made.url, made.width, made.height
