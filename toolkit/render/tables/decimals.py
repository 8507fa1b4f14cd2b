"""Numbers of a column under each other by their decimal points, which no browser does by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable

from toolkit.model.grid import Placed
from toolkit.model.inline import plain_text

FIRST_IDEOGRAPH = "\u2e80"
"""From here on characters are those of East Asian scripts and wide signs (UAX #11), with few exceptions."""

_FIRST_NUMBER = re.compile(r"\d(?:[\d,]*\d)?")

# Longest tail in half digits that is still taken for digits; a longer one is a text in a column of numbers.
LONGEST = 24


def decimal_padding(rows: Iterable[Iterable[Placed]]) -> dict[tuple[int, int], int]:
    """How far each decimal cell must move left until the points of its column stand in line.

    The cells are set flush right. They are padded by what the longest tail after the units
    digit of the column has more than theirs, counted in halves of a digit. Keys are row and column.
    """
    tails: dict[int, dict[tuple[int, int], int]] = {}
    for row in rows:
        for placed in row:
            if placed.cell.align == "decimal" and placed.colspan == 1:
                tail = _tail(plain_text(placed.cell.content))
                if tail <= LONGEST:
                    tails.setdefault(placed.column, {})[placed.row, placed.column] = tail
    padding: dict[tuple[int, int], int] = {}
    for column in tails.values():
        longest = max(column.values())
        padding |= {at: longest - tail for at, tail in column.items() if tail < longest}
    return padding


def padding_rule(halves: int) -> str:
    """The style rule of a cell that is padded so far. `--cell` is the padding of every cell."""
    return f".pad-{halves}{{padding-inline-end:calc(var(--cell) + {halves / 2:g}ch)}}"


def _tail(text: str) -> int:
    """Width of what follows the units digit of the first number, in halves of a digit.

    Digits are half an em wide, the point about a quarter, ideographs a whole one.
    """
    number = _FIRST_NUMBER.search(text)
    if number is None:
        return 0
    rest = text[number.end() :]
    return 2 * len(rest) + 2 * sum(c >= FIRST_IDEOGRAPH for c in rest) - rest.count(".")
