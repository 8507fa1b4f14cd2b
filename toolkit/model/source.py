"""Where a thing stands in what the author wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from toolkit.model.frozen import frozen

WORD_ENDINGS: Final = (".docx", ".docm")
"""Endings of Word files, where a line is a paragraph and a column a character of it."""


@frozen
class Span:
    """A passage of one source file.

    Lines and columns count from 1, columns in Unicode code points. The end is
    exclusive: an empty span has `end_line == line` and `end_column == column`.
    """

    path: Path
    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def at(cls, path: Path, line: int = 1, column: int = 1, length: int = 0) -> Span:
        """A span on one line, `length` code points long."""
        return cls(path, line, column, line, column + length)

    def to(self, other: Span) -> Span:
        """The passage from the start of this span to the end of `other`."""
        return Span(self.path, self.line, self.column, other.end_line, other.end_column)

    @property
    def start(self) -> tuple[int, int]:
        return self.line, self.column
