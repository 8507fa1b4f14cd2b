"""How the cells of a table are laid out: equal ones merged, records as columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from toolkit.model.grid import Placed, cell_rows
from toolkit.model.inline import Citation, Inlines, Text, walk
from toolkit.model.table import Cell, Row


def merged_down(rows: Sequence[Row], columns: Sequence[int], apart: Iterable[Cell]) -> list[Row]:
    """Equal cells below each other as one, in these columns.

    A run ends with its group, and where a merged column to its left changes. Cells that are `apart`
    (nothing to say, a note of their own) stay by themselves. Rows have one cell to a column.
    """
    if not columns:
        return list(rows)
    alone = {id(cell) for cell in apart}
    out: list[Row] = []
    for is_body, run in groupby(rows, key=lambda row: row.kind == "body"):
        part = list(run)
        out.extend(_merged(part, columns, alone) if is_body else part)
    return out


def _merged(rows: Sequence[Row], columns: Sequence[int], alone: set[int]) -> list[Row]:
    spans: dict[tuple[int, int], int] = {}
    runs = [range(len(rows))]
    for column in sorted(columns):
        runs = [part for run in runs for part in _equal(rows, run, column, alone)]
        spans |= {(run.start, column): len(run) for run in runs}
    return [
        replace(
            row,
            cells=tuple(
                replace(cell, rowspan=spans.get((at, column), 1))
                for column, cell in enumerate(row.cells)
                if column not in columns or (at, column) in spans
            ),
        )
        for at, row in enumerate(rows)
    ]


def _equal(rows: Sequence[Row], run: range, column: int, alone: set[int]) -> list[range]:
    """The run cut where the cells of a column differ."""
    starts = [run.start]
    for at in run[1:]:
        above, here = rows[at - 1].cells[column], rows[at].cells[column]
        if id(above) in alone or id(here) in alone or _signature(above.content) != _signature(here.content):
            starts.append(at)
    return [range(start, end) for start, end in zip(starts, [*starts[1:], run.stop], strict=True)]


def _signature(content: Inlines) -> list[object]:
    """What a content prints, whatever place it was written at."""
    return [
        node.text
        if isinstance(node, Text)
        else [item.key for item in node.items]
        if isinstance(node, Citation)
        else (type(node).__name__, getattr(node, "style", ""))
        for node in walk(content)
    ]


def transposed(
    head: Sequence[Row], body: Sequence[Row], width: int, ungrouped: int
) -> tuple[tuple[Row, ...], list[Row], list[str]]:
    """Records as columns: head, body, and what the new columns are called.

    The first column becomes the header, its group rows a tier of spanning headers above that; the header's
    tiers become the columns at the left. A column is called by its record. The last `ungrouped` rows, totals
    of the whole, are in no group.
    """
    tiers = len(head)
    labels = cell_rows(head, width)
    lines = [(row, _dense(row, width)) for row in body if row.kind != "group"]
    groups = _groups(body[: len(body) - ungrouped])
    if groups and ungrouped:
        groups.append((Cell(()), ungrouped))
    corner = labels[0][0].cell if labels and labels[0] and labels[0][0] else Cell(())
    names = [row.cells[0] for row, _ in lines]
    above = [replace(cell, colspan=span, align="center") for cell, span in groups]
    last = [replace(cell, colspan=1, align="center") for cell in names]
    corner = replace(corner, colspan=max(tiers, 1), rowspan=2 if above else 1, align="left")
    new_head = (
        (Row((corner, *above), "head"), Row(tuple(last), "head"))
        if above
        else (Row((corner, *last), "head"),)
    )
    new_body = [
        Row((*_row_labels(labels, column), *(cells[column] for _, cells in lines)))
        for column in range(1, width)
    ]
    keys = ["label"] + [f"label-{tier}" for tier in range(2, tiers + 1)]
    keys += [cell.record.partition(":")[2] or f"total-{at}" for at, cell in enumerate(names, 1)]
    return new_head, new_body, keys


def _dense(row: Row, width: int) -> list[Cell]:
    """One cell to a column: what a spanning cell says stands in its first one."""
    cells: list[Cell] = []
    for cell in row.cells:
        cells += [replace(cell, colspan=1), *[Cell(())] * (cell.colspan - 1)]
    return cells[:width]


def _groups(body: Sequence[Row]) -> list[tuple[Cell, int]]:
    """The innermost group row over each run of records, with the number of columns that it will head."""
    found: list[tuple[Cell, int]] = []
    for row in body:
        if row.kind == "group":
            found.append((row.cells[0], 0))
        elif found:
            cell, span = found[-1]
            found[-1] = (cell, span + 1)
    return [(cell, span) for cell, span in found if span]


def _row_labels(labels: Sequence[Sequence[Placed | None]], column: int) -> list[Cell]:
    """The header cells over a column, which stand at the left of its row; a spanner heads its first row."""
    cells: list[Cell] = []
    tier = 0
    while tier < len(labels):
        placed = labels[tier][column]
        if placed is None:
            cells.append(Cell(()))
            tier += 1
            continue
        # The first column is the header now, and no row: a spanner over it begins with the next.
        first = max(placed.column, 1)
        if column == first:
            down = placed.column + placed.colspan - first
            cells.append(replace(placed.cell, colspan=placed.rowspan, rowspan=down, align="left"))
        tier += placed.rowspan
    return cells
