"""No trace of the camera in what the public gets."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from anpacken.media.models import Picture, PictureRendition
from anpacken.media.originals import cleaned
from tests.media.conftest import GPS, photograph


def opened(raw: bytes) -> Image.Image:
    return Image.open(io.BytesIO(raw))


def content(rendition: PictureRendition) -> bytes:
    with rendition.file.open() as file:
        return bytes(file.read())


@pytest.mark.once
def test_the_test_photograph_says_where_it_was_taken() -> None:
    assert opened(photograph()).getexif().get_ifd(GPS)[2] == (52.0, 22.0, 28.0)


@pytest.mark.parametrize(
    "spec", ["width-400|format-jpeg", "width-400|format-webp", "width-400|format-avif", "original"]
)
def test_renditions_hold_nothing_about_the_camera(make_picture: Callable[..., Picture], spec: str) -> None:
    rendition = make_picture().get_rendition(spec)

    raw = content(rendition)
    assert dict(opened(raw).getexif()) == {}
    assert b"Telefonfirma" not in raw
    assert b"Privat" not in raw


def test_renditions_made_together_hold_nothing_about_the_camera(make_picture: Callable[..., Picture]) -> None:
    made = make_picture().get_renditions("width-300|format-jpeg", "width-300|format-webp")

    assert [dict(opened(content(rendition)).getexif()) for rendition in made.values()] == [{}, {}]


def test_a_picture_that_lies_on_its_side_is_turned_before_its_metadata_goes(
    make_picture: Callable[..., Picture],
) -> None:
    rendition = make_picture(photograph(size=(1200, 900), orientation=6)).get_rendition("width-450|format-jpeg")

    assert (rendition.width, rendition.height) == (450, 600)
    # The left half was green; turned clockwise it is the upper half.
    red, green, _blue = opened(content(rendition)).convert("RGB").getpixel((225, 50))  # type: ignore[misc]
    assert green > red


@pytest.mark.once
@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP"])
def test_an_original_is_cleaned_without_touching_a_pixel(file_format: str) -> None:
    raw = photograph(file_format)

    clean = cleaned(raw)

    assert dict(opened(clean).getexif()) == {}
    assert b"Telefonfirma" not in clean
    assert opened(clean).tobytes() == opened(raw).tobytes()


@pytest.mark.once
def test_an_original_keeps_which_way_up_it_is() -> None:
    clean = cleaned(photograph(orientation=8))

    assert dict(opened(clean).getexif()) == {0x0112: 8}


@pytest.mark.once
def test_comments_and_texts_go_too() -> None:
    out = io.BytesIO()
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Privat")
    Image.new("RGB", (4, 4)).save(out, "PNG", pnginfo=notes)

    assert b"Privat" in out.getvalue()
    assert b"Privat" not in cleaned(out.getvalue())
    assert b"Privat" not in cleaned(photograph())


@pytest.mark.once
def test_a_colour_profile_stays() -> None:
    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, "JPEG", icc_profile=b"profile" * 10)

    assert opened(cleaned(out.getvalue())).info["icc_profile"] == b"profile" * 10


@pytest.mark.once
@given(
    raw=st.binary(max_size=300), start=st.sampled_from([b"", b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"RIFF\x10\0\0\0WEBP"])
)
def test_whatever_is_uploaded_cleaning_does_not_fail(raw: bytes, start: bytes) -> None:
    assert isinstance(cleaned(start + raw), bytes)


@pytest.mark.once
@given(cut=st.integers(2, 400))
def test_a_file_that_was_cut_off_does_not_fail(cut: int) -> None:
    assert cleaned(photograph(size=(20, 20))[:cut])
