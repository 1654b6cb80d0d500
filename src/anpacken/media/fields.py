"""The form field for a picture."""

from __future__ import annotations

import struct
from typing import Any

from django.core.exceptions import ValidationError
from PIL import Image
from wagtail.images.fields import WagtailImageField

_BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, Image.DecompressionBombError)


class PictureField(WagtailImageField):
    """A picture that can really be read, to the last pixel: of a file that only begins like one, no size can be made,
    and Wagtail's field fails over some of them instead of refusing."""

    def to_python(self, data: Any) -> Any:
        try:
            file = super().to_python(data)
            if file is not None:
                file.seek(0)
                with Image.open(file) as picture:
                    picture.load()
                file.seek(0)
        except _BROKEN as error:
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error
        return file
