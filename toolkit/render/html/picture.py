"""Pictures inside the page: a file becomes a data address, so that nothing is loaded from anywhere.

A picture in `img` is drawn without scripts and without loading anything (SVG 2, secure static mode),
so what an SVG file contains cannot act in the page.
"""

from __future__ import annotations

import base64
import re
from pathlib import Path

from toolkit.model.frozen import frozen
from toolkit.model.raster import raster_format, read_raster
from toolkit.render.picture_file import picture_bytes


@frozen
class Picture:
    """A picture to put into the page. Width and height are CSS pixels, where the file tells them."""

    address: str
    width: int | None
    height: int | None


def read_picture(root: Path, path: str) -> Picture | None:
    """The picture `path` of the review's folder `root`.

    None if there is no such file, it cannot be read or lies outside the folder, or if browsers cannot draw
    its format (TIFF, PDF, EMF).
    """
    data = picture_bytes(root, path)
    return None if data is None else picture_of(data)


def picture_of(data: bytes) -> Picture | None:
    """The picture in these bytes; None if browsers cannot draw its format."""
    kind = media_type(data)
    if kind is None:
        return None
    width, height = _size(kind, data)
    return Picture(f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}", width, height)


def media_type(data: bytes) -> str | None:
    """The picture's type by its first bytes, whatever its name says."""
    raster = raster_format(data)
    if raster is not None:
        return f"image/{raster}"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if _SVG.search(data[:4096]):
        return "image/svg+xml"
    return None


_SVG = re.compile(rb"<(?:[\w.-]+:)?svg[\s>/]")
_SVG_START = re.compile(rb"<(?:[\w.-]+:)?svg\b[^>]*>")
_SVG_SIDE = re.compile(rb"""\s(width|height)\s*=\s*["']\s*([\d.]+)\s*(px|pt|mm|cm|in)?\s*["']""")
_SVG_BOX = re.compile(rb"""\sviewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)""")
_PIXELS = {b"": 1.0, b"px": 1.0, b"pt": 96 / 72, b"mm": 96 / 25.4, b"cm": 96 / 2.54, b"in": 96.0}


def _size(kind: str, data: bytes) -> tuple[int | None, int | None]:
    """Width and height, so that the text does not jump when the picture has been read."""
    if kind == "image/svg+xml":
        return _svg_size(data)
    raster = read_raster(data)
    return (raster.width, raster.height) if raster is not None else (None, None)


def _svg_size(data: bytes) -> tuple[int | None, int | None]:
    start = _SVG_START.search(data)
    if start is None:
        return None, None
    sides = {name: float(value) * _PIXELS[unit] for name, value, unit in _SVG_SIDE.findall(start[0])}
    if b"width" in sides and b"height" in sides:
        return round(sides[b"width"]), round(sides[b"height"])
    box = _SVG_BOX.search(start[0])
    return (round(float(box[1])), round(float(box[2]))) if box else (None, None)
