"""The office's form for pictures (`WAGTAILIMAGES_IMAGE_FORM_BASE`)."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from wagtail.images.forms import BaseImageForm

from anpacken.media.originals import cleaned


class PictureForm(BaseImageForm):
    """Wagtail's form, which takes metadata out of what is uploaded."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return file
        file.seek(0)
        clean = SimpleUploadedFile(file.name or "picture", cleaned(file.read()), file.content_type or "")
        # Wagtail's field has opened the picture and later asks it for its size.
        clean.image = file.image  # type: ignore[attr-defined]
        return clean
