"""Where the characters of a run of text stand in the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from toolkit.model.source import Span

PARAGRAPH_BREAK = "\u2029"
"""Stands in a value of a YAML file where a paragraph ends."""
LINE_ENDS = "\n" + PARAGRAPH_BREAK


class Line(NamedTuple):
    """One line of a text: its offset in the text, and the place of its first character in the file."""

    offset: int
    line: int
    column: int


class Place:
    """Maps offsets in `text` to places in the file.

    The text of a block is not a slice of its file: list indentation and `> ` are gone. So each
    of its lines carries its own place.
    """

    __slots__ = ("_lines", "_offsets", "path", "text")

    def __init__(self, path: Path, text: str, lines: Sequence[Line]) -> None:
        self.path = path
        self.text = text
        self._lines = lines
        self._offsets = [line.offset for line in lines] if len(lines) > 1 else None

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column of a character."""
        index = 0 if self._offsets is None else bisect_right(self._offsets, offset) - 1
        start, line, column = self._lines[index]
        return line, column + offset - start

    def span(self, start: int, end: int) -> Span:
        """The passage `text[start:end]`."""
        line, column = self.at(start)
        if self._offsets is None:
            return Span(self.path, line, column, line, column + end - start)
        if end > start and self.text[end - 1] not in LINE_ENDS:
            # The end is exclusive: what counts is the line that the last character stands on.
            last_line, last_column = self.at(end - 1)
            return Span(self.path, line, column, last_line, last_column + 1)
        end_line, end_column = self.at(end)
        return Span(self.path, line, column, end_line, end_column)

    def part(self, start: int, end: int) -> Place:
        """The place of `text[start:end]` alone."""
        index = 0 if self._offsets is None else bisect_right(self._offsets, start) - 1
        first = self._lines[index]
        lines = [Line(0, first.line, first.column + start - first.offset)]
        lines += [Line(line.offset - start, line.line, line.column) for line in self._lines[index + 1 :]]
        return Place(self.path, self.text[start:end], lines)


class WholePlace(Place):
    """A text whose characters cannot be told apart in the file: every span is the whole passage."""

    __slots__ = ("_span",)

    def __init__(self, span: Span, text: str) -> None:
        super().__init__(span.path, text, (Line(0, span.line, span.column),))
        self._span = span

    def at(self, offset: int) -> tuple[int, int]:
        return self._span.start

    def span(self, start: int, end: int) -> Span:
        return self._span


def place_of(text: str, span: Span) -> Place:
    """The place of a value of a YAML file, given the span of what the author typed, quotes included.

    If it is as long as its text it was typed without quotes, two longer with quotes and without
    escapes; anything else (escapes, several lines) leaves only the place of the whole.
    """
    if span.line == span.end_line and "\n" not in text:
        surplus = span.end_column - span.column - len(text)
        if surplus in (0, 2):
            return Place(span.path, text, (Line(0, span.line, span.column + surplus // 2),))
    return WholePlace(span, text)
