"""A table as JATS (ANSI/NISO Z39.96), the XML of publishers and PubMed Central: one `table-wrap`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Final

from lxml import etree

from toolkit.mathml import REFERENCE, read_math
from toolkit.model.block import NumberedTable
from toolkit.model.frozen import mutable
from toolkit.model.grid import Placed, place
from toolkit.model.inline import (
    Change,
    Code,
    Comment,
    Foreign,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Math,
    ResolvedFootnote,
    Style,
    Styled,
    Text,
    children_of,
    plain_text,
)
from toolkit.model.review import ResolvedReview
from toolkit.model.table import Note, Row, Table

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element as MathElement

    from lxml.etree import _Element as Element

XLINK: Final = "http://www.w3.org/1999/xlink"
MATHML: Final = "http://www.w3.org/1998/Math/MathML"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_STYLES: Final = {
    Style.EMPH: "italic",
    Style.OBLIQUE: "italic",
    Style.UPRIGHT: "roman",
    Style.STRONG: "bold",
    Style.UNDERLINE: "underline",
    Style.STRIKE: "strike",
    Style.SUPER: "sup",
    Style.SUB: "sub",
}
# Characters that XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_ID = re.compile(r"[^\w.-]")


def table_jats(review: ResolvedReview, table: NumberedTable) -> bytes:
    """The `table-wrap` as a document of its own; it is whole, also where it prints in parts.

    Notes with a mark are `fn`, and their marks in the cells refer to them. Citations are text: the reference
    list that they would refer to is not in this file.
    """
    writer = _Writer(review, table.table, f"tbl-{_NOT_IN_ID.sub('-', table.source.id)}")
    tree = etree.ElementTree(writer.wrap(table))
    return etree.tostring(tree, encoding="UTF-8", xml_declaration=True, pretty_print=False) + b"\n"


@mutable
class _Writer:
    review: ResolvedReview
    table: Table
    id: str
    notes: dict[str, str] = field(default_factory=dict)
    """Mark → id of its note."""

    def wrap(self, numbered: NumberedTable) -> Element:
        self.notes = {
            note.mark: f"{self.id}-fn{number}" for number, note in enumerate(self.table.notes, 1) if note.mark
        }
        root = etree.Element(
            "table-wrap",
            {
                "id": self.id,
                "position": "float",
                "orientation": self.table.orientation,
                _LANG: self.review.language,
            },
        )
        self._captions(root, numbered)
        table = _child(root, "table")
        total = sum(column.width for column in self.table.columns) or 1.0
        columns = _child(table, "colgroup")
        for column in self.table.columns:
            _child(columns, "col", {"width": f"{100 * column.width / total:.4g}%"})
        for name, rows in (("thead", self.table.head), ("tbody", self.table.body)):
            if rows:
                self._rows(_child(table, name), rows, "th" if name == "thead" else "td")
        if self.table.notes:
            foot = _child(root, "table-wrap-foot")
            for note in self.table.notes:
                self._note(foot, note)
        return root

    def _captions(self, root: Element, numbered: NumberedTable) -> None:
        """JATS has one title to a table; a caption in a second language is a paragraph under it."""
        if not numbered.captions:
            return
        first, *others = numbered.captions
        _append(_child(root, "label"), first.label)
        caption = _child(root, "caption")
        self._write(_child(caption, "title"), first.content)
        for other in others:
            paragraph = _child(caption, "p", {_LANG: other.language})
            _append(paragraph, f"{other.label}{other.gap}")
            self._write(paragraph, other.content)

    def _rows(self, parent: Element, rows: tuple[Row, ...], name: str) -> None:
        for row, line in zip(rows, place(rows, self.table.width), strict=True):
            element = _child(parent, "tr")
            for placed in line:
                heads = row.kind == "group" or (name == "td" and placed.column == 0 and not placed.empty)
                cell = _child(element, "th" if heads else name, self._attributes(placed, row, name))
                self._write(cell, placed.cell.content)

    def _attributes(self, placed: Placed, row: Row, name: str) -> Mapping[str, str]:
        attributes: dict[str, str] = {}
        if placed.colspan > 1:
            attributes["colspan"] = str(placed.colspan)
        if placed.rowspan > 1:
            attributes["rowspan"] = str(placed.rowspan)
        align = placed.cell.align
        attributes |= {"align": "char", "char": "."} if align == "decimal" else {"align": align}
        if name == "th":
            attributes["scope"] = "colgroup" if placed.colspan > 1 else "col"
        elif row.kind == "group":
            attributes["scope"] = "rowgroup"
        elif placed.column == 0 and not placed.empty:
            attributes["scope"] = "row"
        return attributes

    def _note(self, foot: Element, note: Note) -> None:
        if note.mark:
            foot = _child(foot, "fn", {"id": self.notes[note.mark]})
            _append(_child(foot, "label"), note.mark)
        paragraph = _child(foot, "p")
        _append(paragraph, note.label)
        self._write(paragraph, note.content)

    # --- text -----------------------------------------------------------------------

    def _write(self, parent: Element, nodes: Inlines) -> None:
        for node in nodes:
            self._node(parent, node)

    def _node(self, parent: Element, node: Inline) -> None:
        match node:
            case Text():
                _append(parent, node.text)
            case Code():
                _append(_child(parent, "monospace"), node.text)
            case LineBreak():
                # Only cells hold a `break`; elsewhere it is white space.
                if parent.tag in ("td", "th"):
                    _child(parent, "break")
                else:
                    _append(parent, " ")
            case Math():
                self._formula(parent, node.tex)
            case Styled(style=Style.SUPER) if self._is_mark(node):
                self._references(parent, plain_text(node.children))
            case Styled():
                name = _STYLES.get(node.style)
                self._write(_child(parent, name) if name else parent, node.children)
            case Link():
                attributes = {"ext-link-type": "uri", f"{{{XLINK}}}href": _clean(node.target)}
                link = etree.SubElement(parent, "ext-link", attributes, nsmap={"xlink": XLINK})
                self._write(link, node.children)
            case Foreign():
                attributes = {"content-type": "language", _LANG: node.language}
                self._write(_child(parent, "named-content", attributes), node.children)
            case ResolvedFootnote():
                _append(_child(parent, "sup"), str(node.number))
            case Change(kind="delete") | Comment():
                pass
            case _:
                self._write(parent, children_of(node))

    def _is_mark(self, node: Styled) -> bool:
        """Whether a raised text is marks of notes: `a`, `a,b`."""
        return bool(self.notes) and set(plain_text(node.children).split(",")) <= self.notes.keys()

    def _references(self, parent: Element, marks: str) -> None:
        raised = _child(parent, "sup")
        for number, mark in enumerate(marks.split(",")):
            if number:
                _append(raised, ",")
            _append(_child(raised, "xref", {"ref-type": "table-fn", "rid": self.notes[mark]}), mark)

    def _formula(self, parent: Element, tex: str) -> None:
        formula = _child(parent, "inline-formula")
        tree = read_math(tex)
        if tree is None:
            _append(_child(formula, "tex-math"), tex)
        else:
            formula.append(_mathml(tree))


def _mathml(node: MathElement) -> Element:
    """The formula in the namespace of MathML, its references as characters."""
    attributes = {key: value for key, value in node.attrib.items() if not key.startswith("xmlns")}
    element = etree.Element(f"{{{MATHML}}}{node.tag}", attributes, nsmap={"mml": MATHML})
    text = REFERENCE.sub(lambda found: chr(int(found[1], 16)), node.text or "")
    element.text = _clean(text) or None
    for child in node:
        element.append(_mathml(child))
    return element


def _child(parent: Element, name: str, attributes: Mapping[str, str] | None = None) -> Element:
    return etree.SubElement(parent, name, dict(attributes or {}))


def _append(parent: Element, text: str) -> None:
    """Text at the end of what an element holds."""
    text = _clean(text)
    if len(parent):
        last = parent[-1]
        last.tail = (last.tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)
