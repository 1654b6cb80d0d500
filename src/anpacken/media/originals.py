"""Takes out of an uploaded picture what a camera or an editor wrote into it, without touching a pixel.

Uploaded files lie where renditions lie, and a photograph taken with a telephone says where it was taken. JPEG, PNG
and WebP are containers: their parts are copied but for those that hold metadata. What a picture needs to look right
(colour profile, orientation) stays.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator

from PIL import Image, UnidentifiedImageError

ORIENTATION = 0x0112
# JPEG: APP1 (EXIF, XMP), APP3 to APP13 (IPTC, maker's notes), APP15, comments. APP0, APP2 (colours) and APP14 stay.
JPEG_DROPPED = frozenset({0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE})
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PNG_DROPPED = frozenset({b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"})
WEBP_DROPPED = frozenset({b"EXIF", b"XMP "})
WEBP_EXIF_AND_XMP = 0x0C


def cleaned(raw: bytes) -> bytes:
    """The same picture without metadata. Other formats and broken files come back as they are: whether a file is a
    picture at all is decided elsewhere."""
    try:
        if raw.startswith(b"\xff\xd8"):
            return _jpeg(raw)
        if raw.startswith(PNG_SIGNATURE):
            return PNG_SIGNATURE + b"".join(chunk for kind, chunk in _png_chunks(raw) if kind not in PNG_DROPPED)
        if raw[:4] == b"RIFF" and raw[8:12] == b"WEBP":
            return _webp(raw)
    except (struct.error, IndexError):
        return raw
    return raw


def _jpeg(raw: bytes) -> bytes:
    kept = [b"\xff\xd8", _orientation(raw)]
    position = 2
    while raw[position] == 0xFF:
        marker = raw[position + 1]
        if marker == 0xFF:  # A fill byte.
            position += 1
            continue
        if marker == 0xDA:  # The pixels begin; all that follows belongs to them.
            break
        (length,) = struct.unpack_from(">H", raw, position + 2)
        if marker not in JPEG_DROPPED:
            kept.append(raw[position : position + 2 + length])
        position += 2 + length
    return b"".join([*kept, raw[position:]])


def _orientation(raw: bytes) -> bytes:
    """A segment that says nothing but which way up the picture is; empty for upright ones."""
    try:
        with Image.open(io.BytesIO(raw)) as picture:
            turned = picture.getexif().get(ORIENTATION, 1)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return b""
    if turned not in range(2, 9):
        return b""
    exif = Image.Exif()
    exif[ORIENTATION] = turned
    body = exif.tobytes()
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def _png_chunks(raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    position = len(PNG_SIGNATURE)
    while position < len(raw):
        length, kind = struct.unpack_from(">I4s", raw, position)
        end = position + 12 + length
        yield kind, raw[position:end]
        position = end


def _webp(raw: bytes) -> bytes:
    kept = []
    position = 12
    while position + 8 <= len(raw):
        kind, length = struct.unpack_from("<4sI", raw, position)
        end = position + 8 + length + length % 2
        chunk = raw[position:end]
        if kind == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~WEBP_EXIF_AND_XMP]) + chunk[9:]
        if kind not in WEBP_DROPPED:
            kept.append(chunk)
        position = end
    body = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body
