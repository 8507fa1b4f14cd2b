"""Offsets of a text as lines and columns."""

from __future__ import annotations

import re
from bisect import bisect_right
from pathlib import Path

from toolkit.model.source import Span


class Places:
    """Turns offsets of one text into spans."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def span(self, start: int, end: int) -> Span:
        line, last = bisect_right(self.starts, start), bisect_right(self.starts, end)
        starts = self.starts
        return Span(self.path, line, start - starts[line - 1] + 1, last, end - starts[last - 1] + 1)
