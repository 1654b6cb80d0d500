from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from PIL import Image
from wagtail.images.forms import get_image_form

from anpacken.media.forms import PictureForm
from anpacken.media.models import Picture
from tests.media.conftest import photograph

pytestmark = pytest.mark.django_db

ROOT_COLLECTION = "1"


@pytest.fixture
def form(settings: Any, tmp_path: Path) -> Callable[..., Any]:
    settings.MEDIA_ROOT = tmp_path

    def make(raw: bytes, name: str, **texts: str) -> Any:
        data = {"title": "Chor", "collection": ROOT_COLLECTION, "tags": "", **texts}
        return get_image_form(Picture)(data, {"file": SimpleUploadedFile(name, raw)})

    return make


def test_the_form_is_ours(form: Callable[..., Any]) -> None:
    assert isinstance(form(b"", "a.jpg"), PictureForm)


def test_an_upload_is_kept_without_metadata(form: Callable[..., Any]) -> None:
    filled = form(photograph(size=(60, 40)), "foto.jpg", credit="Foto: A", alt_text_de="Ein Chor")

    assert filled.errors == {}
    picture = filled.save()
    stored = Picture.objects.get(pk=picture.pk)
    assert (stored.width, stored.height, stored.credit, str(stored.alt_text)) == (60, 40, "Foto: A", "Ein Chor")
    with stored.file.open() as file:
        raw = file.read()
    assert stored.file_size == len(raw)
    assert dict(Image.open(io.BytesIO(raw)).getexif()) == {}


@pytest.mark.parametrize(
    ("raw", "name", "code"),
    [
        (b"this is no picture", "foto.jpg", "invalid_image"),
        (photograph()[:200], "foto.png", "invalid_image_known_format"),
        (photograph("PNG"), "foto.jpg", "invalid_image_known_format"),
        (photograph(), "foto.exe", "invalid_image_extension"),
        (b"", "foto.jpg", "empty"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(
    form: Callable[..., Any], raw: bytes, name: str, code: str
) -> None:
    errors = form(raw, name).errors.as_data()

    assert code in [error.code for error in errors["file"]]
    assert all(str(error.message) for error in errors["file"])
    assert not Picture.objects.exists()


def test_a_picture_of_more_than_thirty_megabytes_is_refused_with_the_limit(form: Callable[..., Any]) -> None:
    big = photograph(size=(20, 20)) + b"\0" * (30 * 1024 * 1024)

    with translation.override("en"):
        errors = form(big, "foto.jpg").errors["file"]

    assert errors == ["This file is too big (30.0\xa0MB). Maximum filesize 30.0\xa0MB."]


def test_editing_the_texts_leaves_the_file_alone(form: Callable[..., Any]) -> None:
    uploaded = form(photograph(size=(60, 40)), "foto.jpg", credit="Foto: A")
    assert uploaded.is_valid()
    picture = uploaded.save()
    before = picture.file.name

    data = {"title": "Chor 2", "collection": ROOT_COLLECTION, "tags": "", "credit": "Foto: B"}
    filled = get_image_form(Picture)(data, {}, instance=picture)

    assert filled.is_valid(), filled.errors
    assert filled.save().file.name == before
