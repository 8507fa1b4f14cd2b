"""Offsets of a text as lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from pathlib import Path

from toolkit.model.source import Span


class Places:
    """Turns offsets of a text into spans; it may be a part of a file that begins at `line`, `column`."""

    def __init__(self, path: Path, text: str, line: int = 1, column: int = 1) -> None:
        self.path = path
        self.before = line - 1
        self.starts = [1 - column, *(match.end() for match in re.finditer("\n", text))]

    def span(self, start: int, end: int) -> Span:
        starts, before = self.starts, self.before
        line = bisect_right(starts, start)
        last = line if line == len(starts) or end < starts[line] else bisect_right(starts, end, line)
        return Span(
            self.path,
            before + line,
            start - starts[line - 1] + 1,
            before + last,
            end - starts[last - 1] + 1,
        )
