"""Tables of references as CSV or tab-separated text, of databases and of one's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from toolkit.load.bibliography.places import Places
from toolkit.load.bibliography.records import Field, Record, references_of
from toolkit.load.bibliography.wos import without_short_names
from toolkit.model.diagnostic import Note, Problem
from toolkit.model.formats.columns import FIELDS, TABLE, TYPE_COLUMNS
from toolkit.model.formats.wos import WOS
from toolkit.model.reference import Reference

_DELIMITERS = (",", "\t", ";")
_FIRST_LINE = re.compile(r"\s*([^\n]+)")
_AUTHOR_NUMBER = re.compile(r"\s*\(\d+\)")
_PUBMED = re.compile(r";(?P<volume>[^;:()\s]+)?(?:\((?P<issue>[^()]+)\))?:(?P<pages>[\w-]+)\.")
_FEWEST = 3
"""Columns that a table of references has at least, the title one of them."""
_WOS = frozenset({"PT", "AU", "TI"})


class Cell(NamedTuple):
    """A cell without its quotation marks, and its offsets."""

    text: str
    start: int
    end: int
    quoted: bool


def is_table(head: str) -> bool:
    """Whether a text begins with a line that names columns of references."""
    return _delimiter(head) is not None


def read_table(path: Path, text: str, problems: list[Problem], notes: list[Note]) -> tuple[Reference, ...]:
    """The references of a table, one a row, in its order."""
    places = Places(path, text)
    rows = _rows(text, _delimiter(text) or ",", places, problems)
    header = [cell.text.strip().lstrip("\ufeff") for cell in next(rows, [])]
    filled = (row for row in rows if any(cell.text.strip() for cell in row))
    if set(header) >= _WOS:
        records = (_record_of_wos(header, row, places) for row in filled)
        return references_of(records, WOS, notes)
    names = [name.casefold() for name in header]
    return references_of((_record(names, row, places) for row in filled), TABLE, notes)


def _delimiter(text: str) -> str | None:
    line = _FIRST_LINE.match(text.removeprefix("\ufeff"))
    for delimiter in _DELIMITERS if line else ():
        names = [cell.text.strip() for cell in next(_cells(line[1] if line else "", delimiter), [])]
        known = {FIELDS[name.casefold()].variable for name in names if name.casefold() in FIELDS}
        if set(names) >= _WOS or ("title" in known and len(known) >= _FEWEST):
            return delimiter
    return None


def _rows(text: str, delimiter: str, places: Places, problems: list[Problem]) -> Iterator[list[Cell]]:
    for row in _cells(text, delimiter):
        problems.extend(
            Problem(
                "A quotation mark is opened here that no other one closes; it is read as text.",
                places.span(cell.start, cell.end),
                "Write a quotation mark within a cell twice, or delete this one.",
            )
            for cell in row
            if not cell.quoted and cell.text.startswith('"') and cell.text.count('"') % 2
        )
        yield row


def _cells(text: str, delimiter: str) -> Iterator[list[Cell]]:
    """The rows of a text as RFC 4180 has them; lines may be broken within quotation marks."""
    pattern = re.compile(
        rf' *"(?P<quoted>(?>(?:[^"]|"")*))" *(?=[{delimiter}\n]|\Z)|(?P<bare>[^{delimiter}\n]*)'
    )
    row: list[Cell] = []
    at = 0
    while match := pattern.match(text, at):
        quoted = match["quoted"] is not None
        kind = "quoted" if quoted else "bare"
        text_of_cell = match[kind].replace('""', '"') if quoted else match[kind]
        row.append(Cell(text_of_cell, *match.span(kind), quoted))
        at = match.end() + 1
        if not text.startswith(delimiter, match.end()):
            yield row
            row = []
        if match.end() >= len(text):
            return


def _fields(names: Sequence[str], row: Sequence[Cell], places: Places) -> Iterator[Field]:
    for number, (name, cell) in enumerate(zip_longest(names, row, fillvalue=None), start=1):
        if cell is not None and cell.text.strip():
            tag = name or f"column {number}"
            start = cell.start + len(cell.text) - len(cell.text.lstrip())
            yield Field(tag, cell.text.strip(), places.span(start, cell.end))


def _record(names: Sequence[str], row: Sequence[Cell], places: Places) -> Record:
    fields = list(_fields(names, row, places))
    by_name = {field.tag: field for field in reversed(fields)}
    span = fields[0].span
    fields = [_without_numbers(field) for field in fields]
    if "citation" in by_name and "volume" not in by_name:
        fields += _of_citation(by_name["citation"])
    for column in TYPE_COLUMNS:
        kind = by_name.get(column)
        if kind is not None and (TABLE.csl_type(kind.text) or column != "type"):
            return Record(kind.text, kind.span, [field for field in fields if field is not kind])
    variables = {FIELDS[name].variable.partition("|")[0] for name in by_name if name in FIELDS}
    guesses = (("container-title", "journalArticle"), ("publisher", "book"), ("URL", "webpage"))
    return Record(next((kind for own, kind in guesses if own in variables), "document"), span, fields)


def _without_numbers(field: Field) -> Field:
    """`Yang, Lei (57000000000)` of Scopus without the number."""
    if field.tag != "author full names":
        return field
    return Field(field.tag, _AUTHOR_NUMBER.sub("", field.text), field.span)


def _of_citation(field: Field) -> Iterator[Field]:
    """Volume, issue and pages, which PubMed's table has in its citation only: `2024 Mar;12(3):101-110.`"""
    found = _PUBMED.search(field.text)
    for name in ("volume", "issue", "pages"):
        if found is not None and found[name]:
            yield Field(name, found[name], field.span)


def _record_of_wos(names: Sequence[str], row: Sequence[Cell], places: Places) -> Record:
    fields = list(_fields(names, row, places))
    kind = next((field for field in fields if field.tag == "PT"), None)
    rest = without_short_names([field for field in fields if field is not kind])
    return Record(kind.text if kind else "J", fields[0].span, rest)
