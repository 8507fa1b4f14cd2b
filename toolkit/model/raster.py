"""Raster pictures (PNG, JPEG, GIF): format, size and resolution by the first bytes of the file."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

RasterFormat: TypeAlias = Literal["png", "jpeg", "gif"]

SCREEN_DPI = 96.0
"""What a picture that does not say its resolution is taken for, as Word and browsers do."""
ENOUGH = 65536
"""Bytes within which the header of a PNG or GIF ends; that of a JPEG may lie behind a thumbnail."""
_STARTS: dict[bytes, RasterFormat] = {
    b"\x89PNG\r\n\x1a\n": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF87a": "gif",
    b"GIF89a": "gif",
}
_START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of JPEG frames (ITU-T T.81, table B.1)."""
_METRE, _CENTIMETRE = 0.0254, 2.54
"""Inches of the units in which PNG and JPEG count dots: dots per metre, per centimetre."""


class Raster(NamedTuple):
    """Width and height in pixels, 0 in a file that says so, and dots per inch across and down."""

    width: int
    height: int
    x_dpi: float = SCREEN_DPI
    y_dpi: float = SCREEN_DPI


def raster_format(data: bytes) -> RasterFormat | None:
    """The format by the first bytes, whatever the file's name says; None for any other."""
    return next((name for start, name in _STARTS.items() if data.startswith(start)), None)


def read_raster(data: bytes) -> Raster | None:
    """The picture that begins with these bytes; None if it is of another format or cut off."""
    readers = {"png": _png, "jpeg": _jpeg, "gif": _gif}
    kind = raster_format(data)
    if kind is None:
        return None
    try:
        return readers[kind](data)
    except struct.error:  # the file ends within its header
        return None


def _gif(data: bytes) -> Raster:
    return Raster(*struct.unpack("<HH", data[6:10]))


def _png(data: bytes) -> Raster | None:
    """IHDR and pHYs (PNG specification, 11.2.2 and 11.3.5.3)."""
    if data[12:16] != b"IHDR":
        return None
    width, height = struct.unpack(">II", data[16:24])
    at = 8
    while at + 8 <= len(data):
        kind = data[at + 4 : at + 8]
        if kind == b"pHYs":
            x, y, unit = struct.unpack(">IIB", data[at + 8 : at + 17])
            if unit == 1 and x and y:
                return Raster(width, height, x * _METRE, y * _METRE)
        if kind == b"IDAT":
            break
        at += 12 + int.from_bytes(data[at : at + 4])
    return Raster(width, height)


def _jpeg(data: bytes) -> Raster | None:
    """The frame header (ITU-T T.81, B.2.2) and the density of the JFIF segment."""
    density = SCREEN_DPI, SCREEN_DPI
    for marker, segment in _segments(data):
        if marker in _START_OF_FRAME:
            height, width = struct.unpack(">HH", segment[1:5])
            return Raster(width, height, *density)
        if marker == 0xE0 and segment[:5] == b"JFIF\0":
            unit, x, y = struct.unpack(">BHH", segment[7:12])
            scale = {1: 1.0, 2: _CENTIMETRE}.get(unit)
            if scale and x and y:
                density = x * scale, y * scale
    return None


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        if data[at + 1] == 0xFF:  # fill byte
            at += 1
            continue
        length = int.from_bytes(data[at + 2 : at + 4])
        yield data[at + 1], data[at + 4 : at + 2 + length]
        at += 2 + length
