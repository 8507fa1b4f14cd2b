"""A BibTeX file that is changed: single entries, as text, with everything between them left as it is."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.load.bibliography.bibtex_index import Index, Piece, build_index
from toolkit.load.bibliography.bibtex_text import EntryText, take_apart
from toolkit.load.text import decode_export, encoding_of, unified
from toolkit.model.diagnostic import Note, Problem
from toolkit.model.source import Span


class BibtexFile:
    """The content of a file and the edits to it. Encoding, byte order mark and line ends stay."""

    def __init__(self, path: Path, data: bytes) -> None:
        """Raises `ToolkitError` if the file is in no encoding that can be read."""
        self.path = path
        self.before = data
        self.encoding = encoding_of(data)
        self.notes: list[Note] = []
        """In which encoding the file was read, where that is not UTF-8."""
        problems: list[Problem] = []
        text = decode_export(data, path, problems, self.notes)
        if text is None:
            raise ToolkitError(*problems)
        self.text = text
        self._data = text.encode()
        self.index: Index = build_index(self._data)
        self._edits: list[tuple[int, int, str]] = []
        self._new: list[str] = []

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> BibtexFile:
        """The file at `path`; with `create` an empty one where there is none."""
        try:
            data = path.read_bytes()
        except FileNotFoundError:
            if create:
                return cls(path, b"")
            remedy = "Check the name and the folder."
            raise ToolkitError.of(f"There is no file {path}.", Span.at(path), remedy) from None
        except OSError as error:
            raise ToolkitError.of(f"cannot read: {error.strerror}", Span.at(path)) from error
        return cls(path, data)

    def pieces(self) -> Iterable[Piece]:
        return (self.index.piece(number) for number in range(len(self.index)))

    def piece_text(self, piece: Piece) -> str:
        """An entry and what stands behind it, up to the next one."""
        return self._data[piece.start : piece.end].decode()

    def entry(self, piece: Piece) -> EntryText | None:
        """The entry taken apart; None if it has not the usual form, so that it is best left alone."""
        return take_apart(self.piece_text(piece))

    def replace(self, piece: Piece, entry: EntryText, text: str) -> None:
        """Put a text in the place of an entry; what stands behind it stays."""
        old = self.piece_text(piece)[: entry.end]
        if old != text:
            self._edits.append((piece.start, piece.start + len(old.encode()), text))

    def remove(self, piece: Piece, entry: EntryText) -> None:
        """Take an entry out, with the empty lines behind it."""
        text = self.piece_text(piece)
        rest = text[entry.end :]
        blank = len(rest) - len(rest.lstrip("\n"))
        length = len(text[: entry.end + blank].encode())
        self._edits.append((piece.start, piece.start + length, ""))

    def append(self, entry: str) -> None:
        """Add an entry at the end."""
        self._new.append(entry.strip("\n"))

    @property
    def changed(self) -> bool:
        return bool(self._edits or self._new)

    @cached_property
    def _stored(self) -> str:
        """The text with its line ends as they are; `text` and the offsets of entries know only `\\n`."""
        return self.encoding.decode(self.before)

    @cached_property
    def newline(self) -> str:
        """How most lines end."""
        many = self._stored.count("\r\n")
        return "\r\n" if 2 * many > self._stored.count("\n") else "\n"

    @cached_property
    def _ends(self) -> tuple[list[int], list[int]]:
        """Where lines end in `_data` (bytes) and in the stored text (characters)."""
        data = [match.end() for match in re.finditer(rb"\n", self._data)]
        stored = [match.end() for match in re.finditer(r"\r\n|\r|\n", self._stored)]
        return data, stored

    def _between(self, start: int, end: int) -> str:
        """What stands between two offsets of `_data`, with the line ends of the file."""
        return self._stored[self._place(start) : self._place(end)]

    def _place(self, offset: int) -> int:
        """The offset in the stored text of one in `_data`."""
        data, stored = self._ends
        line = bisect_right(data, offset)
        from_start = data[line - 1] if line else 0
        return (stored[line - 1] if line else 0) + len(self._data[from_start:offset].decode())

    def result(self) -> str:
        """The text with all edits made; lines that no edit touches end as they did."""
        newline = self.newline
        parts: list[str] = []
        at = 0
        for start, end, text in sorted(self._edits):
            parts += (self._between(at, start), text.replace("\n", newline))
            at = end
        parts.append(self._between(at, len(self._data)))
        text = "".join(parts)
        if self._new:
            if text and not text.endswith(("\n", "\r")):
                text += newline
            if text and not unified(text[-4:]).endswith("\n\n"):
                text += newline
            new = [one.replace("\n", newline) for one in self._new]
            text += (newline * 2).join(new) + newline
        return text

    def encoded(self) -> bytes:
        """The result as bytes, stored as the file was; UTF-8 if there was none."""
        return self.encoding.encode(self.result())
