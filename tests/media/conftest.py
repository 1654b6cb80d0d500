from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.images import ImageFile
from PIL import Image

from anpacken.core.texts import translated
from anpacken.media.models import Picture, PictureRendition

GPS = 0x8825


def photograph(file_format: str = "JPEG", *, size: tuple[int, int] = (1200, 900), orientation: int = 1) -> bytes:
    """A photograph as a telephone makes it: with the place, the camera's name, and perhaps lying on its side."""
    exif = Image.Exif()
    exif[0x010F] = "Telefonfirma"
    exif[0x0112] = orientation
    exif.get_ifd(GPS).update({1: "N", 2: (52.0, 22.0, 28.0), 3: "E", 4: (9.0, 44.0, 14.0)})
    image = Image.new("RGB", size, (200, 40, 40))
    image.paste((20, 120, 60), (0, 0, size[0] // 2, size[1]))
    out = io.BytesIO()
    extra: dict[str, Any] = {"comment": b"Privat"} if file_format == "JPEG" else {}
    image.save(out, file_format, exif=exif, **extra)
    return out.getvalue()


@pytest.fixture
def make_picture(db: None, settings: Any, tmp_path: Path) -> Callable[..., Picture]:
    settings.MEDIA_ROOT = tmp_path
    # Wagtail keeps renditions by number in this process, and every test counts from one.
    PictureRendition.cache_backend.clear()

    def make(raw: bytes | None = None, name: str = "foto.jpg", **details: Any) -> Picture:
        details = {
            "title": "Chor",
            "credit": "Foto: Chor der Vielfalt",
            "alt_text": translated(de="Ein Chor singt", en="A choir sings"),
            **details,
        }
        return Picture.objects.create(file=ImageFile(io.BytesIO(raw or photograph()), name), **details)

    return make
