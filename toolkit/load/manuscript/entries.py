"""The reference list: its entries split, by typed or automatic labels or paragraph by paragraph."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from toolkit.load.manuscript.plain import folded, has_han
from toolkit.model.word import WordParagraph

_LABELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("bracket", re.compile(r"\s*[-•·]?\s*\[\s*(\d{1,4})\s*\][.:,]?\s*")),
    ("round", re.compile(r"\s*\(\s*(\d{1,3})\s*\)\s*")),
    ("dot", re.compile(r"\s*(\d{1,3})\s*[.,、)](?!\d)\s*")),
    ("bare", re.compile(r"\s*(\d{1,3})(?:\s+(?=[^\W\d])|\s*$)")),
)
_DIGITS = re.compile(r"\d{1,4}")
_NEXT_IN_LINE = re.compile(r"(?<=[.。\])\s])\s*\[\s*(\d{1,3})\s*\]\s*(?=[^\W\d])")
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")
_IN_CHINESE = re.compile(r"[(\[](?:in|article in) Chinese[)\]]", re.IGNORECASE)


class Line(NamedTuple):
    """A line of the list: part of a paragraph between two line breaks."""

    paragraph: WordParagraph
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.paragraph.text[self.start : self.end]


@dataclass(slots=True)
class Split:
    """One entry: its label and its lines, the first without the label."""

    number: int | None
    label: str
    start: int
    """Where, in the paragraph of its first line, the label begins."""
    lines: list[Line] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(line.text.strip() for line in self.lines if line.text.strip())


def split_entries(paragraphs: Sequence[WordParagraph], offset: int = 0) -> list[Split]:
    """The entries of a list. `offset` is where it begins in its first paragraph."""
    lines = [
        line for number, each in enumerate(paragraphs) for line in _lines(each, offset if not number else 0)
    ]
    labels = [_label(line) for line in lines]
    kinds = Counter(found[0] for found in labels if found is not None)
    kind = kinds.most_common(1)[0][0] if kinds else ""
    labelled = sum(found is not None and found[0] == kind for found in labels)
    if not labelled or (labels[0] is None and 2 * labelled < len(lines)):
        return _unlabelled(lines)
    entries: list[Split] = []
    for line, found in zip(lines, labels, strict=True):
        last = entries[-1].number if entries else None
        if found is not None and found[0] == kind and _grows(kind, found[1], last):
            _, number, end, label = found
            entries.append(Split(number, label, line.start, [Line(line.paragraph, end, line.end)]))
            _split_in_line(entries, kind)
        elif entries:
            entries[-1].lines.append(line)
        else:
            entries.append(Split(None, "", line.start, [line]))
    return entries


def _lines(paragraph: WordParagraph, offset: int) -> Iterator[Line]:
    start = offset
    for part in paragraph.text[offset:].split("\v"):
        if part.strip():
            yield Line(paragraph, start, start + len(part))
        start += len(part) + 1


def _label(line: Line) -> tuple[str, int, int, str] | None:
    """Kind and number of the label of a line, where the text behind it begins, and the label."""
    paragraph = line.paragraph
    first = line.start == 0 or not paragraph.text[: line.start].strip()
    if first and paragraph.numbered_by is not None:
        digits = _DIGITS.search(folded(paragraph.label))
        if digits is not None:
            return "automatic", int(digits[0]), line.start, paragraph.label
    plain = folded(line.text)
    for kind, pattern in _LABELS:
        found = pattern.match(plain)
        if found is not None:
            label = line.text[: found.end()].strip()
            return kind, int(found[1]), line.start + found.end(), label
    return None


def _grows(kind: str, number: int, last: int | None) -> bool:
    """Whether a number may label an entry here. Brackets and Word's numbers always do; a bare number
    only near the one before, since lines of an entry may begin with a volume or a year."""
    if kind in {"bracket", "automatic"} or last is None:
        return True
    return last - 2 <= number <= last + 5


def _unlabelled(lines: Sequence[Line]) -> list[Split]:
    """One entry a line; a version in English, which says so, belongs to the entry before it."""
    entries: list[Split] = []
    for line in lines:
        if entries and _IN_CHINESE.search(line.text) and has_han(entries[-1].text):
            entries[-1].lines.append(line)
        else:
            entries.append(Split(None, "", line.start, [line]))
    return entries


def _split_in_line(entries: list[Split], kind: str) -> None:
    """Cut a paragraph that holds several entries one after the other."""
    while kind == "bracket" and entries[-1].number is not None:
        line = entries[-1].lines[0]
        plain = folded(line.paragraph.text)
        found = next(
            (
                match
                for match in _NEXT_IN_LINE.finditer(plain, line.start, line.end)
                if int(match[1]) == entries[-1].number + 1 and _YEAR.search(plain, line.start, match.start())
            ),
            None,
        )
        if found is None:
            return
        entries[-1].lines[0] = Line(line.paragraph, line.start, found.start())
        label = found[0].strip()
        entries.append(
            Split(int(found[1]), label, found.start(), [Line(line.paragraph, found.end(), line.end)])
        )
