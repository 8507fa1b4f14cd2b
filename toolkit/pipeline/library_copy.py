"""References out of a library: what a review cites, or all of it in another format."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.library.duplicates import LIKE
from toolkit.library.works import Work, agree, alike
from toolkit.model.diagnostic import Problem
from toolkit.model.reference import Reference
from toolkit.model.source import Span
from toolkit.pipeline.libraries import Cited, cited_references, files, read
from toolkit.pipeline.library_changes import Change, Note, change_of, open_bibtex
from toolkit.pipeline.library_edits import Library
from toolkit.render.bibliography import FORMS

ENDINGS = {
    ".bib": "bibtex", ".ris": "ris", ".json": "csl-json", ".yaml": "csl-yaml", ".yml": "csl-yaml",
    ".xml": "endnote-xml", ".nbib": "nbib", ".enw": "enw",
}  # fmt: skip
"""Ending of a file → the form that is written into it where none is named."""


def copy_references(review: Path, into: Path, *, cited_only: bool = True) -> tuple[Change, Cited]:
    """Add to a BibTeX file what a review cites (or all that its bibliographies hold), under the same keys.

    What the file has already stays; `problems` name another work that it has under one of the keys.
    `Cited` tells what the review cites in any case.
    """
    cited = cited_references(review)
    whole = None if cited_only else read([review])
    wanted = cited.references if whole is None else whole.references
    unread = () if whole is None else whole.problems
    library = Library(open_bibtex(into, create=True))
    there = {reference.id: reference for reference in library.references}
    taken = library.keys
    new = [reference for reference in wanted if reference.id not in taken]
    clashes = [
        _clash(reference.id, there[reference.id], into)
        for reference in wanted
        if reference.id in there and not _may_be_one(reference, there[reference.id])
    ]
    for reference in new:
        library.add(reference)
    notes = [Note(reference.id, f"copied: {reference.get('title')}") for reference in new]
    return change_of(library.file, notes, [*unread, *library.problems, *clashes]), cited


def _clash(key: str, other: Reference, into: Path) -> Problem:
    return Problem(
        f"{into.name} has another work under the key {key}; it stays, and the cited one was not copied.",
        other.span,
        "Give one of them another key.",
    )


def _may_be_one(one: Reference, other: Reference) -> bool:
    """Whether two entries of one key are one work, as far as they tell."""
    here, there = Work(0, one), Work(1, other)
    if here.doi and there.doi:
        return here.doi == there.doi
    return agree(here, there) and (here.folded == there.folded or alike(here, there, LIKE))


def exported(references: Sequence[Reference], form: str) -> bytes:
    """The references in another format, in UTF-8."""
    from toolkit.render.bibliography import write_references

    return write_references(references, form).encode()


def form_for(path: Path | None, form: str | None) -> str:
    """The form asked for, else that of the file's ending. Raises `ToolkitError` if neither tells."""
    found = form or (ENDINGS.get(path.suffix.lower(), "") if path is not None else "")
    if found in FORMS:
        return found
    name = form or (path.name if path is not None else "")
    what = f"'{name}' does not tell a format" if name else "No format is named."
    raise ToolkitError(Problem(what, help=f"name one with --to: {', '.join(FORMS)}"))


def refuse_to_overwrite(output: Path | None, sources: Iterable[Path]) -> None:
    """Raises `ToolkitError` if what is written would take the place of what was read."""
    if output is not None and output.resolve() in {path.resolve() for path in files(sources)}:
        raise ToolkitError.of(
            f"{output.name} is what is read; an export in its place would be the end of it.",
            Span.at(output),
            "Give the output another name; `review refs format` changes a BibTeX file in its place.",
        )
