"""Cells of finished tables: their text and where they come from."""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.model.block import NumberedTable
from toolkit.model.inline import Style, Styled, plain_text, walk
from toolkit.model.review import ResolvedReview
from toolkit.model.source import Span
from toolkit.model.table import Cell


def body_columns(table: NumberedTable) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """Each column of the body with its place; none if cells of the body span several rows or columns."""
    rows = [row.cells for row in table.table.body if row.kind == "body"]
    width = table.table.width
    if any(len(cells) != width or any(cell.rowspan > 1 for cell in cells) for cells in rows):
        return
    for index in range(width):
        yield index, tuple(cells[index] for cells in rows)


def heads(table: NumberedTable) -> dict[int, Cell]:
    """The lowest header cell over each column, by the column's place; only those over one column."""
    found: dict[int, Cell] = {}
    taken: dict[int, int] = {}
    for level, row in enumerate(table.table.head):
        column = 0
        for cell in row.cells:
            while taken.get(column, -1) >= level:
                column += 1
            for place in range(column, column + cell.colspan):
                taken[place] = level + cell.rowspan - 1
            if cell.colspan == 1:
                found[column] = cell
            column += cell.colspan
    return found


def text_of(cell: Cell) -> str:
    """The text without marks of notes."""
    return plain_text(node for node in cell.content if not _is_mark(node)).strip()


def marks_of(cell: Cell) -> Iterator[str]:
    """Everything that is raised in a cell, marks of notes among it."""
    for node in walk(cell.content):
        if isinstance(node, Styled) and node.style is Style.SUPER:
            yield plain_text(node.children)


def _is_mark(node: object) -> bool:
    return isinstance(node, Styled) and node.style is Style.SUPER


def place_of_cell(review: ResolvedReview, cell: Cell, table: NumberedTable) -> Span | None:
    """Where a cell was typed: itself, the field of the record it shows, or the table."""
    for node in cell.content:
        span = getattr(node, "span", None)
        if isinstance(span, Span):
            return span
    name, _, record = cell.record.partition(":")
    records = review.source.evidence.get(name)
    value = records.records[record].values.get(cell.field) if records and record in records.records else None
    return value.span if value else cell.span or table.source.span
