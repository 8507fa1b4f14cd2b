"""How wide the columns of a table are: the resolver's shares, moved where a word would be cut in two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from toolkit.model.inline import plain_text
from toolkit.model.table import Column
from toolkit.render.tables.grid import Placed

CELL_MARGINS = 114
"""Left and right margin of a cell together, in twips, as the template's table style has them."""
WIDEST_WORD = 0.3
"""A word may claim at most this share of the table; a longer one is cut."""

# What a line is not broken in: no space, no hyphen before its end, no East Asian character.
_WORD = re.compile("[^\\s\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef-]{4,}-?")
_CAPITALS = re.compile("[A-Z@%mw]")
_NARROW = re.compile(r"[.,:;'|!()\[\]/\-ijlIft]")


def column_widths(
    columns: Sequence[Column], rows: Iterable[Iterable[Placed]], width: int, size: float
) -> list[int]:
    """The columns' widths in twips, which add up to `width`; `size` is that of the text in points.

    A cell that stands beyond the columns gets a column of its own.
    """
    rows = [list(row) for row in rows]
    shares = [max(column.width, 0.0) for column in columns]
    needed = max((placed.column + placed.colspan for row in rows for placed in row), default=0)
    shares += [1 / len(shares)] * (needed - len(shares))
    total = sum(shares)
    wanted = [width * share / total if total > 0 else width / len(shares) for share in shares]
    return _whole(_fit(wanted, _least(rows, len(shares), width, size)), width)


def _least(rows: Iterable[Iterable[Placed]], count: int, width: int, size: float) -> list[float]:
    """What the longest word of each column needs."""
    ems = [0.0] * count
    for row in rows:
        for placed in row:
            if placed.colspan == 1:
                words = _WORD.findall(plain_text(placed.cell.content))
                if words:
                    ems[placed.column] = max(ems[placed.column], *map(_ems, words))
    return [min(CELL_MARGINS + length * size * 20, width * WIDEST_WORD) if length else 0.0 for length in ems]


def _ems(word: str) -> float:
    """About the width of a word in Times New Roman: most characters are half an em wide."""
    return 0.5 * len(word) + 0.24 * len(_CAPITALS.findall(word)) - 0.18 * len(_NARROW.findall(word)) + 0.1


def _fit(wanted: Sequence[float], least: Sequence[float]) -> list[float]:
    """Widen columns that are too narrow, as far as the others can spare it."""
    lacking = [max(need - have, 0.0) for have, need in zip(wanted, least, strict=True)]
    spare = [max(have - need, 0.0) for have, need in zip(wanted, least, strict=True)]
    moved = min(sum(lacking), sum(spare))
    if moved <= 0:
        return list(wanted)
    more, less = moved / sum(lacking), moved / sum(spare)
    return [have + more * lack - less * rest for have, lack, rest in zip(wanted, lacking, spare, strict=True)]


def _whole(widths: Sequence[float], width: int) -> list[int]:
    """Rounded so that the sum is right."""
    edges = [0]
    covered = 0.0
    for length in widths:
        covered += length
        edges.append(round(covered))
    edges[-1] = width
    return [right - left for left, right in pairwise(edges)]
