"""Which of the files in the media folder the public may fetch."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

pytestmark = pytest.mark.django_db


def test_sizes_are_handed_out_and_uploads_are_not() -> None:
    for folder in ("images", "original_images", "reports"):
        (settings.MEDIA_ROOT / folder).mkdir(parents=True, exist_ok=True)
        (settings.MEDIA_ROOT / folder / "haus.width-400.jpg").write_bytes(b"picture")
    visitor = Client()
    shown = visitor.get("/media/images/haus.width-400.jpg")
    assert (shown.status_code, b"".join(shown), shown["Content-Type"]) == (200, b"picture", "image/jpeg")
    assert shown["X-Content-Type-Options"] == "nosniff"
    for path in ("original_images/haus.width-400.jpg", "reports/haus.width-400.jpg", "images/"):
        assert visitor.get(f"/media/{path}").status_code in {301, 404}, path
    for folder in ("images", "original_images", "reports"):
        (settings.MEDIA_ROOT / folder / "haus.width-400.jpg").unlink()
