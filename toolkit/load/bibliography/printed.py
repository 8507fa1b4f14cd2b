"""A reference list as printed, each entry with its label (`[1]`), as CNKI exports “GB/T 7714” citations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from toolkit.load.bibliography.records import with_keys
from toolkit.load.refstring import ParsedEntry, parse_entry, with_version
from toolkit.load.refstring.entry import LIKELY, Range
from toolkit.model.diagnostic import Note, Problem
from toolkit.model.reference import Reference
from toolkit.model.source import Span

_LABEL = re.compile(r"\s*[\[［]\s*\d{1,4}\s*[\]］]\s*(?=[^\W\d_])")
RECOGNISED = re.compile(rf"\ufeff?{_LABEL.pattern}")
"""A label and a word: no array of JSON goes on so."""


class Line(NamedTuple):
    """A line of an entry, without its label and the space around it."""

    number: int
    column: int
    """That of its first character, from 1."""
    text: str
    labelled: bool


def read_printed(path: Path, text: str, problems: list[Problem], notes: list[Note]) -> tuple[Reference, ...]:
    """The references of a printed list in its order. An entry that has no known form is a problem; what was
    read with doubt is a note."""
    found: list[Reference] = []
    for lines in _entries(text):
        span = Span.at(path, lines[0].number, 1, lines[0].column - 1 + len(lines[0].text))
        parsed = parse_entry("\n".join(line.text for line in lines))
        if not parsed.style or not parsed.reference.get("title"):
            problems.append(
                Problem(
                    "This entry has no known form of a printed reference; it is left out.",
                    span,
                    "Compare it with the others, or export it as EndNote or RIS, which name every field.",
                )
            )
            continue
        notes += _doubts(parsed, span)
        reference = with_version(parsed.reference, parsed.translation)
        places = {name: _span(path, lines, place) for name, place in _places(parsed, reference).items()}
        found.append(replace(reference, span=span, field_spans=places))
    if found and found[0].span:
        notes.append(
            Note(
                "read from a printed list, which says less than an export as EndNote or RIS",
                "由印出的文献表读出；EndNote 或 RIS 格式的导出文件信息更全",
                found[0].span,
            )
        )
    return with_keys(found)


def _entries(text: str) -> Iterator[list[Line]]:
    """The lines of each entry; a line without a label goes on with the entry above it."""
    entry: list[Line] = []
    for line in _lines(text):
        if line.labelled and entry:
            yield entry
            entry = []
        entry.append(line)
    yield entry


def _lines(text: str) -> Iterator[Line]:
    """The lines that are not empty."""
    for number, written in enumerate(text.split("\n"), 1):
        label = _LABEL.match(written)
        start = label.end() if label else len(written) - len(written.lstrip())
        if rest := written[start:].rstrip():
            yield Line(number, start + 1, rest, label is not None)


def _places(parsed: ParsedEntry, reference: Reference) -> Mapping[str, Range]:
    """The passage of every field; those of the English version, which keep none, where their text stands."""
    version = {
        name: parsed.text.find(text) for name, text in reference.fields.items() if name not in parsed.places
    }
    found = {name: (at, at + len(reference.fields[name])) for name, at in version.items() if at >= 0}
    return {**parsed.places, **found}


def _span(path: Path, lines: list[Line], place: Range) -> Span:
    """Where a passage of an entry stands in the file, as far as its first line goes."""
    start, end = place
    for line in lines:
        if start <= len(line.text):
            length = min(end, len(line.text)) - start
            return Span.at(path, line.number, line.column + start, length)
        start, end = start - len(line.text) - 1, end - len(line.text) - 1
    return Span.at(path, lines[0].number)


def _doubts(parsed: ParsedEntry, span: Span) -> Iterator[Note]:
    doubtful = ", ".join(sorted(name for name, sure in parsed.confidence.items() if sure < LIKELY))
    if doubtful:
        yield Note(f"please compare with the print: {doubtful}", f"请与原文核对：{doubtful}", span)
