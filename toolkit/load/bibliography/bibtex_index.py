"""Where the entries of a BibTeX file stand, found without reading any of them.

A library of 50,000 entries is cut where a line begins with `@type{`, and each piece is asked only
whether its braces balance. What a piece holds is read when somebody wants it.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from enum import Enum

from toolkit.model.frozen import frozen

_START = re.compile(rb"@[ \t]*([A-Za-z]\w*)[ \t]*[{(][ \t\r\n]*([^\s,={}\"()]*)")


class Kind(Enum):
    """What a piece holds: an entry, a macro, or nothing about works."""

    ENTRY = "entry"
    STRING = "string"
    IGNORED = "ignored"


_MOST_PIECES = 100
"""Lines that look like an entry within one value."""
_KINDS = {b"string": Kind.STRING, b"comment": Kind.IGNORED, b"preamble": Kind.IGNORED}


@frozen
class Piece:
    """A part of the file: `start` and `end` are offsets in bytes, `line` (from 1) is where it starts."""

    key: str
    start: int
    end: int
    line: int


@frozen
class Index:
    """The entries of a file in its order, as columns; `broken` are those whose braces do not match.

    One that is closed too early stands in both, as its first fields can be read.

    `strings` are the pieces that define macros, which any entry may use.
    """

    keys: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    lines: Sequence[int]
    strings: tuple[Piece, ...] = ()
    broken: tuple[Piece, ...] = ()
    _places: dict[str, int] = field(default_factory=dict, compare=False, repr=False)

    def __len__(self) -> int:
        return len(self.keys)

    def piece(self, number: int) -> Piece:
        return Piece(self.keys[number], self.starts[number], self.ends[number], self.lines[number])

    @property
    def places(self) -> Mapping[str, int]:
        """The number of the first entry of each key."""
        if not self._places:
            keys = self.keys
            # Backwards, so that of two entries with one key the first stays.
            self._places.update(zip(reversed(keys), range(len(keys) - 1, -1, -1), strict=True))
        return self._places

    def entries(self, key: str) -> list[Piece]:
        """Every entry with this key; more than one where the key is taken twice."""
        first = self.places.get(key)
        if first is None:
            return []
        if len(self.places) == len(self.keys):
            return [self.piece(first)]
        return [self.piece(number) for number, other in enumerate(self.keys) if other == key]


def build_index(data: bytes) -> Index:
    """The index of a BibTeX file in UTF-8."""
    keys: list[str] = []
    starts, ends, lines = array("Q"), array("Q"), array("Q")
    strings: list[Piece] = []
    broken: list[Piece] = []
    for kind, piece, depth in pieces(data):
        if kind is Kind.STRING:
            strings.append(piece)
        if kind is not Kind.ENTRY:
            continue
        if depth:
            broken.append(piece)
        if depth <= 0:
            keys.append(piece.key)
            starts.append(piece.start)
            ends.append(piece.end)
            lines.append(piece.line)
    return Index(keys, starts, ends, lines, tuple(strings), tuple(broken))


def pieces(data: bytes) -> Iterator[tuple[Kind, Piece, int]]:
    """Every piece of a file in its order, and how many braces more it opens than it closes.

    A piece reaches to the next one: comments behind an entry belong to it.
    """
    marks, inner = _marks(data)
    bounds = [match.start() for match in marks] + [len(data)]
    line, counted, at = 1, 0, 0
    while at < len(marks):
        start, end = bounds[at], bounds[at + 1]
        depth = _depth(data, start, end)
        taken = 1
        if depth > 0 and _within_value(data, marks[at], end, depth):
            taken = _closing(data, bounds, at, depth) or 1
            end = bounds[at + taken]
        if taken > 1:
            depth = 0
        cuts = [*_cuts(data, start, inner[at])] if at in inner else []
        for match, last in zip((marks[at], *cuts), (*(cut.start() for cut in cuts), end), strict=True):
            start = match.start()
            line += data.count(b"\n", counted, start)
            counted = start
            key = match[2].decode("utf-8", "replace")
            more = depth if last == end else 0
            yield _KINDS.get(match[1].lower(), Kind.ENTRY), Piece(key, start, last, line), more
        at += taken


def _marks(data: bytes) -> tuple[list[re.Match[bytes]], dict[int, list[re.Match[bytes]]]]:
    """Where `@type{` begins a line, and where it stands within one, by the number of the mark before."""
    marks: list[re.Match[bytes]] = []
    inner: dict[int, list[re.Match[bytes]]] = {}
    before = 0
    for match in _START.finditer(data):
        start = match.start()
        newline = data.rfind(b"\n", before, start)
        if (newline >= 0 or not before) and not data[newline + 1 : start].strip():
            marks.append(match)
        elif data[start - 1 : start] in b"}, \t" and not _commented_out(data, max(newline, before), start):
            # Text may stand before the first entry.
            if marks:
                inner.setdefault(len(marks) - 1, []).append(match)
            else:
                marks.append(match)
        before = match.end()
    return marks, inner


def _commented_out(data: bytes, line_start: int, at: int) -> bool:
    """Whether a `%` stands before an offset, behind what else is on its line."""
    return data.rfind(b"%", max(line_start, data.rfind(b"}", line_start, at)), at) >= 0


def _cuts(data: bytes, start: int, inner: Sequence[re.Match[bytes]]) -> Iterator[re.Match[bytes]]:
    """Where a further entry begins within a line: what stands before it is closed."""
    depth = 0
    for match in inner:
        depth += _depth(data, start, match.start())
        start = match.start()
        if depth == 0:
            yield match


def _depth(data: bytes, start: int, end: int) -> int:
    """Opened less closed braces; escaped ones do not count."""
    depth = data.count(b"{", start, end) - data.count(b"}", start, end)
    # One sign is found many times faster than two.
    if data.find(b"\\", start, end) >= 0:
        depth -= data.count(b"\\{", start, end) - data.count(b"\\}", start, end)
    return depth


def _within_value(data: bytes, mark: re.Match[bytes], end: int, depth: int) -> bool:
    """Whether an entry's text ends within a value, not between its fields."""
    own = 1 if b"{" in mark[0] else 0
    return depth > own or data.count(b'"', mark.end(), end) % 2 == 1


def _closing(data: bytes, bounds: Sequence[int], at: int, depth: int) -> int:
    """How many pieces make one entry because a line of a value begins with `@word{`; 0 if none do.

    A piece that is whole by itself is an entry, so the one before it was not closed.
    """
    for following in range(at + 1, min(at + _MOST_PIECES, len(bounds) - 1)):
        more = _depth(data, bounds[following], bounds[following + 1])
        if more == 0:
            return 0
        depth += more
        if depth == 0:
            return following + 1 - at
        if depth < 0:
            return 0
    return 0
