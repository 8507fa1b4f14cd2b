"""The columns of a table: how wide each is, which part it stands in, and how the page lies."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from toolkit.model.grid import place
from toolkit.model.inline import Citation, Inlines, plain_text
from toolkit.model.table import Align, Column, Orientation, Row, Table
from toolkit.model.tablespec import TableSpec
from toolkit.resolve.table_rows import Miss, unknown

LANDSCAPE_CHARACTERS: Final = 110
"""Columns that together need more half-width characters than this stand on a landscape page."""
SPLIT_CHARACTERS: Final = {"portrait": 110, "landscape": 170, "auto": 170}
"""What a part of a table that is split by itself may need at most, by the page it stands on."""


def laid_out(
    table: Table,
    names: Sequence[str],
    given: Sequence[float | None],
    keys: Sequence[int],
    spec: TableSpec,
    miss: Miss,
) -> Table:
    """The table with its columns, parts and page.

    `names` are what the columns are called, `given` the widths that the author gave, `keys` the columns that
    every part repeats.
    """
    needed = needs(len(names), table.head, table.body)
    widths = _widths(given, needed)
    aligns = _aligns(len(names), table.body)
    columns = tuple(Column(*parts) for parts in zip(names, aligns, widths, strict=True))
    parts = _parts(names, keys, needed, spec, miss)
    widest = max((sum(needed[at] for at in part) for part in parts), default=sum(needed))
    turned: Orientation = "landscape" if widest > LANDSCAPE_CHARACTERS else "portrait"
    page = turned if spec.page == "auto" else spec.page
    return replace(table, columns=columns, parts=parts, orientation=page)


def characters(text: str) -> int:
    """Width in half-width characters: East Asian wide ones count double."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def needs(width: int, head: Sequence[Row], body: Sequence[Row]) -> list[float]:
    """What each column needs, in half-width characters: its text, but long text may wrap."""
    longest = [0] * width
    total = [0] * width
    count = [0] * width
    for row, line in zip(body, place(body, width), strict=True):
        if row.kind == "group":
            continue
        for placed in line:
            if placed.colspan == 1 and placed.column < width:
                content = placed.cell.content
                size = max(4 if _is_citation(content) else characters(plain_text(content)), 1)
                longest[placed.column] = max(longest[placed.column], size)
                total[placed.column] += size
                count[placed.column] += 1
    labels = _leaf_labels(head, width)
    out = []
    for index in range(width):
        # Short cells stay on one line; a long text takes room by the square root of its length.
        text = max(total[index] / max(count[index], 1), longest[index] / 2)
        out.append(max(min(longest[index], 12.0), 2.6 * text**0.5, min(labels[index], 8), 4.0))
    return out


def _is_citation(content: Inlines) -> bool:
    return bool(content) and all(isinstance(node, Citation) for node in content)


def _leaf_labels(head: Iterable[Row], width: int) -> list[int]:
    """The width of the lowest header cell over each column."""
    labels = [0] * width
    for line in place(head, width):
        for placed in line:
            if placed.colspan == 1 and placed.column < width:
                labels[placed.column] = characters(plain_text(placed.cell.content))
    return labels


def _widths(given: Sequence[float | None], needed: Sequence[float]) -> list[float]:
    """Widths given by the author hold; the rest of the width is shared by need."""
    free = sum(need for width, need in zip(given, needed, strict=True) if width is None)
    rest = max(1 - sum(width or 0 for width in given), 0.05 * sum(width is None for width in given))
    widths = [
        width if width is not None else rest * need / free for width, need in zip(given, needed, strict=True)
    ]
    total = sum(widths) or 1
    return [width / total for width in widths]


def _aligns(width: int, body: Sequence[Row]) -> list[Align]:
    """How most cells of each column are set."""
    found: list[Counter[Align]] = [Counter() for _ in range(width)]
    for row, line in zip(body, place(body, width), strict=True):
        if row.kind == "body":
            for placed in line:
                if placed.colspan == 1 and placed.column < width:
                    found[placed.column][placed.cell.align] += 1
    return [counter.most_common(1)[0][0] if counter else "left" for counter in found]


# --- parts ------------------------------------------------------------------------


def _parts(
    names: Sequence[str], keys: Sequence[int], needed: Sequence[float], spec: TableSpec, miss: Miss
) -> tuple[tuple[int, ...], ...]:
    """The columns of each part; none if the table is whole. The key columns lead every part."""
    if not spec.split or not names:
        return ()
    rest = [at for at in range(len(names)) if at not in keys]
    if spec.split == ("auto",) and "auto" not in names:
        starts = _cuts(rest, sum(needed[at] for at in keys), needed, SPLIT_CHARACTERS[spec.page])
    else:
        starts = []
        for name in spec.split:
            if name not in names:
                miss("column", name, unknown(name, names), spec.spans.get("split"))
            elif names.index(name) in keys:
                miss("split", name, "this column is repeated in every part", spec.spans.get("split"))
            else:
                starts.append(names.index(name))
    parts: list[list[int]] = [[]]
    for at in rest:
        if at in starts and parts[-1]:
            parts.append([])
        parts[-1].append(at)
    return tuple((*keys, *part) for part in parts) if len(parts) > 1 else ()


def _cuts(rest: Sequence[int], key: float, needed: Sequence[float], most: float) -> list[int]:
    """Where parts begin so that each needs no more than it may, one column at least to a part."""
    starts: list[int] = []
    taken = key
    for at in rest:
        if taken + needed[at] > most and taken > key:
            starts.append(at)
            taken = key
        taken += needed[at]
    return starts
