"""How much room the text of a table takes, without a font at hand.

Word sets a table with fixed widths as they are given. So the resolver's shares are moved here where a
word would be cut in two, and a table is measured to know whether it can be kept on one page.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from toolkit.model.grid import Placed
from toolkit.model.inline import plain_text
from toolkit.model.table import Column

CELL_MARGINS = 114
"""Left and right margin of a cell together, in twips, as the template's table style has them."""
ROW_MARGINS = 2.8
"""Upper and lower margin of a row together, in points, likewise."""
WIDEST_WORD = 0.3
"""A word may claim at most this share of the table; a longer one is cut."""
LINE = 1.3
"""Height of a line of Chinese text at single spacing, in ems: fonts have 1.15 to 1.45."""

# Widths of Times New Roman in thousandths of an em (its published metrics); other characters: 500.
_WIDTHS = {
    char: thousandths
    for thousandths, chars in {
        250: " .,",
        278: "ijlt:;/\\",
        333: "Ifr()[]-!'",
        389: "Js",
        444: "acez?",
        556: "FPS",
        564: "+<=>±×÷~",
        611: "ELTZ",
        667: "BCR",
        722: "ADGHKNOQUVXYw",
        778: "m&",
        833: "%",
        889: "M",
        921: "@",
        944: "W",
    }.items()
    for char in chars
}

# What a line is not broken in: no space, no hyphen before its end, no ideograph, kana or Hangul. Word would
# break after 、 between Latin words, LibreOffice cuts such a list anywhere; so it counts as one word.
_WORD = re.compile("[^\\s\u2e80-\u2fff\u3040-\u9fff\uac00-\ud7af\uf900-\ufaff-]{3,}-?")


@lru_cache(maxsize=4096)
def ems(text: str) -> float:
    """The width of a text on one line, in ems: ideographs and full-width marks are one em wide."""
    return (
        sum(
            1000 if char > "\u2e7f" and unicodedata.east_asian_width(char) in "WF" else _WIDTHS.get(char, 500)
            for char in text
        )
        / 1000
    )


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


def height(rows: Iterable[Iterable[Placed]], widths: Sequence[int], size: float) -> float:
    """About the height of these rows in points."""
    lines = 0
    count = 0
    for row in rows:
        count += 1
        lines += max((_lines(placed, widths, size) for placed in row if placed.rowspan == 1), default=1)
    return lines * LINE * size + count * ROW_MARGINS


def _lines(placed: Placed, widths: Sequence[int], size: float) -> int:
    room = sum(widths[column] for column in placed.columns if column < len(widths)) - CELL_MARGINS
    return max(math.ceil(ems(plain_text(placed.cell.content)) * size * 20 / max(room, size * 20)), 1)


def _least(rows: Iterable[Iterable[Placed]], count: int, width: int, size: float) -> list[float]:
    """What the longest word of each column needs."""
    longest = [0.0] * count
    for row in rows:
        for placed in row:
            if placed.colspan == 1:
                words = _WORD.findall(plain_text(placed.cell.content))
                if words:
                    longest[placed.column] = max(longest[placed.column], *map(ems, words))
    # A little more, for bold words and for fonts that are slightly wider.
    needs = (CELL_MARGINS + length * size * 20.5 if length else 0.0 for length in longest)
    return [min(need, width * WIDEST_WORD) for need in needs]


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
