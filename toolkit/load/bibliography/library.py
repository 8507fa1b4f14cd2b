"""A bibliography too large to be read whole: its entries are found by an index and read when cited."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

from toolkit.load.bibliography.bibtex import finished, in_reading_order, raw_entries
from toolkit.load.bibliography.bibtex_entry import RawEntry
from toolkit.load.bibliography.bibtex_index import Index, Piece, build_index
from toolkit.load.bibliography.bibtex_pairs import LINKS
from toolkit.load.bibliography.bibtex_values import MONTHS
from toolkit.load.bibliography.index_cache import cached_index
from toolkit.load.bibliography.places import Places
from toolkit.model.diagnostic import Problem
from toolkit.model.reference import Reference
from toolkit.model.source import Span

LARGE = 2 * 1024 * 1024
"""Bytes from which a bibliography is a library: about 1,500 entries as reference managers export them."""
_BIBTEX = re.compile(rb"@[ \t]*[A-Za-z]+[ \t]*[{(]")
_IDENTIFIER = re.compile(
    rb"\b(doi|pmid)\s*=\s*[{\"]+\s*(?:https?://(?:dx\.)?doi\.org/)?([^}\"\s]+)", re.IGNORECASE
)
_ALIASES = re.compile(rb"(?m)^\s*ids\s*=\s*[{\"]([^}\"]+)")
_SAMPLE = 65536
_PART = 1 << 20
_LINKS = ("crossref", "xdata", *LINKS)
_KEY_SEPARATOR = re.compile(r"\s*,\s*")


class Library:
    """One BibTeX file in UTF-8."""

    def __init__(self, path: Path, data: bytes) -> None:
        """Raises `UnicodeDecodeError` if it is not UTF-8."""
        self.path = path
        self.data = data
        self.index: Index = cached_index(data, _index_of_utf8)
        self._read: dict[int, Piece] = {}

    @classmethod
    def open(cls, path: Path) -> Library | None:
        """The library in a file; None if it is small, or anything but BibTeX in UTF-8."""
        try:
            if path.stat().st_size < LARGE:
                return None
            data = path.read_bytes().removeprefix(codecs.BOM_UTF8)
        except OSError:
            return None
        if _BIBTEX.search(data[:_SAMPLE]) is None:
            return None
        try:
            return cls(path, data)
        except UnicodeDecodeError:
            return None

    def __contains__(self, key: str) -> bool:
        return key in self.index.places

    def read(self, keys: Iterable[str], problems: list[Problem]) -> tuple[Reference, ...]:
        """The entries of these keys in the library's order, and further ones of the same keys behind them.

        Entries that they take fields from are read too, and left out of the answer.
        """
        found: list[Problem] = []
        wanted = dict.fromkeys(key for key in keys if key in self)
        entries: dict[int, RawEntry] = {}
        waiting = list(wanted)
        known = set(waiting)
        while waiting:
            for piece in self.index.entries(waiting.pop()):
                for entry in self._raw(piece, found):
                    entries[piece.start] = entry
                    linked = [key for key in _linked(entry) if key in self and key not in known]
                    known.update(linked)
                    waiting.extend(linked)
        in_order = [entry for _, entry in sorted(entries.items())]
        references = finished(in_order, found)
        problems.extend(in_reading_order(found))
        return tuple(reference for reference in references if reference.id in wanted)

    def excerpt(self) -> str:
        """The text of what was read, all other lines left empty, so that places stay as they are."""
        parts: list[str] = []
        line = 1
        for _, piece in sorted(self._read.items()):
            text = self._text(piece)
            parts.append("\n" * (piece.line - line) + " " * (self._column(piece) - 1) + text)
            line = piece.line + text.count("\n")
        return "".join(parts)

    def identified(self, name: str) -> str | None:
        """The key of the entry with this identifier, `doi:10.…` or `pmid:…`, or this former key."""
        return self._identifiers.get(name.casefold()) if ":" in name else self._aliases.get(name)

    def broken(self) -> Sequence[Problem]:
        """What could not be read of the file itself: entries whose braces do not match."""
        problems: list[Problem] = []
        for piece in self.index.broken:
            before = len(problems)
            self._raw(piece, problems)
            if len(problems) == before:
                span = Span.at(self.path, piece.line)
                problems.append(Problem(f"The entry {piece.key} is not closed; it is left out.", span))
        return problems

    @cached_property
    def _macros(self) -> dict[str, str]:
        """The macros that the file defines; problems in them are told where one is used."""
        macros = dict(MONTHS)
        for piece in self.index.strings:
            raw_entries(self._places(piece), self._text(piece), [], macros)
        return macros

    @cached_property
    def _identifiers(self) -> dict[str, str]:
        starts, keys = self.index.starts, self.index.keys
        found: dict[str, str] = {}
        for match in _IDENTIFIER.finditer(self.data):
            number = bisect_right(starts, match.start()) - 1
            if number >= 0:
                value = match[2].decode("utf-8").replace("\\", "")
                found.setdefault(f"{match[1].decode()}:{value}".casefold(), keys[number])
        return found

    @cached_property
    def _aliases(self) -> dict[str, str]:
        starts, keys = self.index.starts, self.index.keys
        found: dict[str, str] = {}
        for match in _ALIASES.finditer(self.data):
            number = bisect_right(starts, match.start()) - 1
            for alias in match[1].decode("utf-8").split(",") if number >= 0 else ():
                found.setdefault(alias.strip(), keys[number])
        return found

    def _raw(self, piece: Piece, problems: list[Problem]) -> list[RawEntry]:
        if piece.start in self._read:
            problems = []  # told already
        self._read[piece.start] = piece
        return raw_entries(self._places(piece), self._text(piece), problems, self._macros)

    def _text(self, piece: Piece) -> str:
        return self.data[piece.start : piece.end].decode("utf-8").replace("\r\n", "\n")

    def _places(self, piece: Piece) -> Places:
        return Places(self.path, self._text(piece), piece.line, self._column(piece))

    def _column(self, piece: Piece) -> int:
        line_start = self.data.rfind(b"\n", 0, piece.start) + 1
        return len(self.data[line_start : piece.start].decode("utf-8")) + 1


def _linked(entry: RawEntry) -> list[str]:
    fields = (entry.fields.get(name) for name in _LINKS)
    return [key for field in fields if field for key in _KEY_SEPARATOR.split(field.text.strip()) if key]


def _index_of_utf8(data: bytes) -> Index:
    """The index of a file of which there was none: what has one was UTF-8 when that was made."""
    if not data.isascii():
        decoder = codecs.getincrementaldecoder("utf-8")()
        view = memoryview(data)
        # In parts: without a second copy of the whole in memory.
        for at in range(0, len(data), _PART):
            decoder.decode(view[at : at + _PART])
        decoder.decode(b"", final=True)
    return build_index(data)
