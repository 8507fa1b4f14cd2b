"""Where the entries of a BibTeX file stand, found without reading any of them.

A library of 50,000 entries is cut where a line begins with `@type{`, and each piece is asked only
whether its braces balance. What a piece holds is read when somebody wants it.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

_START = re.compile(rb"@[ \t]*([A-Za-z]+)[ \t]*[{(][ \t\r\n]*([^\s,={}\"()]*)")
_NO_WORKS = frozenset((b"string", b"comment", b"preamble"))


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the file: `start` and `end` are offsets in bytes, `line` (from 1) is where it starts."""

    key: str
    start: int
    end: int
    line: int


@dataclass(frozen=True, slots=True)
class Index:
    """The entries of a file in its order, as columns; `broken` are those whose braces do not match.

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
    for kind, piece, whole in _pieces(data):
        if kind == b"string":
            strings.append(piece)
        elif kind in _NO_WORKS:
            continue
        elif not whole:
            broken.append(piece)
        else:
            keys.append(piece.key)
            starts.append(piece.start)
            ends.append(piece.end)
            lines.append(piece.line)
    return Index(keys, starts, ends, lines, tuple(strings), tuple(broken))


def _pieces(data: bytes) -> Iterator[tuple[bytes, Piece, bool]]:
    """Type, place and wholeness of every entry, `@string` and `@comment`."""
    marks, inner = _marks(data)
    bounds = [match.start() for match in marks] + [len(data)]
    line, counted, at = 1, 0, 0
    while at < len(marks):
        start = bounds[at]
        depth = _depth(data, start, bounds[at + 1])
        taken = 1 if depth == 0 else _closing(data, bounds, at, depth)
        end = bounds[at + (taken or 1)]
        pieces = [marks[at], *_cuts(data, start, inner.get(at, ()))]
        ends = [match.start() for match in pieces[1:]] + [end]
        for match, last in zip(pieces, ends, strict=True):
            line += data.count(b"\n", counted, match.start())
            counted = match.start()
            key = match[2].decode("utf-8", "replace")
            yield match[1].lower(), Piece(key, match.start(), last, line), taken > 0
        at += taken or 1


def _marks(data: bytes) -> tuple[list[re.Match[bytes]], dict[int, list[re.Match[bytes]]]]:
    """Where `@type{` begins a line, and where it stands within one, by the number of the mark before."""
    marks: list[re.Match[bytes]] = []
    inner: dict[int, list[re.Match[bytes]]] = {}
    for match in _START.finditer(data):
        start = match.start()
        line_start = data.rfind(b"\n", 0, start) + 1
        if not data[line_start:start].strip():
            marks.append(match)
        elif marks and data[start - 1 : start] in b"} \t":
            inner.setdefault(len(marks) - 1, []).append(match)
    return marks, inner


def _cuts(data: bytes, start: int, inner: Sequence[re.Match[bytes]]) -> Iterator[re.Match[bytes]]:
    """Where a further entry begins within a line: what stands before it is closed."""
    for match in inner:
        if _depth(data, start, match.start()) == 0:
            start = match.start()
            yield match


def _depth(data: bytes, start: int, end: int) -> int:
    """Opened less closed braces; escaped ones do not count."""
    depth = data.count(b"{", start, end) - data.count(b"}", start, end)
    if data.find(b"\\{", start, end) >= 0 or data.find(b"\\}", start, end) >= 0:
        depth -= data.count(b"\\{", start, end) - data.count(b"\\}", start, end)
    return depth


def _closing(data: bytes, bounds: Sequence[int], at: int, depth: int) -> int:
    """How many pieces make one entry because a line of a value begins with `@word{`; 0 if none do.

    A piece that is whole by itself is an entry, so the one before it was not closed.
    """
    for following in range(at + 1, len(bounds) - 1):
        more = _depth(data, bounds[following], bounds[following + 1])
        if more == 0:
            return 0
        depth += more
        if depth == 0:
            return following + 1 - at
        if depth < 0:
            return 0
    return 0
