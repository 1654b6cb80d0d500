"""What the office's forms use to choose a picture or a document."""

from __future__ import annotations

from typing import Any

from wagtail.documents.widgets import AdminDocumentChooser
from wagtail.images.widgets import AdminImageChooser


class _Careful:
    """Wagtail's choosers ask the database for whatever was sent; a made-up number is none of ours."""

    def get_instance(self, value: Any) -> Any:
        if isinstance(value, str) and not (value.isascii() and value.isdecimal() and len(value) < 19):
            return None
        return super().get_instance(value)  # type: ignore[misc]


class PictureChooser(_Careful, AdminImageChooser):
    """For pictures."""


class PaperChooser(_Careful, AdminDocumentChooser):
    """For documents."""
