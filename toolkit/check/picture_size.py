"""The size of a raster picture, from the first bytes of its file."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import NamedTuple

_ENOUGH = 65536
"""Bytes within which the header of a PNG or GIF ends; that of a JPEG may lie behind a thumbnail."""
_SCREEN_DPI = 96.0
"""What a picture that does not say its resolution is taken for."""
_START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of JPEG frames (ITU-T T.81, table B.1)."""


class Pixels(NamedTuple):
    """Width and height in pixels, and the resolution at which the file wants to be shown."""

    width: int
    height: int
    dpi: float = _SCREEN_DPI


def pixels(path: Path) -> Pixels | None:
    """The size of a PNG, JPEG or GIF; None if the file is none of them or is cut off."""
    try:
        with path.open("rb") as file:
            data = file.read(_ENOUGH)
            if data[:2] == b"\xff\xd8":
                data += file.read()
    except OSError:
        return None
    try:
        if data[:8] == b"\x89PNG\r\n\x1a\n" and data[12:16] == b"IHDR":
            return _valid(_png(data))
        if data[:2] == b"\xff\xd8":
            return _valid(_jpeg(data))
        if data[:6] in {b"GIF87a", b"GIF89a"}:
            return _valid(Pixels(*struct.unpack("<HH", data[6:10])))
    except struct.error:  # the file ends within its header
        return None
    return None


def _valid(size: Pixels | None) -> Pixels | None:
    return size if size and size.width and size.height else None


def _png(data: bytes) -> Pixels:
    """IHDR and pHYs (PNG specification, 11.2.2 and 11.3.5.3)."""
    width, height = struct.unpack(">II", data[16:24])
    at = data.find(b"pHYs", 24, max(24, data.find(b"IDAT")))
    if at > 0:
        x, _, unit = struct.unpack(">IIB", data[at + 4 : at + 13])
        if unit == 1 and x:
            return Pixels(width, height, x * 0.0254)
    return Pixels(width, height)


def _jpeg(data: bytes) -> Pixels | None:
    """The frame header (ITU-T T.81, B.2.2) and the density of the JFIF segment."""
    at, dpi = 2, _SCREEN_DPI
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # fill byte
            at += 1
            continue
        (length,) = struct.unpack(">H", data[at + 2 : at + 4])
        segment = data[at + 4 : at + 2 + length]
        if marker in _START_OF_FRAME:
            height, width = struct.unpack(">HH", segment[1:5])
            return Pixels(width, height, dpi)
        if marker == 0xE0 and segment[:5] == b"JFIF\0" and len(segment) >= 12:
            unit, x = struct.unpack(">BH", segment[7:10])
            dpi = x * {1: 1.0, 2: 2.54}.get(unit, 0.0) or dpi
        at += 2 + length
    return None
