"""Changes to BibTeX libraries. Each is worked out in memory and shown; `Change.write` makes it true."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import ToolkitError
from toolkit.model import diagnostic
from toolkit.model.diagnostic import Problem
from toolkit.model.review import REVIEW_FILE
from toolkit.model.source import Span
from toolkit.pipeline.files import IN_PLACE, unified_diff, write_files
from toolkit.pipeline.libraries import only_file

if TYPE_CHECKING:
    from toolkit.load.bibliography.bibtex_file import BibtexFile

_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH
_BIBTEX = (".bib", ".bibtex", ".txt", "")
"""Endings that a new BibTeX file may have."""
_PATIENCE = 10
"""Seconds that a writer waits for another one."""


@dataclass(frozen=True)
class Note:
    """One thing that a change does to one entry, as a person reads it: `key`, what, details."""

    key: str
    what: str
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """What a file will hold, and what that does to its entries."""

    path: Path
    before: bytes
    after: bytes
    notes: tuple[Note, ...] = ()
    problems: tuple[Problem, ...] = ()
    """What of the input could not be read; the rest is changed all the same."""
    read_notes: tuple[diagnostic.Note, ...] = ()
    """In which encoding the file was read, and stays, where that is not UTF-8."""

    @property
    def changes(self) -> bool:
        return self.before != self.after

    def diff(self) -> str:
        """What would be written, as a unified diff."""
        from toolkit.load.text import encoding_of

        encoding = encoding_of(self.before or self.after)
        old, new = (encoding.decode(data) for data in (self.before, self.after))
        return "".join(unified_diff(old, new, self.path.as_posix()))

    def write(self) -> None:
        """Replace the file, under a lock.

        Raises `ToolkitError` if it is not what it was when it was read, or may not be written.
        """
        if not self.changes:
            return
        with locked(self.path):
            if _content(self.path) != self.before:
                raise ToolkitError.of(
                    f"{self.path.name} was changed by somebody else in the meantime; nothing was written",
                    Span.at(self.path),
                    "run the command again",
                )
            # A link stays a link: the file behind it is written.
            target = self.path.resolve()
            if target.exists() and not (target.stat().st_mode & _WRITABLE and os.access(target, os.W_OK)):
                # Moving a file over it would be allowed, and not what its owner wants.
                raise ToolkitError.of(
                    f"{self.path.name} is read-only; nothing was written", Span.at(self.path), IN_PLACE
                )
            write_files({target: self.after}, IN_PLACE)


def change_of(file: BibtexFile, notes: Sequence[Note], problems: Sequence[Problem] = ()) -> Change:
    after = file.encoded() if file.changed else file.before
    return Change(file.path, file.before, after, tuple(notes), tuple(problems), tuple(file.notes))


def formatted(path: Path) -> Change:
    """Every entry in normal form: order, indentation and braces; nothing else changes."""
    from toolkit.load.bibliography.bibtex_text import formatted as normal

    file = open_bibtex(path)
    notes: list[Note] = []
    problems: list[Problem] = []
    for piece in file.pieces():
        entry = file.entry(piece)
        if entry is None:
            span = Span.at(file.path, piece.line)
            message = f"{piece.key} has not the form of an entry throughout; it is left as it is"
            problems.append(Problem(message, span, "check its braces and commas"))
            continue
        text = normal(entry)
        if text != file.piece_text(piece)[: entry.end]:
            file.replace(piece, entry, text)
            notes.append(Note(piece.key, "formatted"))
    problems += [
        Problem(
            f"The entry {piece.key} is not closed; it is left as it is.",
            Span.at(file.path, piece.line),
            "Count the braces of this entry.",
        )
        for piece in file.index.broken
    ]
    return change_of(file, notes, problems)


def open_bibtex(path: Path, *, create: bool = False) -> BibtexFile:
    """A file to be changed; a review stands for the one bibliography that it lists.

    Raises `ToolkitError` for one that is not BibTeX.
    """
    from toolkit.load.bibliography import is_web_page, web_page
    from toolkit.load.bibliography.bibtex_file import BibtexFile

    if path.is_dir() or path.name == REVIEW_FILE:
        path = only_file(path)
    if create and not path.exists() and path.suffix.lower() not in _BIBTEX:
        raise ToolkitError.of(
            f"A BibTeX file would be written, which {path.name} does not look like.",
            Span.at(path),
            f"Name it {path.with_suffix('.bib').name}.",
        )
    file = BibtexFile.open(path, create=create)
    if is_web_page(file.text):
        raise ToolkitError(web_page(path))
    lines = (line.lstrip() for line in file.text.splitlines())
    if not (file.index or file.index.broken or file.index.strings) and any(
        line and not line.startswith("%") for line in lines
    ):
        raise ToolkitError.of(
            f"{path.name} is no BibTeX file, and only those are changed",
            Span.at(path),
            "`review refs export` turns other formats into BibTeX",
        )
    return file


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Nobody else of ours writes this file meanwhile. The lock lies in the cache, not beside the file."""
    from filelock import FileLock, Timeout

    from toolkit.resources import cache_folder

    name = hashlib.sha256(str(path.resolve()).encode()).hexdigest()[:32]
    folder = cache_folder() / "locks"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / f"{name}.lock", timeout=_PATIENCE)
        lock.acquire()
    except Timeout as error:
        raise ToolkitError.of(
            f"another command is writing {path.name}", Span.at(path), "try again when it has ended"
        ) from error
    except OSError:
        # Where no lock can be had, the look at the content just before writing must do.
        yield
        return
    try:
        yield
    finally:
        lock.release()


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
