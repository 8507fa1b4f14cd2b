"""A BibTeX file that is changed: single entries, as text, with everything between them left as it is."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.load.bibliography.bibtex_index import Index, Piece, build_index
from toolkit.load.bibliography.bibtex_text import EntryText, take_apart
from toolkit.load.text import decode_export, encoding_of
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
        self.crlf = "\r\n" in self.encoding.decode(data) if self.encoding.name != "utf-8" else b"\r\n" in data
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
            raise ToolkitError.of(f"There is no file {path}.", Span.at(path)) from None
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

    def result(self) -> str:
        """The text with all edits made."""
        parts: list[bytes] = []
        at = 0
        for start, end, text in sorted(self._edits):
            parts += (self._data[at:start], text.encode())
            at = end
        parts.append(self._data[at:])
        text = b"".join(parts).decode()
        if self._new:
            head = text.rstrip("\n")
            text = "\n\n".join([*([head] if head else []), *self._new]) + "\n"
        return text

    def encoded(self) -> bytes:
        """The result as bytes, stored as the file was; UTF-8 if there was none."""
        text = self.result()
        return self.encoding.encode(text.replace("\n", "\r\n") if self.crlf else text)
