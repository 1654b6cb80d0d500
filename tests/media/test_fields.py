"""What is taken for a picture."""

from __future__ import annotations

import io

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from anpacken.media.fields import PictureField


def _png() -> bytes:
    file = io.BytesIO()
    Image.effect_noise((40, 30), 50).save(file, "PNG")
    return file.getvalue()


WHOLE = _png()


def test_a_whole_picture_is_taken_and_can_be_read_from_its_beginning():
    taken = PictureField().clean(SimpleUploadedFile("a.png", WHOLE, "image/png"))
    assert taken.read() == WHOLE


@pytest.mark.parametrize("content", [WHOLE[:8], WHOLE[:40], WHOLE[:-30], b"\xff\xd8\xff", b"%PDF-1.7", b"GIF89a"])
def test_what_only_begins_like_one_is_refused(content: bytes):
    with pytest.raises(ValidationError):
        PictureField().clean(SimpleUploadedFile("a.png", content, "image/png"))
