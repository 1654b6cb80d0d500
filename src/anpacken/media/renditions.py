"""Renditions without a trace of the camera: Wagtail hands EXIF on, with the place where a photograph was taken."""

from __future__ import annotations

from typing import Any

from django.utils.functional import cached_property
from wagtail.images.models import Filter

# What a picture needs to look right. Everything else (EXIF, XMP, IPTC, comments, thumbnails) is about the camera.
KEPT = frozenset({"icc_profile", "transparency", "background", "duration", "loop", "gamma", "srgb", "dpi"})


class WithoutMetadata:
    """The last operation on a rendition. Turning the picture upright has happened before."""

    def run(self, willow: Any, image: Any, env: dict[str, Any]) -> Any:
        pixels = getattr(willow, "image", None)
        info = getattr(pixels, "info", None)
        if isinstance(info, dict):
            for key in [key for key in info if key not in KEPT]:
                del info[key]
        return willow


class CleanFilter(Filter):
    @cached_property
    def filter_operations(self) -> list[Any]:
        return [*super().filter_operations, WithoutMetadata()]
