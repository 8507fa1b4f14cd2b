"""Where each cell of a table stands, once its column and row spans are counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from toolkit.model.table import Cell, Row


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


def place(rows: Iterable[Row], width: int) -> tuple[tuple[Placed, ...], ...]:
    """The cells of each row with their places.

    Spans are cut at the table's edges, so that a grid that does not add up is still drawn
    within `width` columns and the given rows.
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
            colspan = min(max(cell.colspan, 1), max(width - column, 1))
            cells.append(Placed(cell, at, column, rowspan, colspan))
            if rowspan > 1:
                taken.update(
                    (at + down, column + right) for down in range(rowspan) for right in range(colspan)
                )
            column += colspan
        placed.append(tuple(cells))
    return tuple(placed)
