"""Tables: a fixed grid in twips, spans, rules, repeated header rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from lxml.etree import SubElement

from toolkit.render.docx.ooxml.names import VAL, line_text, w
from toolkit.render.docx.ooxml.text import Element

Side: TypeAlias = Literal["top", "bottom"]
Merge: TypeAlias = Literal["", "restart", "continue"]

_TC, _TC_PR, _TC_W, _WIDTH, _TYPE = w("tc"), w("tcPr"), w("tcW"), w("w"), w("type")


def add_table(parent: Element, style: str, widths: Sequence[int], description: str) -> Element:
    """`w:tbl` with its grid. `description` tells assistive technology what the table holds."""
    table = SubElement(parent, w("tbl"))
    properties = SubElement(table, w("tblPr"))
    SubElement(properties, w("tblStyle"), {VAL: style})
    SubElement(properties, w("tblW"), {_WIDTH: str(sum(widths)), _TYPE: "dxa"})
    SubElement(properties, w("jc"), {VAL: "center"})
    SubElement(properties, w("tblLayout"), {_TYPE: "fixed"})
    SubElement(properties, w("tblLook"), {VAL: "0420", w("firstRow"): "1", w("noVBand"): "1"})
    if description:
        SubElement(properties, w("tblCaption"), {VAL: line_text(description)})
    grid = SubElement(table, w("tblGrid"))
    for width in widths:
        SubElement(grid, w("gridCol"), {_WIDTH: str(width)})
    return table


def add_row(table: Element, *, header: bool) -> Element:
    """`w:tr` that does not break across pages; a header row is repeated on every page."""
    row = SubElement(table, w("tr"))
    properties = SubElement(row, w("trPr"))
    SubElement(properties, w("cantSplit"))
    if header:
        SubElement(properties, w("tblHeader"))
    return row


def add_cell(
    row: Element, width: int, *, span: int = 1, merge: Merge = "", rules: Mapping[Side, float], middle: bool
) -> Element:
    """`w:tc`; `rules` are widths in points. It must still be given a paragraph."""
    cell = SubElement(row, _TC)
    properties = SubElement(cell, _TC_PR)
    SubElement(properties, _TC_W, {_WIDTH: str(width), _TYPE: "dxa"})
    if span > 1:
        SubElement(properties, w("gridSpan"), {VAL: str(span)})
    if merge:
        SubElement(properties, w("vMerge")).set(VAL, merge)
    if rules:
        borders = SubElement(properties, w("tcBorders"))
        for side in ("top", "bottom"):
            if side in rules:
                SubElement(borders, w(side), rule(rules[side]))
    if middle:
        SubElement(properties, w("vAlign"), {VAL: "center"})
    return cell


def rule(width: float) -> dict[str, str]:
    """The attributes of a border of this width in points; `w:sz` counts eighths of a point."""
    if width <= 0:
        return {VAL: "nil"}
    return {VAL: "single", w("sz"): str(max(2, round(width * 8))), w("space"): "0", w("color"): "auto"}
