"""Text on a terminal: how wide it is, what may be printed, which stretch of a long line is shown."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

ELLIPSIS = "..."
_TAB = "    "


@lru_cache(maxsize=4096)
def char_width(char: str) -> int:
    """Columns that a character takes (Unicode Standard Annex 11): 2 if wide, 0 if combining or invisible."""
    if unicodedata.combining(char) or unicodedata.category(char) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def width(text: str) -> int:
    return sum(map(char_width, text))


@lru_cache(maxsize=4096)
def _printable(char: str) -> str:
    """A character that cannot command the terminal: controls and marks of direction become visible."""
    if char == "\t":
        return _TAB
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    if unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} or unicodedata.bidirectional(char) in {
        "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI",
    }:  # fmt: skip
        return "\ufffd"
    return char


def printable(text: str) -> str:
    """The text without anything that a terminal would obey (escape sequences, changes of direction)."""
    return "".join(map(_printable, text))


class Window(NamedTuple):
    """A stretch of a line that fits the terminal, and where in it the passage stands, in columns."""

    text: str
    indent: int
    length: int
    """At least 1, so that an empty passage has its caret too."""


def window(line: str, start: int, end: int, columns: int | None) -> Window:
    """The part of `line` around its characters `start` to `end` that fits in `columns` (None: all of it).

    The passage stands in the middle where the line allows it; cut ends show `...`.
    """
    start = max(0, min(start, len(line)))
    end = max(start, min(end, len(line)))
    shown = [printable(char) for char in line]
    widths = [width(text) for text in shown]
    low, high = 0, len(line)
    if columns is not None and sum(widths) > columns:
        low, high = _cut(widths, start, end, max(columns, 4 * len(ELLIPSIS)))
    left = ELLIPSIS if low > 0 else ""
    right = ELLIPSIS if high < len(line) else ""
    indent = len(left) + sum(widths[low:start])
    length = sum(widths[start : min(end, high)])
    return Window(left + "".join(shown[low:high]) + right, indent, max(1, length))


def _cut(widths: list[int], start: int, end: int, columns: int) -> tuple[int, int]:
    """The characters from and to which a line is shown."""
    room = columns - 2 * len(ELLIPSIS)
    passage = min(sum(widths[start:end]), room)
    spare = room - passage
    before = min(sum(widths[:start]), spare // 2)
    after = min(sum(widths[start:]) - passage, spare - before)
    # What the end of the line does not need, the beginning may have.
    before = min(sum(widths[:start]), spare - after)
    low, high = start, start
    while low > 0 and before >= widths[low - 1]:
        low -= 1
        before -= widths[low]
    room -= sum(widths[low:start])
    while high < len(widths) and room >= widths[high]:
        room -= widths[high]
        high += 1
    return low, high
