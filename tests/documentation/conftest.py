from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from anpacken.core.texts import translated
from anpacken.media.actions import pictures
from anpacken.media.models import Picture, PictureRendition
from tests.factories.events import AT, BY


@pytest.fixture
def picture(db: None, settings: Any, tmp_path: Any) -> Callable[..., Picture]:
    """A picture in the office's library with all that it needs, save what is said otherwise."""
    settings.MEDIA_ROOT = tmp_path / "media"
    # Wagtail keeps renditions by number in this process, and every test counts from one.
    PictureRendition.cache_backend.clear()

    def make(**given: Any) -> Picture:
        file = io.BytesIO()
        Image.new("RGB", (32, 24), "#0e3b43").save(file, "PNG")
        facts: dict[str, Any] = {
            "title": "Saal",
            "credit": "Foto: Demo",
            "rights": "Demo, unbefristet",
            "alt_text": translated(de="Ein voller Saal", en="A full hall"),
            "collection": "",
        }
        upload = SimpleUploadedFile("saal.png", file.getvalue(), "image/png")
        return pictures.take(upload=upload, by=BY, at=AT, **{**facts, **given})

    return make
