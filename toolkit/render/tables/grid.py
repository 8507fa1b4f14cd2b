"""Where each cell of a table stands, once its column and row spans are counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.model.inline import plain_text
from toolkit.model.table import Cell, Row, Table


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with the row and column it starts at, both from 0, and the cells that it really covers."""

    cell: Cell
    row: int
    column: int
    rowspan: int
    colspan: int

    @property
    def columns(self) -> range:
        return range(self.column, self.column + self.colspan)

    @property
    def empty(self) -> bool:
        return not plain_text(self.cell.content).strip()


def place(rows: Iterable[Row], width: int) -> tuple[tuple[Placed, ...], ...]:
    """The cells of each row with their places.

    Spans are cut at the table's edges and where they would meet another cell, so that a grid
    that does not add up is still drawn with every cell. A cell too many stands beyond `width`.
    """
    rows = tuple(rows)
    taken: set[tuple[int, int]] = set()
    placed: list[tuple[Placed, ...]] = []
    for at, row in enumerate(rows):
        cells: list[Placed] = []
        column = 0
        for cell in row.cells:
            while (at, column) in taken:
                column += 1
            rowspan = min(max(cell.rowspan, 1), len(rows) - at)
            colspan = 1
            while colspan < cell.colspan and column + colspan < width and (at, column + colspan) not in taken:
                colspan += 1
            cells.append(Placed(cell, at, column, rowspan, colspan))
            if rowspan > 1:
                taken.update(
                    (at + down, column + right) for down in range(rowspan) for right in range(colspan)
                )
            column += colspan
        placed.append(tuple(cells))
    return tuple(placed)


def full_width(table: Table) -> int:
    """The number of columns that the table's cells reach, at least those it declares."""
    ends = (
        placed.column + placed.colspan
        for part in (table.head, table.body)
        for row in place(part, table.width)
        for placed in row
    )
    return max(table.width, 1, *ends)
