r"""A Word document as it reads: numbered paragraphs, what stands in them, and its tables.

**Places.** Every paragraph of a document has a number, from 1, in reading order: the body, the
paragraphs of table cells row by row and those of text boxes behind the paragraph that holds them,
then footnotes, endnotes, headers and footers, comments. That number is the *line* of a `Span`
whose path is the file, and columns count the code points of `WordParagraph.text`, from 1. So
`Span.at(path, 12, 5, 3)` is the fifth to seventh character of the twelfth paragraph, and
`WordDocument.source`, the paragraphs joined by line ends, is what a report shows the line of.

**Text.** A paragraph is one line. A tab is `\t`, a break of line, column or page is `\v` (as in
Word's own object model); line ends of the XML are spaces. A mark of a footnote or endnote is the
number that it prints; a formula is one run of TeX. What Word numbers by itself is not in the text:
it is the paragraph's `label`. Deleted, hidden and moved-away text, and the code of fields, is left
out; with tracked changes refused, inserted text is left out and deleted text kept.

`toolkit.load.docx.trace` leads from a span back to the part, the `w:p` and the runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeAlias

from toolkit.model.frozen import frozen
from toolkit.model.inline import Style
from toolkit.model.reference import Reference
from toolkit.model.source import Span

Story: TypeAlias = Literal["body", "textbox", "footnote", "endnote", "header", "footer", "comment"]
View: TypeAlias = Literal["accepted", "original"]
"""The document with its tracked changes accepted, or as it was before them."""
RunKind: TypeAlias = Literal["text", "math", "footnote", "endnote"]
FieldKind: TypeAlias = Literal[
    "zotero",
    "endnote",
    "mendeley",
    "word",
    "noteexpress",
    "citavi",
    "bibliography",
    "seq",
    "ref",
    "hyperlink",
    "toc",
    "other",
]
LIVE: frozenset[str] = frozenset(("zotero", "endnote", "mendeley", "word", "noteexpress", "citavi"))
"""Kinds of fields that are citations kept by a reference manager or by Word."""


@frozen
class WordRun:
    """Characters `start` to `end` (from 0) of a paragraph that have one formatting.

    For `footnote` and `endnote` it is the mark of the note `target`; for text inside a link to
    an address `target` is that address.
    """

    start: int
    end: int
    styles: frozenset[Style] = frozenset()
    kind: RunKind = "text"
    target: str = ""


@frozen
class Picture:
    """A picture at the character `at` (from 0). `part` is its name in the package, if it is there."""

    at: int
    part: str
    alt: str = ""


@frozen
class WordParagraph:
    """One paragraph; `line` is its number in the document."""

    line: int
    text: str
    runs: tuple[WordRun, ...]
    story: Story = "body"
    part: str = ""
    """The part of the package that it stands in: `word/document.xml`."""
    note: str = ""
    """In a footnote, an endnote or a comment: its id."""
    label: str = ""
    """What Word prints before it by itself, such as `[1]` or `3.1`; empty without an automatic number."""
    style: str = ""
    """Name of the paragraph style as Word's interface shows it in English: `heading 1`."""
    outline: int | None = None
    """1 to 9 for a heading, by the style or by the paragraph itself."""
    list_level: int | None = None
    """Level of an automatic number or bullet, from 0."""
    numbered_by: tuple[str, int] | None = None
    """Which list its automatic number belongs to (id of the abstract list, level); None for bullets."""
    table: int | None = None
    """Index in `WordDocument.tables` of the innermost table it stands in."""
    size: float | None = None
    """Size of most of its letters in points, where the document says it."""
    centred: bool = False
    pictures: tuple[Picture, ...] = ()


@frozen
class WordCell:
    """A cell of a table and the numbers of the paragraphs in it. Rows and columns count from 0.

    A cell that another one covers is not listed.
    """

    row: int
    column: int
    colspan: int
    rowspan: int
    lines: tuple[int, ...]


@frozen
class WordTable:
    """A table, its cells by row and column. `head` counts the rows that Word repeats on every page."""

    first: int
    """Number of its first paragraph."""
    last: int
    cells: tuple[WordCell, ...]
    rows: int
    columns: int
    head: int = 0
    inside: int | None = None
    """Index of the table that it is nested in."""


@frozen
class FieldPiece:
    """The part of a field's result that stands in one paragraph: characters `start` to `end` from 0."""

    line: int
    start: int
    end: int


@frozen
class WordField:
    """A field, or a content control that a reference manager uses in its place.

    `works` are the cited works as the field's data give them, in the order of the citation;
    `printed` is the text that the reference manager last wrote there.
    """

    kind: FieldKind
    code: str
    """The instruction, white space at its ends removed."""
    pieces: tuple[FieldPiece, ...]
    printed: str | None = None
    works: tuple[Reference, ...] = ()
    problem: str = ""
    """Why its data could not be read."""
    inside: int | None = None
    """Index of the field that it is nested in."""


@dataclass(frozen=True)
class WordDocument:
    """A Word document as read. `warnings` say what was odd about it and could be got over."""

    path: Path
    view: View
    paragraphs: tuple[WordParagraph, ...]
    tables: tuple[WordTable, ...] = ()
    fields: tuple[WordField, ...] = ()
    properties: Mapping[str, str] = field(default_factory=dict)
    """title, creator, language and other core properties that are given."""
    changes: int = 0
    """How many tracked insertions and deletions it has."""
    warnings: tuple[str, ...] = ()

    @cached_property
    def source(self) -> str:
        """The text that spans point into: one line a paragraph."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)

    def paragraph(self, line: int) -> WordParagraph:
        return self.paragraphs[line - 1]

    def span(self, line: int, start: int, end: int) -> Span:
        """The place of the characters `start` to `end`, from 0, of a paragraph."""
        return Span.at(self.path, line, start + 1, end - start)

    @cached_property
    def fields_by_line(self) -> Mapping[int, tuple[tuple[WordField, FieldPiece], ...]]:
        """The fields that reach into each paragraph, in the order in which they end."""
        found: dict[int, list[tuple[WordField, FieldPiece]]] = {}
        for each in self.fields:
            for piece in each.pieces:
                found.setdefault(piece.line, []).append((each, piece))
        return {line: tuple(pieces) for line, pieces in found.items()}
