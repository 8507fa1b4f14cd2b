"""References out of a library: what a review cites, or all of it in another format."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.model.diagnostic import Problem
from toolkit.model.reference import Reference
from toolkit.pipeline.libraries import Cited, cited_references, read
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

    What the file has already stays. `Cited` tells what the review cites in any case.
    """
    cited = cited_references(review)
    wanted = cited.references if cited_only else read([review]).references
    library = Library(open_bibtex(into, create=True))
    taken = library.keys
    new = [reference for reference in wanted if reference.id not in taken]
    for reference in new:
        library.add(reference)
    notes = [Note(reference.id, f"copied: {reference.get('title')}") for reference in new]
    return change_of(library.file, notes, library.problems), cited


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
