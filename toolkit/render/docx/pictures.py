"""Picture files: what they are and how large they print."""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from toolkit.model.raster import Raster, RasterFormat, raster_format, read_raster

_SIDE = re.compile(r"\s*([\d.]+)\s*(px|pt|mm|cm|in|)\s*")
_POINTS = {"": 0.75, "px": 0.75, "pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0}


class UnreadablePicture(ValueError):  # noqa: N818 - it names the thing, as FileNotFoundError does
    """The bytes are no picture that Word can show; the message says what they are."""


class Picture(NamedTuple):
    """A picture; `width` and `height` are points."""

    extension: str
    width: float
    height: float


def read_picture(data: bytes) -> Picture:
    """Tell format and size by the bytes, whatever the file's name says."""
    kind = raster_format(data)
    if kind is not None:
        return _raster(kind, read_raster(data))
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


def _raster(kind: RasterFormat, found: Raster | None) -> Picture:
    if found is None:
        raise UnreadablePicture(f"the {kind.upper()} file is cut off")
    if not found.width or not found.height:
        raise UnreadablePicture(f"the {kind.upper()} file has no size")
    return Picture(kind, found.width * 72 / found.x_dpi, found.height * 72 / found.y_dpi)


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
