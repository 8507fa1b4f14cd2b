"""Where each cell of a table stands, once its column and row spans are counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from toolkit.model.frozen import frozen
from toolkit.model.inline import plain_text
from toolkit.model.table import Cell, Column, Row, Table


@frozen
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


def cell_rows(rows: Iterable[Row], width: int) -> tuple[tuple[Placed | None, ...], ...]:
    """What stands in each row and column: a spanning cell in all that it covers, None in a gap."""
    placed = place(rows, width)
    reach = max((cell.column + cell.colspan for line in placed for cell in line), default=0)
    grid: list[list[Placed | None]] = [[None] * max(width, reach) for _ in placed]
    for line in placed:
        for cell in line:
            for row in range(cell.row, cell.row + cell.rowspan):
                for column in cell.columns:
                    grid[row][column] = grid[row][column] or cell
    return tuple(tuple(line) for line in grid)


def row_cells(line: Sequence[Placed | None], at: int, width: int) -> list[tuple[Placed, int, int]]:
    """A row of `cell_rows` from left to right: each cell, its first column here, and how many it covers.

    A cell that began in a row above is there again; a gap is an empty cell.
    """
    cells: list[tuple[Placed, int, int]] = []
    column = 0
    while column < width:
        owner = line[column] if column < len(line) else None
        span = 1
        while owner is not None and column + span < min(width, len(line)) and line[column + span] is owner:
            span += 1
        cells.append((owner or Placed(Cell(()), at, column, 1, 1), column, span))
        column += span
    return cells


def table_parts(table: Table) -> tuple[Table, ...]:
    """The tables that a table in parts is printed as, one below the other; the table itself if it has none.

    A cell that spans columns of several parts is repeated in each. All notes stay with the last part.
    """
    if len(table.parts) < 2:
        return (table,)
    return tuple(
        replace(
            table,
            columns=_shared(table.columns, part),
            head=_projected(table.head, table.width, part),
            body=_projected(table.body, table.width, part),
            notes=table.notes if number == len(table.parts) else (),
            parts=(),
        )
        for number, part in enumerate(table.parts, 1)
    )


def _shared(columns: tuple[Column, ...], part: tuple[int, ...]) -> tuple[Column, ...]:
    """The columns of a part, whose shares sum to 1 again."""
    total = sum(columns[at].width for at in part) or 1.0
    return tuple(replace(columns[at], width=columns[at].width / total) for at in part)


def _projected(rows: tuple[Row, ...], width: int, part: tuple[int, ...]) -> tuple[Row, ...]:
    kept = set(part)
    return tuple(
        replace(
            row,
            cells=tuple(
                replace(placed.cell, colspan=len(kept.intersection(placed.columns)), rowspan=placed.rowspan)
                for placed in line
                if not kept.isdisjoint(placed.columns)
            ),
        )
        for row, line in zip(rows, place(rows, width), strict=True)
    )
