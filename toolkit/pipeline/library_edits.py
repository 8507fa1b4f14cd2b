"""Entries of a BibTeX file changed field by field, in the file's own words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from toolkit.model.reference import Reference

if TYPE_CHECKING:
    from toolkit.load.bibliography.bibtex_file import BibtexFile
    from toolkit.load.bibliography.bibtex_index import Piece
    from toolkit.model.diagnostic import Problem

_OTHER_NAMES = {
    "journal": ("journaltitle", "shortjournal"),
    "journaltitle": ("journal",),
    "year": ("date",),
    "date": ("year",),
    "address": ("location",),
    "location": ("address",),
    "school": ("institution",),
    "institution": ("school",),
    "langid": ("language",),
}
"""Names under which an entry may hold the same thing."""


def entry_text(reference: Reference) -> str:
    """A reference as a BibTeX entry in normal form."""
    from toolkit.load.bibliography.bibtex_text import formatted, take_apart
    from toolkit.render.bibliography import write_references

    text = write_references([reference], "bibtex").strip()
    entry = take_apart(text)
    return formatted(entry) if entry is not None else text


def typed_fields(reference: Reference) -> dict[str, str]:
    """The fields of a reference as they are typed in BibTeX, by name."""
    from toolkit.load.bibliography.bibtex_text import take_apart

    entry = take_apart(entry_text(reference))
    return {field.name.lower(): field.value for field in entry.fields} if entry is not None else {}


class Library:
    """A BibTeX file with its references, each at its place in the text."""

    def __init__(self, file: BibtexFile, progress: Callable[[int, int], None] | None = None) -> None:
        """`progress` is told how much of how much was read."""
        from toolkit.load.bibliography.bibtex import read_bibtex

        self.file = file
        self.problems: list[Problem] = []
        self.references = read_bibtex(file.path, file.text, self.problems, progress)
        pieces: dict[str, list[Piece]] = {}
        for piece in file.pieces():
            pieces.setdefault(piece.key, []).append(piece)
        self._pieces: dict[int, Piece] = {}
        for reference in self.references:
            waiting = pieces.get(reference.id)
            if waiting:
                self._pieces[id(reference)] = waiting.pop(0)
        self._texts: dict[int, str] = {}

    @property
    def keys(self) -> set[str]:
        """Every key that is taken, former ones included."""
        aliases = (alias.strip() for one in self.references for alias in one.extra.get("ids", "").split(","))
        return {reference.id for reference in self.references} | {alias for alias in aliases if alias}

    def change(self, before: Reference, after: Reference, more: Mapping[str, str] | None = None) -> bool:
        """Bring an entry from one state to another: only fields that differ are touched.

        `more` are further fields, as typed. False if the entry has not the usual form and was left alone.
        """
        from toolkit.load.bibliography.bibtex_text import take_apart, with_fields, with_value

        piece = self._pieces.get(id(before))
        if piece is None:
            return False
        text = self._texts.get(id(before)) or self.file.piece_text(piece)
        entry = take_apart(text)
        if entry is None:
            return False
        old = typed_fields(before)
        wanted = typed_fields(replace(after, id=before.id, type=before.type)) | dict(more or {})
        new: list[tuple[str, str]] = []
        for name, value in wanted.items():
            if old.get(name) == value and name not in (more or {}):
                continue
            present = entry.field(name, *_OTHER_NAMES.get(name, ()))
            if present is None:
                new.append((name, value))
            elif present.value != value:
                text = with_value(text, present, value)
                entry = take_apart(text) or entry
        self._texts[id(before)] = with_fields(text, entry, new)
        return True

    def remove(self, reference: Reference) -> bool:
        """Take an entry out; False if it has not the usual form."""
        piece = self._pieces.get(id(reference))
        entry = self.file.entry(piece) if piece is not None else None
        if piece is None or entry is None:
            return False
        self.file.remove(piece, entry)
        return True

    def add(self, reference: Reference) -> None:
        self.file.append(entry_text(reference))

    def finish(self) -> None:
        """Hand all changed entries to the file."""
        by_id = {id(reference): reference for reference in self.references}
        for number, text in self._texts.items():
            piece = self._pieces[number]
            entry = self.file.entry(piece)
            if entry is not None and number in by_id:
                behind = self.file.piece_text(piece)[entry.end :]
                self.file.replace(piece, entry, text.removesuffix(behind) if behind else text)


def shown_changes(before: Reference, after: Reference) -> Sequence[str]:
    """What a change does, a line for each field: `+ doi = {…}`, `journal = {…} (was {…})`."""
    old, new = typed_fields(before), typed_fields(replace(after, id=before.id, type=before.type))
    return [
        f"{name} = {value}" + (f" (was {old[name]})" if name in old else " (new)")
        for name, value in new.items()
        if old.get(name) != value
    ]
