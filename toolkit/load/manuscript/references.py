"""Where the reference list is, and its entries read into fields."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import field, replace

from toolkit.load.manuscript.entries import Split, split_entries
from toolkit.load.manuscript.layout import ends_list, references_heading
from toolkit.load.manuscript.plain import folded
from toolkit.load.refstring import parse_entry, with_version
from toolkit.load.refstring.entry import LIKELY
from toolkit.model.frozen import frozen
from toolkit.model.manuscript import Entry
from toolkit.model.reference import Reference
from toolkit.model.source import Span
from toolkit.model.word import WordDocument, WordParagraph

_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_LABELLED = re.compile(r"\s*\[\s*(\d{1,3})\s*\]")
_FEWEST = 3


@frozen
class ReferenceList:
    """The paragraphs of the reference list. `start` is where the first entry begins in the first."""

    heading: WordParagraph | None = None
    paragraphs: tuple[WordParagraph, ...] = ()
    start: int = 0
    lines: frozenset[int] = field(default_factory=frozenset)
    """Numbers of all paragraphs that are part of it, the heading and empty ones included."""


def find_list(document: WordDocument, paragraphs: Sequence[WordParagraph]) -> ReferenceList:
    """The reference list among the paragraphs of the text, or in the endnotes."""
    return (
        _below_heading(paragraphs)
        or _in_field(document)
        or _in_endnotes(document, paragraphs)
        or _labelled_run(paragraphs)
        or ReferenceList()
    )


def _below_heading(paragraphs: Sequence[WordParagraph]) -> ReferenceList | None:
    """The list below the last heading that has entries."""
    for index in reversed(range(len(paragraphs))):
        start = references_heading(paragraphs[index])
        if start is None:
            continue
        first = index if start else index + 1
        end = next(
            (at for at in range(index + 1, len(paragraphs)) if ends_list(paragraphs[at])), len(paragraphs)
        )
        found = tuple(each for each in paragraphs[first:end] if each.text.strip())
        if not found:
            end = _end_of_tables(paragraphs, index + 1)
            found = tuple(each for each in paragraphs[first:end] if each.text.strip())
        if found:
            lines = frozenset(each.line for each in paragraphs[index:end])
            return ReferenceList(paragraphs[index], found, start, lines)
    return None


def _end_of_tables(paragraphs: Sequence[WordParagraph], start: int) -> int:
    """The end of the tables that begin here if they hold references, most rows with a year; else `start`."""
    end = next(
        (
            at
            for at in range(start, len(paragraphs))
            if paragraphs[at].table is None and paragraphs[at].text.strip()
        ),
        len(paragraphs),
    )
    dated = sum(bool(_YEAR.search(each.text)) for each in paragraphs[start:end])
    filled = sum(bool(each.text.strip()) for each in paragraphs[start:end])
    return end if dated >= _FEWEST and 3 * dated >= filled else start


def _in_field(document: WordDocument) -> ReferenceList | None:
    """The list that a reference manager keeps, where no heading stands over it."""
    for each in document.fields:
        if each.kind == "bibliography" and each.pieces:
            lines = sorted({piece.line for piece in each.pieces})
            found = tuple(document.paragraph(line) for line in lines if document.paragraph(line).text.strip())
            if found:
                return ReferenceList(None, found, 0, frozenset(lines))
    return None


def _in_endnotes(document: WordDocument, paragraphs: Sequence[WordParagraph]) -> ReferenceList | None:
    """Endnotes of which most have a year: some authors number their references so."""
    notes = tuple(each for each in document.paragraphs if each.story == "endnote" and each.text.strip())
    if len(notes) < _FEWEST or 2 * sum(bool(_YEAR.search(each.text)) for each in notes) < len(notes):
        return None
    heading = next((each for each in reversed(paragraphs) if references_heading(each) is not None), None)
    lines = {each.line for each in notes} | ({heading.line} if heading else set())
    return ReferenceList(heading, notes, 0, frozenset(lines))


def _labelled_run(paragraphs: Sequence[WordParagraph]) -> ReferenceList | None:
    """A list without a heading: from a paragraph that begins with `[1]` on, labels that grow by one."""
    for index in reversed(range(len(paragraphs))):
        found = _LABELLED.match(folded(paragraphs[index].text))
        if found is None or int(found[1]) != 1 or paragraphs[index].table is not None:
            continue
        end = next(
            (at for at in range(index + 1, len(paragraphs)) if ends_list(paragraphs[at])), len(paragraphs)
        )
        own = tuple(each for each in paragraphs[index:end] if each.text.strip())
        labelled = [each for each in own if _LABELLED.match(folded(each.text))]
        if len(labelled) >= _FEWEST and all(_YEAR.search(each.text) for each in labelled[:_FEWEST]):
            return ReferenceList(None, own, 0, frozenset(each.line for each in paragraphs[index:end]))
    return None


def read_entries(document: WordDocument, found: ReferenceList) -> tuple[Entry, ...]:
    """The entries of the list, each with what could be read of it."""
    splits = split_entries(found.paragraphs, found.start)
    taken: set[str] = set()
    return tuple(_entry(document, split, position, taken) for position, split in enumerate(splits, 1))


def _entry(document: WordDocument, split: Split, position: int, taken: set[str]) -> Entry:
    name = f"[{position if split.number is None else split.number}]"
    key = next(each for each in numbered(name) if each not in taken)
    taken.add(key)
    parsed = parse_entry(split.text)
    places = _Places(document, split)
    span = document.span(split.lines[0].paragraph.line, split.start, split.lines[0].end)
    reference = replace(
        parsed.reference,
        id=key,
        span=span,
        field_spans={
            variable: place
            for variable, (start, end) in parsed.places.items()
            if (place := places.span(start, end)) is not None
        },
    )
    translation = replace(parsed.translation, id=key, span=span) if parsed.translation is not None else None
    return Entry(
        key=key,
        number=split.number,
        label=split.label,
        position=position,
        text=split.text,
        span=span,
        reference=reference,
        confidence=parsed.confidence,
        style=parsed.style,
        translation=translation,
    )


def certain(entry: Entry) -> Reference:
    """The reference of an entry with those fields alone that were read with some certainty, and with
    its version in the other language."""

    def sure(variable: str) -> bool:
        return entry.confidence.get(variable, LIKELY) >= LIKELY

    own = with_version(entry.reference, entry.translation)
    return replace(
        own,
        fields={name: text for name, text in own.fields.items() if sure(name)},
        names={name: people for name, people in own.names.items() if sure(name)},
        dates={name: date for name, date in own.dates.items() if sure(name)},
    )


def numbered(name: str) -> Iterator[str]:
    """`[17]`, and `[17] (2)` for the second of one number."""
    yield name
    for count in range(2, 10_000):
        yield f"{name} ({count})"


class _Places:
    """Leads from places in an entry's text, whose lines are joined, to the document."""

    def __init__(self, document: WordDocument, split: Split) -> None:
        self._document = document
        self._lines: list[tuple[int, int, int, int]] = []
        at = 0
        for line in split.lines:
            text = line.text.strip()
            if text:
                start = line.start + len(line.text) - len(line.text.lstrip())
                self._lines.append((at, at + len(text), line.paragraph.line, start))
                at += len(text) + 1

    def span(self, start: int, end: int) -> Span | None:
        for low, high, line, first in self._lines:
            if low <= start < high:
                return self._document.span(line, first + start - low, first + min(end, high) - low)
        return None
