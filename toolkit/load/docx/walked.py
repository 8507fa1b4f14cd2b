"""What the walk through a Word document collects: paragraphs with their nodes, tables, fields, notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import NamedTuple

from lxml import etree

from toolkit.load.docx.fields import OpenField
from toolkit.load.docx.names import child, value
from toolkit.load.docx.numbering import number_text
from toolkit.load.docx.package import Package
from toolkit.load.docx.styles import Look, Styles
from toolkit.model.frozen import mutable
from toolkit.model.word import FieldPiece, Picture, RunKind, Story, View

ADDED = frozenset(("w:ins", "w:moveTo"))
REMOVED = frozenset(("w:del", "w:moveFrom"))


class Piece(NamedTuple):
    """Characters `start` to `end` (from 0) of a paragraph and the node they stand in.

    For a `w:t` they are its characters from `skip` on; every other node stands for its
    characters as a whole. `run` is the `w:r` around it; a formula has none.
    """

    start: int
    end: int
    node: etree._Element
    run: etree._Element | None
    skip: int
    look: Look
    kind: RunKind = "text"
    target: str = ""


@mutable
class Walked:
    """One paragraph: mostly one `w:p`, several where a tracked change joins them."""

    story: Story
    part: str
    note: str = ""
    table: int | None = None
    elements: list[etree._Element] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    length: int = 0
    pictures: list[Picture] = field(default_factory=list)
    line: int = 0

    @property
    def text(self) -> str:
        return "".join(self.texts)

    @property
    def properties(self) -> etree._Element | None:
        """The `w:pPr` that counts: that of the last paragraph mark."""
        return child(self.elements[-1], "w:pPr")

    @property
    def style(self) -> str:
        return value(self.properties, "w:pStyle")


@mutable
class WalkedCell:
    row: int
    column: int
    colspan: int
    rowspan: int
    paragraphs: list[Walked]


@mutable
class WalkedTable:
    inside: int | None
    cells: list[WalkedCell] = field(default_factory=list)
    rows: int = 0
    columns: int = 0
    head: int = 0


class Notes:
    """The numbers of footnotes or endnotes: in the order of their marks."""

    def __init__(self, form: str) -> None:
        self._form = form
        """How they are written, as `w:numFmt` names it."""
        self.order: dict[str, str] = {}
        """The printed number of each note, by its id; empty where the author typed a mark."""
        self._count = 0

    def mark(self, note: str, *, typed: bool) -> str:
        if note not in self.order:
            self._count += not typed
            self.order[note] = "" if typed else number_text(self._count, self._form)
        return self.order[note]


class Walk:
    """The paragraphs, tables and fields of a document while they are collected.

    `marked` are the codes of fields that are bookmarks, by the bookmark's name.
    """

    def __init__(
        self,
        package: Package,
        styles: Styles,
        view: View,
        notes: Mapping[str, Notes],
        marked: Mapping[str, str],
    ) -> None:
        self.package = package
        self.styles = styles
        self.notes = notes
        self.marked = marked
        self.paragraphs: list[Walked] = []
        self.tables: list[WalkedTable] = []
        self.fields: list[OpenField] = []
        self.changes = 0
        self.warnings: list[str] = []
        self._skipped = REMOVED if view == "accepted" else ADDED
        self._marks = ("w:del", "w:moveFrom") if view == "accepted" else ("w:ins", "w:moveTo")

    def skips(self, name: str) -> bool:
        """Whether a tracked change of this kind is left out; counts it."""
        if name in ADDED or name in REMOVED:
            self.changes += 1
        return name in self._skipped

    def joined_on(self, paragraph: etree._Element) -> bool:
        """Whether a tracked change takes a paragraph's mark away, so that the next one goes on in it."""
        marks = child(child(paragraph, "w:pPr"), "w:rPr")
        return marks is not None and any(child(marks, name) is not None for name in self._marks)

    def row_gone(self, row: etree._Element) -> bool:
        properties = child(row, "w:trPr")
        return properties is not None and any(child(properties, name) is not None for name in self._marks)


def numbered(walk: Walk) -> dict[int, tuple[FieldPiece, ...]]:
    """Give every paragraph its line; the pieces of each field, by its index."""
    for line, paragraph in enumerate(walk.paragraphs, 1):
        paragraph.line = line
    return {
        index: tuple(FieldPiece(paragraph.line, start, end) for paragraph, start, end in each.pieces)
        for index, each in enumerate(walk.fields)
    }
