"""Text formats of tagged lines → records. One splitter serves RIS, PubMed, Web of Science, EndNote,
NoteExpress and CNKI; what differs between them is said in a `Grammar` each.

Own code rather than rispy and nbib: both give strings without their places, stop at the first line
that does not fit, and know one dialect only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from toolkit.load.bibliography.records import Field, Record
from toolkit.model.diagnostic import Problem
from toolkit.model.frozen import frozen
from toolkit.model.source import Span

_LETTERS = re.compile(r"[^\W\d_]")


@frozen
class Grammar:
    """`line` matches a tagged line, `tag` and `text` its parts; any other line goes on with the field before.

    A record begins with the tag `start` and ends at the next one, or at a line of the tag `end`.
    The field `type` holds the record's type. `header` matches lines that belong to no record.
    """

    name: str
    line: re.Pattern[str]
    start: str
    end: str = ""
    type: str = ""
    header: re.Pattern[str] | None = None
    repeat: bool = False
    """Whether each line that goes on is a value of its own (names in Web of Science) for `people`."""
    people: frozenset[str] = frozenset()
    paragraph: bool = False
    """Whether a line break within a field means nothing, because long lines are wrapped."""


def records_of(path: Path, text: str, grammar: Grammar, problems: list[Problem]) -> Iterator[Record]:
    """Every record of a text; lines that belong to none are reported."""
    reader = _Reader(path, grammar, problems)
    for number, line in enumerate(text.split("\n"), start=1):
        record = reader.take(number, line)
        if record is not None:
            yield record
    record = reader.end()
    if record is not None:
        yield record


class _Reader:
    """Takes a text line by line."""

    def __init__(self, path: Path, grammar: Grammar, problems: list[Problem]) -> None:
        self.path = path
        self.grammar = grammar
        self.problems = problems
        self.record: Record | None = None
        self.start = 0
        self.tag = ""
        self.parts: list[str] = []
        self.place = (0, 0, 0, 0)
        self.stray: list[tuple[int, str]] = []

    def take(self, number: int, line: str) -> Record | None:
        """Take a line; the record that it ends, if any."""
        grammar = self.grammar
        tagged = grammar.line.match(line)
        if tagged is not None and tagged["tag"] == grammar.start:
            before = self.end()
            self.record = Record("", Span(self.path, number, 1, number, len(line.rstrip()) + 1))
            self.start = number
            self._open(number, line, tagged)
            return before
        record = self.record
        if self.record is None:
            if _LETTERS.search(line) and not (grammar.header and grammar.header.match(line)):
                self.stray.append((number, line))
        elif tagged is not None:
            self._close()
            self._open(number, line, tagged)
            if tagged["tag"] == grammar.end:
                self.record = None
                return record
        elif line.strip():
            if grammar.repeat and self.tag in grammar.people:
                self._close()
                column = len(line) - len(line.lstrip()) + 1
                self.parts, self.place = [], (number, column, number, column)
            self.parts.append(line.strip())
            self.place = (*self.place[:2], number, len(line.rstrip()) + 1)
        return None

    def end(self) -> Record | None:
        """Nothing follows what was taken: the record that has no line of its end."""
        self._report_stray()
        record = self.record
        if record is None:
            return None
        self._close()
        if self.grammar.end:
            self.problems.append(
                Problem(
                    f"The record of line {self.start} has no end ({self.grammar.end}); "
                    "it is read all the same.",
                    record.span,
                    "Check that the file is whole: the export may have been cut off.",
                )
            )
        self.record = None
        return record

    def _open(self, number: int, line: str, tagged: re.Match[str]) -> None:
        text = tagged["text"]
        column = tagged.end("text") - len(text.lstrip()) + 1
        self.tag, self.parts = tagged["tag"], [text.strip()]
        self.place = (number, column, number, max(column, len(line.rstrip()) + 1))

    def _close(self) -> None:
        """Give the record the field that was read last."""
        tag, record, grammar = self.tag, self.record, self.grammar
        if record is None or not tag or tag == grammar.end:
            return
        value = (" " if grammar.paragraph else "\n").join(self.parts).strip()
        if tag == grammar.type and not record.type:
            record.type, record.span = value, Span(self.path, *self.place)
        elif value:
            record.fields.append(Field(tag, value, Span(self.path, *self.place)))

    def _report_stray(self) -> None:
        """One message for all lines in a row that belong to no record."""
        if not self.stray:
            return
        (number, first), (last, line) = self.stray[0], self.stray[-1]
        shown = " ".join(first.split())[:60]
        more = f", nor are {len(self.stray) - 1} further lines." if len(self.stray) > 1 else "."
        self.problems.append(
            Problem(
                f"“{shown}” stands outside of every record and is not read{more}",
                Span(self.path, number, 1, last, len(line.rstrip()) + 1),
                f"A record of {self.grammar.name} begins with {self.grammar.start}.",
            )
        )
        self.stray = []
