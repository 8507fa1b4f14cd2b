"""Numbers of a column under each other by their decimal points, which no browser does by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable

from toolkit.model.grid import Placed
from toolkit.model.inline import plain_text

FIRST_IDEOGRAPH = "\u2e80"
"""From here on characters are those of East Asian scripts and wide signs (UAX #11), with few exceptions."""

_FIRST_NUMBER = re.compile(r"\d(?:[\d,]*\d)?")

# Longest lead or tail in half digits that is still taken for digits; a longer one is a text among numbers.
LONGEST = 24


def decimal_padding(rows: Iterable[Iterable[Placed]]) -> dict[tuple[int, int], tuple[int, int]]:
    """The space before and after each decimal cell that puts the points of its column in line.

    The cells are centred, so that the numbers stand under the middle of their header. Each is padded by
    what the longest lead (up to the units digit) and the longest tail of the column have more than its
    own, in halves of a digit. Keys are row and column.
    """
    parts: dict[int, dict[tuple[int, int], tuple[int, int]]] = {}
    for row in rows:
        for placed in row:
            if placed.cell.align == "decimal" and placed.colspan == 1 and not placed.empty:
                sizes = _lead_and_tail(plain_text(placed.cell.content))
                if sizes is not None and max(sizes) <= LONGEST:
                    parts.setdefault(placed.column, {})[placed.row, placed.column] = sizes
    padding: dict[tuple[int, int], tuple[int, int]] = {}
    for column in parts.values():
        lead, tail = (max(sides) for sides in zip(*column.values(), strict=True))
        padding |= {at: (lead - own[0], tail - own[1]) for at, own in column.items() if own != (lead, tail)}
    return padding


def padding_rules(before: int, after: int) -> list[str]:
    """The style rules of a cell that is padded so far. `--cell` is the padding of every cell."""
    sides = ((before, "start"), (after, "end"))
    return [
        f".pad-{side}-{halves}{{padding-inline-{side}:calc(var(--cell) + {halves / 2:g}ch)}}"
        for halves, side in sides
        if halves
    ]


def padding_classes(before: int, after: int) -> str:
    """The classes of a cell that is padded so far."""
    sides = ((before, "start"), (after, "end"))
    return " ".join(f"pad-{side}-{halves}" for halves, side in sides if halves)


def _lead_and_tail(text: str) -> tuple[int, int] | None:
    """Width of a text up to the units digit of its first number, and of the rest, in halves of a digit.

    Digits are half an em wide, the point about a quarter, ideographs a whole one. None without a number.
    """
    number = _FIRST_NUMBER.search(text)
    if number is None:
        return None
    return _halves(text[: number.end()]), _halves(text[number.end() :])


def _halves(text: str) -> int:
    return 2 * len(text) + 2 * sum(c >= FIRST_IDEOGRAPH for c in text) - text.count(".") - text.count(",")
