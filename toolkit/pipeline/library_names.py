"""Journal names of a library by lists of the user's, of a review's, or of a journal's profile."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from toolkit.errors import ToolkitError
from toolkit.model.diagnostic import Problem
from toolkit.model.review import REVIEW_FILE
from toolkit.model.source import Span
from toolkit.pipeline.checking import load
from toolkit.pipeline.library_changes import Change, Note, change_of, open_bibtex
from toolkit.pipeline.library_edits import Library

_HELP = (
    "Name one with --list, as `journal_list:` in review.yaml, or as `journal_list:` under `references:` of "
    "the journal's profile."
)


def abbreviate(path: Path, lists: Sequence[Path], *, expand: bool = False) -> Change:
    """Write journal names as the lists have them: abbreviated, or with `expand` in full.

    The first list that knows a name counts. Raises `ToolkitError` if no list can be read.
    """
    from toolkit.load.journal_lists import read_lists
    from toolkit.load.sources import Sources

    problems: list[Problem] = []
    journals = read_lists(lists, Sources(problems))
    if not journals.short:
        raise ToolkitError(*problems)
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


def lists_named(path: Path, journal: str | None = None) -> tuple[Path, ...]:
    """The lists that a journal's profile names, else those of the review that a library belongs to.

    That is the review in the library's folder, else the one in the current folder. Raises `ToolkitError`
    if there is none, or if it names no list.
    """
    from toolkit.load.journal import load_journal

    own = path if path.is_dir() else path.parent
    if journal is not None:
        problems: list[Problem] = []
        profile = load_journal(journal, Path(), problems)
        if profile is None or problems:
            raise ToolkitError(*problems)
        found = tuple(Path(name) for name in profile.references.journal_list)
        place = None
    else:
        folder = next((one for one in (own, Path()) if (one / REVIEW_FILE).is_file()), None)
        if folder is None:
            raise ToolkitError.of("No list of journal names is named.", help=_HELP)
        loaded = load(folder)
        found, place = loaded.metadata.journal_list, Span.at(folder / REVIEW_FILE)
        if loaded.problems and not found:
            raise ToolkitError(*loaded.problems)
    if not found:
        if journal is not None:
            raise ToolkitError.of(f"The profile of {journal} names no list of journal names.", help=_HELP)
        raise ToolkitError.of("This review and its journal name no list of journal names.", place, _HELP)
    return found
