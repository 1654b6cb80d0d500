"""Reads of pictures."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from wagtail.models import Collection, CollectionViewRestriction

from anpacken.media.models import Picture
from anpacken.media.rules import may_be_shown
from anpacken.media.sizes import SIZES


def for_list(size: str) -> QuerySet[Picture]:
    """Pictures with their renditions of one size, for `Prefetch("picture", queryset=…)`: a list of 30 then costs as
    many queries as a list of one."""
    pictures: QuerySet[Picture] = Picture.objects.prefetch_renditions(*SIZES[size].all_specs())
    return pictures


def credited() -> list[Picture]:
    """All pictures that may be shown, by title, for the page of picture credits.

    Not those of closed collections: they came from people themselves, who did not agree to be in a list of pictures.
    Their credit stands beside them wherever they are shown.
    """
    closed = CollectionViewRestriction.objects.values("collection")
    pictures = Picture.objects.exclude(credit="").exclude(collection__in=closed).order_by("title", "pk")
    return [picture for picture in pictures if may_be_shown(picture)]


def closed_collections() -> frozenset[int]:
    """Keys of the collections that not everybody may look into, with all below them."""
    paths = CollectionViewRestriction.objects.values_list("collection__path", flat=True)
    below = Q(pk__in=[])
    for path in paths:
        below |= Q(path__startswith=path)
    return frozenset(Collection.objects.filter(below).values_list("pk", flat=True))
