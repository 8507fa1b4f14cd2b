"""A table as a pipe table in the text of a section."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from toolkit.model.grid import Placed, cell_rows, full_width
from toolkit.model.table import Row, Table
from toolkit.render.folder.words import CELL, Words


def pipe_table(table: Table, words: Words) -> str:
    """Pipe tables know one row of headers and no spans: the tiers of a header are joined, a cell that
    spans columns is written in the first of them, one that spans rows in each."""
    width = full_width(table)
    line = table.span.line if table.span is not None else 0
    spanned = any(
        cell.colspan > 1 or cell.rowspan > 1
        for row in (*table.head, *table.body)
        for cell in row.cells
        if row.kind != "group"
    )
    if spanned or len(table.head) > 1:
        words.lose("cells", line, table.id)
    body = cell_rows(table.body, width)
    rows = [_header(table.head, width, words), *(_texts(cells, words) for cells in body)]
    made = [_line(rows[0]), _line(["---"] * width), *map(_line, rows[1:])]
    return "\n".join(made)


def _texts(line: Sequence[Placed | None], words: Words) -> list[str]:
    texts: list[str] = []
    before: Placed | None = None
    for cell in line:
        texts.append("" if cell is None or cell is before else words.write(cell.cell.content, CELL))
        before = cell
    return texts


def _header(head: Sequence[Row], width: int, words: Words) -> list[str]:
    """One label for each column: what stands above it, tier by tier."""
    if not head:
        return [""] * width
    grid = cell_rows(head, width)
    labels: list[str] = []
    for column in range(width):
        tiers: list[Placed] = []
        for row in grid:
            cell = row[column]
            if cell is not None and cell not in tiers:
                tiers.append(cell)
        texts = [words.write(cell.cell.content, CELL, label=True) for cell in tiers]
        labels.append(" / ".join(text for text in texts if text))
    return labels


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
