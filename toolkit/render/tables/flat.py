"""A finished table as rows of equal length, for formats without spans: CSV and Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from toolkit.model.block import Caption, NumberedTable
from toolkit.model.frozen import frozen
from toolkit.model.grid import full_width, place
from toolkit.model.inline import Inlines, Style, Styled, Text, primary
from toolkit.model.table import Note

Writer = Callable[[Inlines], str]


@frozen
class FlatRow:
    kind: str
    """As in `Row`: body, group or total."""
    cells: tuple[str, ...]


def flat_head(table: NumberedTable, language: str, write: Writer) -> list[str]:
    """One label for each column: `表征：尺寸` for the column 尺寸 under the spanning header 表征."""
    joiner = "：" if primary(language) == "zh" else ": "
    labels: list[list[str]] = [[] for _ in range(full_width(table.table))]
    for row in place(table.table.head, table.table.width):
        for placed in row:
            text = write(placed.cell.content).strip()
            for column in placed.columns:
                if text:
                    labels[column].append(text)
    return [joiner.join(parts) for parts in labels]


def flat_body(table: NumberedTable, write: Writer, *, repeat: bool) -> Iterator[FlatRow]:
    """The rows of the body. `repeat` writes a cell into every row it spans, else only into the first.

    A cell that spans columns stands in the first of them.
    """
    width = full_width(table.table)
    rows: list[list[str]] = [[""] * width for _ in table.table.body]
    for line in place(table.table.body, table.table.width):
        for placed in line:
            text = write(placed.cell.content)
            for row in range(placed.row, placed.row + (placed.rowspan if repeat else 1)):
                rows[row][placed.column] = text
    for source, cells in zip(table.table.body, rows, strict=True):
        yield FlatRow(source.kind, tuple(cells))


def caption_line(caption: Caption) -> Inlines:
    """A caption with its label."""
    return (Text(f"{caption.label}{caption.gap}"), *caption.content)


def note_line(note: Note) -> Inlines:
    """A note under the table with its label and its raised mark."""
    mark = (Styled(Style.SUPER, (Text(note.mark),)), Text(" ")) if note.mark else ()
    return (Text(note.label), *mark, *note.content)
