"""Namespaces, qualified names, units, and text that XML can hold."""

from __future__ import annotations

import re

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
ASVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"

NAMESPACES = {"w": W, "r": R, "m": M, "wp": WP, "a": A, "pic": PIC}
"""The prefixes that every part written by the toolkit declares at its root."""

EMU_PER_POINT = 12700
"""English Metric Units, the unit of drawings."""
TWIPS_PER_MM = 1440 / 25.4
"""Twentieths of a point, the unit of pages, indents and tables."""


def w(name: str) -> str:
    """A name of WordprocessingML as lxml writes it."""
    return f"{{{W}}}{name}"


def r(name: str) -> str:
    """A name of the relationships namespace."""
    return f"{{{R}}}{name}"


def m(name: str) -> str:
    """A name of Office Math."""
    return f"{{{M}}}{name}"


VAL = w("val")
SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# Outside `Char` of XML 1.0, section 2.2. Written with escapes, so that no such character stands here.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WHITE_SPACE = re.compile("[\t\n\r]+")


def xml_text(text: str) -> str:
    """The text with U+FFFD in place of each character that XML cannot hold, so that the loss is seen."""
    return _FORBIDDEN.sub("\ufffd", text)


def line_text(text: str) -> str:
    """`xml_text` on one line: tabs and line ends, which Word would obey, become one space."""
    return _WHITE_SPACE.sub(" ", xml_text(text))


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(millimetres * TWIPS_PER_MM)
