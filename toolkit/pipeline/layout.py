"""A submitted Word file as a page shows it: its passages with their findings, its tables as tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from toolkit.model.inline import Style
from toolkit.model.word import Story, WordDocument, WordParagraph

if TYPE_CHECKING:
    from toolkit.check.report.html import Piece, Row

_SHOWN = (Style.SUPER, Style.SUB, Style.EMPH, Style.STRONG)
"""Formatting that changes what a passage says, or that a reference style asks for."""


class Stretch(NamedTuple):
    """Characters of one formatting that are marked for the same findings; or the numbers that end here."""

    text: str
    severity: str
    numbers: tuple[int, ...]
    styles: tuple[str, ...]
    """`super`, `sub`, `emph`, `strong`."""


class Passage(NamedTuple):
    line: int
    """Number of the paragraph."""
    label: str
    """What Word prints before it by itself: `[1]`, `3.1`."""
    stretches: tuple[Stretch, ...]
    heading: bool
    chinese: bool


class LaidCell(NamedTuple):
    colspan: int
    rowspan: int
    blocks: tuple[Block, ...]


class Grid(NamedTuple):
    """A table. `head` counts its heading rows."""

    head: int
    rows: tuple[tuple[LaidCell, ...], ...]


Block: TypeAlias = Passage | Grid


class Part(NamedTuple):
    """The body, or what stands apart from it: footnotes, headers, …"""

    story: Story
    blocks: tuple[Block, ...]


def run_starts(document: WordDocument) -> Mapping[int, tuple[int, ...]]:
    """The columns, from 0, at which the formatting of each paragraph changes."""
    return {paragraph.line: tuple(run.start for run in paragraph.runs) for paragraph in document.paragraphs}


def lay_out(document: WordDocument, rows: Iterable[Row]) -> tuple[Part, ...]:
    """The document with the pieces and findings of `rows`, one a paragraph and cut at `run_starts`.

    Paragraphs with neither text nor findings are left out.
    """
    layout = _Layout(document, {row.line: row for row in rows})
    return tuple(
        Part(story, blocks)
        for story, paragraphs in groupby(document.paragraphs, key=_story)
        if (blocks := tuple(layout.blocks([paragraph.line for paragraph in paragraphs], None)))
    )


def _story(paragraph: WordParagraph) -> Story:
    """A text box stands where it is anchored, in the body."""
    return "body" if paragraph.story == "textbox" else paragraph.story


class _Layout:
    def __init__(self, document: WordDocument, rows: Mapping[int, Row]) -> None:
        self.document = document
        self.rows = rows

    def blocks(self, lines: Iterable[int], table: int | None) -> Iterator[Block]:
        """What stands in a table, or outside of all: its passages, and the tables directly in it."""
        for inner, group in groupby(lines, key=lambda line: self._child(line, table)):
            if inner is None:
                yield from (passage for line in group if (passage := self._passage(line)))
            else:
                yield self._grid(inner)

    def _child(self, line: int, table: int | None) -> int | None:
        """The table directly in `table` that a paragraph stands in; None if it stands in no deeper one."""
        at = self.document.paragraph(line).table
        while at is not None and at != table:
            outer = self.document.tables[at].inside
            if outer == table:
                return at
            at = outer
        return None

    def _grid(self, number: int) -> Grid:
        table = self.document.tables[number]
        rows: list[list[LaidCell]] = [[] for _ in range(table.rows)]
        for cell in table.cells:
            content = tuple(self.blocks(cell.lines, number))
            rows[cell.row].append(LaidCell(cell.colspan, cell.rowspan, content))
        return Grid(table.head, tuple(map(tuple, rows)))

    def _passage(self, line: int) -> Passage | None:
        row = self.rows.get(line)
        if row is None or not (row.pieces or row.cards):
            return None
        paragraph = self.document.paragraph(line)
        stretches = tuple(
            Stretch(piece.text, piece.severity, piece.numbers, _styles(paragraph, piece))
            for piece in row.pieces
        )
        heading = paragraph.outline is not None
        return Passage(line, paragraph.label, stretches, heading, row.chinese)


def _styles(paragraph: WordParagraph, piece: Piece) -> tuple[str, ...]:
    if not piece.text:
        return ()
    run = next((run for run in paragraph.runs if run.start <= piece.start < run.end), None)
    return tuple(style.value for style in _SHOWN if run is not None and style in run.styles)
