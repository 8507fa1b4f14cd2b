"""Sections with their page size, margins and columns; headers and footers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, TypeAlias

from lxml import etree
from lxml.etree import SubElement

from toolkit.render.docx.ooxml.names import NAMESPACES, VAL, r, w
from toolkit.render.docx.ooxml.text import Element, add_field, add_paragraph, add_tab, add_text

PageKind: TypeAlias = Literal["default", "even", "first"]


class Furniture(NamedTuple):
    """A header or footer: which pages it stands on, and its relationship."""

    name: Literal["header", "footer"]
    pages: PageKind
    relationship: str


class PageShape(NamedTuple):
    """The page of one section, in twips."""

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    columns: int = 1
    column_gap: int = 425
    line_numbers: bool = False
    continued: str = ""
    """What stands in the running head from the section's second page on: `续表 1`."""

    @property
    def landscape(self) -> bool:
        return self.width > self.height

    @property
    def text_width(self) -> int:
        """The width of one column of text."""
        whole = self.width - self.left - self.right
        return (whole - self.column_gap * (self.columns - 1)) // self.columns

    @property
    def text_height(self) -> int:
        return self.height - self.top - self.bottom


def add_section(
    parent: Element, shape: PageShape, furniture: tuple[Furniture, ...], *, continuous: bool
) -> None:
    """`w:sectPr`, the last child of the body or of a paragraph's properties.

    Its first page differs if there is furniture for it.
    """
    section = SubElement(parent, w("sectPr"))
    for piece in furniture:
        SubElement(
            section, w(f"{piece.name}Reference"), {w("type"): piece.pages, r("id"): piece.relationship}
        )
    SubElement(section, w("type"), {VAL: "continuous" if continuous else "nextPage"})
    size = SubElement(section, w("pgSz"), {w("w"): str(shape.width), w("h"): str(shape.height)})
    if shape.landscape:
        size.set(w("orient"), "landscape")
    margins = {"top": shape.top, "right": shape.right, "bottom": shape.bottom, "left": shape.left}
    # The header stands in the middle of the top margin, but at most 15 mm from the edge; the footer likewise.
    margins |= {"header": min(850, shape.top // 2), "footer": min(850, shape.bottom // 2), "gutter": 0}
    SubElement(section, w("pgMar"), {w(name): str(length) for name, length in margins.items()})
    if shape.line_numbers:
        SubElement(section, w("lnNumType"), {w("countBy"): "1", w("restart"): "continuous"})
    columns = SubElement(section, w("cols"), {w("space"): str(shape.column_gap)})
    if shape.columns > 1:
        columns.set(w("num"), str(shape.columns))
    if any(piece.pages == "first" for piece in furniture):
        SubElement(section, w("titlePg"))
    SubElement(section, w("docGrid"), {w("linePitch"): "312"})


def end_section(
    paragraph: Element, shape: PageShape, furniture: tuple[Furniture, ...], *, continuous: bool
) -> None:
    """Make this paragraph the last of its section."""
    properties = paragraph.find(w("pPr"))
    if properties is None:
        properties = etree.Element(w("pPr"))
        paragraph.insert(0, properties)
    add_section(properties, shape, furniture, continuous=continuous)


class PageField(NamedTuple):
    """A number that Word counts: `PAGE` or `NUMPAGES`."""

    instruction: str


class RightEdge(NamedTuple):
    """From here on, a running head stands at the right edge of the page."""


HeadPiece: TypeAlias = str | PageField | RightEdge


def header(pieces: Sequence[HeadPiece], edge: int, below: str = "") -> Element:
    """A running head, and what stands under it at the left of the page; nothing is an empty header.

    `edge` is the width of the page's text in twips.
    """
    root = etree.Element(w("hdr"), nsmap=NAMESPACES)
    if pieces:
        sides = RightEdge() in pieces
        tabs = (("right", edge),) if sides else ()
        head = add_paragraph(root, "Header", tabs=tabs, align="left" if sides else "")
        for piece in pieces:
            match piece:
                case PageField(instruction):
                    add_field(head, instruction, "1")
                case RightEdge():
                    add_tab(head)
                case _:
                    add_text(head, piece)
    if below:
        add_text(add_paragraph(root, "ContinuedTable"), below)
    if not len(root):
        add_paragraph(root, "Normal")
    return root


def footer(align: str) -> Element:
    """A page number; `align` is empty for the style's own alignment."""
    root = etree.Element(w("ftr"), nsmap=NAMESPACES)
    add_field(add_paragraph(root, "Footer", align=align), "PAGE", "1")
    return root
