"""Picture files: what they are and how large they print."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

SCREEN_DPI = 96.0
"""What a picture that does not say its resolution has, as Word assumes."""

_PNG = b"\x89PNG\r\n\x1a\n"
_SIDE = re.compile(r"\s*([\d.]+)\s*(px|pt|mm|cm|in|)\s*")
_POINTS = {"": 0.75, "px": 0.75, "pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0}
_START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class UnreadablePicture(ValueError):  # noqa: N818 - it names the thing, as FileNotFoundError does
    """The bytes are no picture that Word can show; the message says what they are."""


class Picture(NamedTuple):
    """A picture; `width` and `height` are points."""

    extension: str
    width: float
    height: float


def read_picture(data: bytes) -> Picture:
    """Tell format and size by the bytes, whatever the file's name says."""
    if data.startswith(_PNG):
        return _png(data)
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    if data.startswith((b"GIF87a", b"GIF89a")):
        if len(data) < 10:
            raise UnreadablePicture("the GIF file is cut off")
        width, height = struct.unpack("<HH", data[6:10])
        return _raster("gif", width, height, SCREEN_DPI, SCREEN_DPI)
    if b"<svg" in data[:4096] or b":svg" in data[:4096]:
        return _svg(data)
    raise UnreadablePicture(f"{_name(data)} is no picture format that Word shows (PNG, JPEG, GIF, SVG)")


def _name(data: bytes) -> str:
    for start, name in (
        (b"II*\0", "TIFF"),
        (b"MM\0*", "TIFF"),
        (b"%PDF", "PDF"),
        (b"%!PS", "EPS"),
        (b"RIFF", "WebP"),
        (b"BM", "BMP"),
    ):
        if data.startswith(start):
            return name
    return "this file"


def _raster(extension: str, width: int, height: int, x_dpi: float, y_dpi: float) -> Picture:
    if not width or not height:
        raise UnreadablePicture(f"the {extension.upper()} file has no size")
    return Picture(extension, width * 72 / x_dpi, height * 72 / y_dpi)


def _png(data: bytes) -> Picture:
    """IHDR and pHYs (PNG specification, 11.2.2 and 11.3.5.3)."""
    if len(data) < 33 or data[12:16] != b"IHDR":
        raise UnreadablePicture("the PNG file is cut off")
    width, height = struct.unpack(">II", data[16:24])
    at = 8
    while at + 12 <= len(data):
        length = int.from_bytes(data[at : at + 4])
        kind = data[at + 4 : at + 8]
        if kind == b"pHYs" and at + 17 <= len(data):
            x, y, unit = struct.unpack(">IIB", data[at + 8 : at + 17])
            if unit == 1 and x and y:
                return _raster("png", width, height, x * 0.0254, y * 0.0254)
        if kind == b"IDAT":
            break
        at += 12 + length
    return _raster("png", width, height, SCREEN_DPI, SCREEN_DPI)


def _jpeg(data: bytes) -> Picture:
    """Frame header (ITU-T T.81, B.2.2) and JFIF density."""
    x_dpi = y_dpi = SCREEN_DPI
    for marker, segment in _jpeg_segments(data):
        if marker == 0xE0 and segment[:5] == b"JFIF\0" and len(segment) >= 12:
            unit, x, y = struct.unpack(">BHH", segment[7:12])
            scale = {1: 1.0, 2: 2.54}.get(unit)
            if scale and x and y:
                x_dpi, y_dpi = x * scale, y * scale
        elif marker in _START_OF_FRAME and len(segment) >= 5:
            height, width = struct.unpack(">HH", segment[1:5])
            return _raster("jpeg", width, height, x_dpi, y_dpi)
    raise UnreadablePicture("the JPEG file is cut off")


def _jpeg_segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        if data[at + 1] == 0xFF:  # fill byte
            at += 1
            continue
        length = int.from_bytes(data[at + 2 : at + 4])
        yield data[at + 1], data[at + 4 : at + 2 + length]
        at += 2 + length


def _svg(data: bytes) -> Picture:
    """Width and height, else the view box (SVG 2, 8.2)."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadablePicture(f"the SVG file is not well-formed: {error.msg}") from error
    if etree.QName(root).localname != "svg":
        raise UnreadablePicture("the file is XML, but no SVG")
    width, height = _side(root.get("width")), _side(root.get("height"))
    box = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", root.get("viewBox", ""))]
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        if width and not height:
            height = width * box[3] / box[2]
        elif height and not width:
            width = height * box[2] / box[3]
        elif not width:
            width, height = box[2] * 0.75, box[3] * 0.75
    if not width or not height:
        raise UnreadablePicture("the SVG file says no size: it needs width and height, or a viewBox")
    return Picture("svg", width, height)


def _side(text: str | None) -> float | None:
    """A length in points; None if it is missing or relative (`100%`)."""
    found = _SIDE.fullmatch(text or "")
    try:
        return float(found[1]) * _POINTS[found[2]] if found else None
    except ValueError:
        return None
