"""Text formats of tagged lines → records. One splitter serves RIS, PubMed, Web of Science, EndNote
and NoteExpress; what differs between them is said in a `Grammar` each.

Own code rather than rispy and nbib: both give strings without their places, stop at the first line
that does not fit, and know one dialect only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from toolkit.load.bibliography.places import Places
from toolkit.load.bibliography.records import Field, Record
from toolkit.model.diagnostic import Problem
from toolkit.model.frozen import frozen

_LINE = re.compile(r"[^\n]*(?:\n|$)")
_LETTERS = re.compile(r"[^\W\d_]")


class Entry(NamedTuple):
    """Where a record stands, known without reading it: offsets of the text, and its first line."""

    start: int
    end: int
    line: int


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


def entries_of(text: str, grammar: Grammar) -> Iterator[Entry]:
    """The records of a text by their offsets; what stands before the first one is none."""
    start, line, number = -1, 0, 0
    for match in _lines(text):
        number += 1
        tagged = grammar.line.match(match[0])
        if tagged is None or tagged["tag"] != grammar.start:
            continue
        if start >= 0:
            yield Entry(start, match.start(), line)
        start, line = match.start(), number
    if start >= 0:
        yield Entry(start, len(text), line)


def records_of(path: Path, text: str, grammar: Grammar, problems: list[Problem]) -> Iterator[Record]:
    """Every record of a text; lines that belong to none are reported."""
    places = Places(path, text)
    entries = list(entries_of(text, grammar))
    _report_stray(text, 0, entries[0].start if entries else len(text), grammar, places, problems)
    for entry in entries:
        yield _record(text, entry, grammar, places, problems)


def _lines(text: str, start: int = 0, end: int | None = None) -> Iterator[re.Match[str]]:
    stop = len(text) if end is None else end
    at = start
    while at < stop:
        match = _LINE.match(text, at, stop)
        if match is None or match.end() == at:
            return
        yield match
        at = match.end()


def _record(text: str, entry: Entry, grammar: Grammar, places: Places, problems: list[Problem]) -> Record:
    record = Record("", places.span(entry.start, entry.start + len(_first_line(text, entry.start))))
    tag, parts, begin, until = "", list[str](), 0, 0

    def close() -> None:
        if tag and tag != grammar.end:
            value = (" " if grammar.paragraph else "\n").join(parts).strip()
            span = places.span(begin, max(begin, until))
            if tag == grammar.type and not record.type:
                record.type, record.span = value, span
            elif value:
                record.fields.append(Field(tag, value, span))

    for match in _lines(text, entry.start, entry.end):
        line = match[0].rstrip("\n")
        tagged = grammar.line.match(line)
        if tagged is not None:
            close()
            tag, parts = tagged["tag"], [tagged["text"].strip()]
            begin = match.start() + tagged.end("text") - len(tagged["text"].lstrip())
            until = match.start() + len(line.rstrip())
            if tag == grammar.end:
                _report_stray(text, match.end(), entry.end, grammar, places, problems)
                break
        elif line.strip():
            if grammar.repeat and tag in grammar.people:
                close()
                parts, begin = [], match.start() + len(line) - len(line.lstrip())
            parts.append(line.strip())
            until = match.start() + len(line.rstrip())
    else:
        if grammar.end:
            problems.append(
                Problem(
                    f"The record of line {entry.line} has no end ({grammar.end}); it is read all the same.",
                    record.span,
                    "Check that the file is whole: the export may have been cut off.",
                )
            )
    close()
    return record


def _first_line(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[at : end if end >= 0 else len(text)].rstrip()


def _report_stray(
    text: str, start: int, end: int, grammar: Grammar, places: Places, problems: list[Problem]
) -> None:
    """One message for all lines in a row that belong to no record."""
    stray = [
        match
        for match in _lines(text, start, end)
        if _LETTERS.search(match[0]) and not (grammar.header and grammar.header.match(match[0]))
    ]
    if stray:
        shown = " ".join(stray[0][0].split())[:60]
        problems.append(
            Problem(
                f"“{shown}” stands outside of every record and is not read"
                + (f", nor are {len(stray) - 1} further lines." if len(stray) > 1 else "."),
                places.span(stray[0].start(), stray[-1].start() + len(stray[-1][0].rstrip())),
                f"A record of {grammar.name} begins with {grammar.start}.",
            )
        )
