"""In which sizes pictures are shown: the one table. A page names a size, never pixels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# The best first; a browser takes the first that it knows. JPEG is what every browser knows.
FORMATS = ("avif", "webp", "jpeg")


@dataclass(frozen=True, slots=True)
class Size:
    """A shape on the page. `widths` in pixels, the smallest first; `ratio` is width to height, None for "as it is"."""

    widths: Sequence[int]
    ratio: tuple[int, int] | None
    shown: str
    """How wide it stands on the page, as the `sizes` attribute says it."""

    def specs(self, file_format: str) -> list[str]:
        """Wagtail's filter specs for one format, one for each width."""
        return [f"{self._shape(width)}|format-{file_format}" for width in self.widths]

    def all_specs(self) -> list[str]:
        return [spec for file_format in FORMATS for spec in self.specs(file_format)]

    def _shape(self, width: int) -> str:
        if self.ratio is None:
            return f"width-{width}"
        return f"fill-{width}x{round(width * self.ratio[1] / self.ratio[0])}"


SIZES: dict[str, Size] = {
    "card": Size((400, 800), (16, 9), "(min-width: 64rem) 22rem, (min-width: 40rem) 50vw, 100vw"),
    "wide": Size((640, 1280), (16, 9), "(min-width: 64rem) 60rem, 100vw"),
    "portrait": Size((240, 480), (1, 1), "10rem"),
    "logo": Size((160, 320), None, "8rem"),
    "text": Size((480, 960), None, "(min-width: 48rem) 40rem, 100vw"),
}
