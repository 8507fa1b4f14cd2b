"""Journal names of a library by a list of the user's."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.library.journal_names import read_list
from toolkit.model.diagnostic import Problem
from toolkit.model.source import Span
from toolkit.pipeline.library_changes import Change, Note, change_of, open_bibtex
from toolkit.pipeline.library_edits import Library

_FORM = "write `Full Name;Abbrev. Name`, one journal a line"


def abbreviate(path: Path, names: Path, *, expand: bool = False) -> Change:
    """Write journal names as the list has them: abbreviated, or with `expand` in full."""
    from toolkit.load.text import read_text

    problems: list[Problem] = []
    text = read_text(names, problems)
    if text is None:
        raise ToolkitError(*problems)
    journals = read_list(text)
    if not journals.short:
        raise ToolkitError.of(f"{names.name} holds no pair of journal names", Span.at(names), _FORM)
    problems += [
        Problem("this line holds no pair of journal names", Span.at(names, line), _FORM)
        for line in journals.unread
    ]
    library = Library(open_bibtex(path))
    notes: list[Note] = []
    for reference in library.references:
        name = reference.get("container-title")
        wanted = journals.expanded(name) if expand else journals.abbreviated(name)
        if not wanted or wanted == name:
            continue
        after = replace(reference, fields={**reference.fields, "container-title": wanted})
        if library.change(reference, after):
            notes.append(Note(reference.id, f"{name} → {wanted}"))
    library.finish()
    return change_of(library.file, notes, [*library.problems, *problems])
