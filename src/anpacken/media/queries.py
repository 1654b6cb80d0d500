"""Reads of pictures."""

from __future__ import annotations

from django.db.models import QuerySet

from anpacken.media.models import Picture
from anpacken.media.rules import may_be_shown
from anpacken.media.sizes import SIZES


def for_list(size: str) -> QuerySet[Picture]:
    """Pictures with their renditions of one size, for `Prefetch("picture", queryset=…)`: a list of 30 then costs as
    many queries as a list of one."""
    pictures: QuerySet[Picture] = Picture.objects.prefetch_renditions(*SIZES[size].all_specs())
    return pictures


def credited() -> list[Picture]:
    """All pictures that may be shown, by title, for the page of picture credits."""
    return [picture for picture in Picture.objects.exclude(credit="").order_by("title", "pk") if may_be_shown(picture)]
