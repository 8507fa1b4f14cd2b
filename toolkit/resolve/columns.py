"""The columns of a table: how wide each is, and whether the table needs a landscape page."""

from __future__ import annotations

import unicodedata

from toolkit.model.inline import Citation, Inlines, plain_text
from toolkit.model.table import Align, Column, Orientation, Row
from toolkit.model.tablespec import ColumnSpec, TableSpec

LANDSCAPE_CHARACTERS = 110
"""Columns that together need more half-width characters than this stand on a landscape page."""


def characters(text: str) -> int:
    """Width in half-width characters: East Asian wide ones count double."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def needs(leaves: list[ColumnSpec], head: tuple[Row, ...], body: list[Row]) -> list[float]:
    """What each column needs, in half-width characters: its text, but long text may wrap."""
    longest = [0] * len(leaves)
    average = [0.0] * len(leaves)
    rows = [row for row in body if row.kind == "body"]
    for row in rows:
        for index, cell in enumerate(row.cells):
            size = max(4 if _is_citation(cell.content) else characters(plain_text(cell.content)), 1)
            longest[index] = max(longest[index], size)
            average[index] += size / len(rows)
    labels = _leaf_labels(head, len(leaves))
    needs = []
    for index in range(len(leaves)):
        # Short cells stay on one line; a long text takes room by the square root of its length.
        text = max(average[index], longest[index] / 2)
        needs.append(max(min(longest[index], 12.0), 2.6 * text**0.5, min(labels[index], 8), 4.0))
    return needs


def _is_citation(content: Inlines) -> bool:
    return bool(content) and all(isinstance(node, Citation) for node in content)


def _leaf_labels(head: tuple[Row, ...], width: int) -> list[int]:
    """The width of the lowest header cell over each column."""
    labels = [0] * width
    open_until = [0] * width
    for tier, row in enumerate(head):
        index = 0
        for cell in row.cells:
            while index < width and open_until[index] > tier:
                index += 1
            if cell.colspan == 1:
                labels[index] = characters(plain_text(cell.content))
            for covered in range(index, min(index + cell.colspan, width)):
                open_until[covered] = tier + cell.rowspan
            index += cell.colspan
    return labels


def columns(leaves: list[ColumnSpec], needs: list[float], body: list[Row]) -> tuple[Column, ...]:
    """Widths given by the author hold; the rest of the width is shared by need."""
    given = sum(leaf.width or 0 for leaf in leaves)
    free = sum(need for leaf, need in zip(leaves, needs, strict=True) if leaf.width is None)
    rest = max(1 - given, 0.05 * sum(leaf.width is None for leaf in leaves))
    widths = [
        leaf.width if leaf.width is not None else rest * need / free
        for leaf, need in zip(leaves, needs, strict=True)
    ]
    total = sum(widths) or 1
    aligns: list[Align] = [
        cell.align for cell in next((row for row in body if row.kind == "body"), Row(())).cells
    ]
    aligns = aligns or ["left"] * len(leaves)
    return tuple(
        Column(leaf.field or ("cite" if leaf.cite else f"column-{number}"), align, width / total)
        for number, (leaf, align, width) in enumerate(zip(leaves, aligns, widths, strict=True), 1)
    )


def orientation(spec: TableSpec, need: float) -> Orientation:
    if spec.page == "auto":
        return "landscape" if need > LANDSCAPE_CHARACTERS else "portrait"
    return spec.page
