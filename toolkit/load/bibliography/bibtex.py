"""BibTeX and BibLaTeX files.

The file is cut into pieces as `bibtex_index` cuts it, and each piece is read by itself: what has the
usual form as `bibtex_text` takes it apart, anything else by `bibtex_unusual`, which says what is wrong
with it. An entry that is broken costs itself only. Values are expanded here (`@string`, months, `#`),
because every field has to know its place in the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from toolkit.load.bibliography.bibtex_convert import reference_from_bibtex
from toolkit.load.bibliography.bibtex_entry import RawEntry, RawField
from toolkit.load.bibliography.bibtex_index import Kind, pieces
from toolkit.load.bibliography.bibtex_inherit import inherit
from toolkit.load.bibliography.bibtex_names import doubtful_names
from toolkit.load.bibliography.bibtex_pairs import join_languages
from toolkit.load.bibliography.bibtex_text import take_apart, take_string
from toolkit.load.bibliography.bibtex_unusual import FIELD_LINE, read_unusual
from toolkit.load.bibliography.bibtex_values import MONTHS, Values
from toolkit.load.bibliography.places import Places
from toolkit.model.diagnostic import Problem
from toolkit.model.reference import Reference

_ENTRY = re.compile(r"(?m)^[^%\n]*@\s*\w+\s*[{(]")
_STEP = 500
"""Entries between two reports of progress."""


def read_bibtex(
    path: Path,
    text: str,
    problems: list[Problem],
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Reference, ...]:
    """The references of a BibTeX file in its order, those of `@xdata` left out.

    `progress` is told now and then how much of how much is done: every entry is split, then converted.
    """
    found: list[Problem] = []
    tell = progress or (lambda _done, _total: None)
    macros = dict(MONTHS)
    entries: list[RawEntry] = []
    data = text.encode()
    for number, (kind, piece, _) in enumerate(pieces(data)):
        if kind is Kind.IGNORED:
            continue
        part = data[piece.start : piece.end].decode()
        line_start = data.rfind(b"\n", 0, piece.start) + 1
        column = len(data[line_start : piece.start].decode()) + 1
        entries += raw_entries(Places(path, part, piece.line, column), part, found, macros)
        if number % _STEP == 0:
            tell(piece.end, 2 * len(data))
    references = finished(entries, found, lambda done: tell(len(data) + int(done * len(data)), 2 * len(data)))
    tell(2 * len(data), 2 * len(data))
    problems.extend(in_reading_order(found))
    return references


def raw_entries(places: Places, text: str, problems: list[Problem], macros: dict[str, str]) -> list[RawEntry]:
    """The entries of a piece as written: one, unless it has an unusual form.

    `macros` are those known before it; what a piece of `@string` defines is added.
    """
    values = Values(places, problems, macros)
    macro = take_string(text)
    if macro is not None and _nothing_behind(text, macro.end):
        name, value, start = macro.name, macro.value, macro.start
        macros[name.lower()] = values.value(value, start, f"@string {name}")[0]
        return []
    entry = take_apart(text)
    if entry is None or not entry.key or not _nothing_behind(text, entry.end):
        return read_unusual(places, text, problems, macros)
    at = entry.key_start
    result = RawEntry(entry.type.lower(), entry.key, places.span(at, at + len(entry.key)))
    for field in entry.fields:
        value, span, _ = values.value(field.value, field.start, entry.key)
        values.store(result, RawField(field.name.lower(), value, span))
    return [result]


def finished(
    entries: Sequence[RawEntry], problems: list[Problem], progress: Callable[[float], None] | None = None
) -> tuple[Reference, ...]:
    """Entries with what they inherit from each other, as references. `progress` is told the part done."""
    # Before others inherit them, so that each list is reported once.
    problems.extend(problem for entry in entries for problem in _doubtful(entry))
    inherit(entries, problems)
    join_languages(entries)
    references: list[Reference] = []
    for number, entry in enumerate(entries):
        if entry.type != "xdata":
            references.append(reference_from_bibtex(entry))
        if progress is not None and number % _STEP == 0:
            progress(number / len(entries))
    return tuple(references)


def in_reading_order(problems: Iterable[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: problem.span.start if problem.span else (0, 0))


def _doubtful(entry: RawEntry) -> Iterator[Problem]:
    """Lists of names that would print as one person of a strange name."""
    for name in ("author", "editor", "translator"):
        field = entry.fields.get(name)
        if field is None or _has_a_comma_a_name(field.text):
            continue
        doubtful = doubtful_names(field.text)
        if doubtful:
            yield Problem(
                f"In {entry.key}: “{' '.join(doubtful.split())[:60]}” has too many commas for one name.",
                field.span,
                "Write “and” between the names: Smith, John and Jones, Karl.",
            )


def _has_a_comma_a_name(text: str) -> bool:
    """BibTeX's own form, `family, given and …`, which needs no closer look: most lists have it."""
    return text.count(",") < 2 or (
        "{" not in text and all(name.count(",") < 2 for name in text.split(" and "))
    )


def _nothing_behind(text: str, end: int) -> bool:
    """No further entry, and no field of an entry that was closed too early; comments may stand there."""
    rest = text[end:].strip()
    return not rest or (FIELD_LINE.match(rest) is None and _ENTRY.search(rest) is None)
