"""References of any format into a BibTeX library: new ones are added, known ones completed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from toolkit.library.duplicates import Group, Reason, Relation, find_duplicates
from toolkit.library.keys import DEFAULT_PATTERN, check_pattern, make_key
from toolkit.library.merging import Choice, merge, missing_from
from toolkit.model.diagnostic import Problem
from toolkit.model.reference import KEY, Reference
from toolkit.pipeline.library_changes import Change, Note, change_of, open_bibtex
from toolkit.pipeline.library_edits import Library, shown_changes

_LONGEST = 70
_REASONS: Mapping[Reason, str] = {
    "doi": "same DOI", "pmid": "same PMID", "title": "same title", "similar title": "similar titles",
}  # fmt: skip


def import_references(
    incoming: Sequence[Reference],
    into: Path,
    *,
    pattern: str = "",
    rekey: bool = False,
    problems: Sequence[Problem] = (),
    reading: Callable[[int, int], None] | None = None,
    comparing: Callable[[int, int], None] | None = None,
) -> Change:
    """Add these references to a library, each work once.

    A work that the library has keeps its entry and its key, and gets the fields that it lacks; what
    differs is shown and stays as it is. What brings a citation key (BibTeX, CSL-JSON, RIS with `ID`)
    keeps it if it is free, all else (with `rekey`, that too) gets one by the pattern. `reading` (of the
    library) and `comparing` are told how much of how much is done.
    """
    check_pattern(pattern or DEFAULT_PATTERN)
    library = Library(open_bibtex(into, create=True), reading)
    known = {id(reference) for reference in library.references}
    works = [*library.references, *incoming]
    found = find_duplicates(works, counting(comparing, len(works)))
    taken = library.keys
    grouped = {id(reference) for group in found.groups for reference in group.references}
    notes: list[Note] = []
    importer = _Importer(library, known, taken, pattern or DEFAULT_PATTERN, rekey=rekey)
    for group in found.groups:
        notes.extend(importer.group(group))
    notes += [importer.new(reference, ()) for reference in incoming if id(reference) not in grouped]
    notes.extend(_related(found.relations, known, importer.keys))
    library.finish()
    return change_of(library.file, notes, [*library.problems, *problems])


def check_target(into: Path, pattern: str) -> None:
    """Raises `ToolkitError` if nothing could be imported into this file, or keys be made by this pattern."""
    check_pattern(pattern or DEFAULT_PATTERN)
    open_bibtex(into, create=True)


class _Importer:
    def __init__(
        self, library: Library, known: set[int], taken: set[str], pattern: str, *, rekey: bool
    ) -> None:
        self.library = library
        self.known = known
        self.taken = taken
        self.pattern = pattern
        self.rekey = rekey
        self.keys: dict[int, str] = {}
        """The key of every reference that was imported."""

    def group(self, group: Group) -> list[Note]:
        """One work: into the entry that the library has, or as one new entry."""
        old = [reference for reference in group.references if id(reference) in self.known]
        new = [reference for reference in group.references if id(reference) not in self.known]
        if not new:
            return []
        merged = merge(new)
        if not old:
            return [self.new(merged.reference, merged.choices, new)]
        target = old[0]
        for reference in new:
            self.keys[id(reference)] = target.id
        missing = missing_from(target, merged.reference)
        after = with_missing(target, missing)
        changes = shown_changes(target, after) if after != target else ()
        if changes:
            self.library.change(target, after)
        kept = [
            f"{choice.field} stays {_short(choice.value)}; the import has {_short(other)}"
            for choice in merge((target, merged.reference)).choices
            for _, other in choice.others
            if choice.key == target.id
        ]
        why = shown_reasons(group)
        what = f"already there ({why}); completed" if changes else f"already there ({why})"
        return [Note(target.id, what, (*changes, *kept))]

    def new(self, reference: Reference, choices: Sequence[Choice], sources: Sequence[Reference] = ()) -> Note:
        key = reference.id
        if self.rekey or KEY not in reference.field_spans or key in self.taken:
            key = make_key(reference, self.taken, self.pattern)
        self.taken.add(key)
        for source in sources or (reference,):
            self.keys[id(source)] = key
        self.library.add(replace(reference, id=key))
        return Note(key, f"new: {_short(reference.get('title'))}", tuple(shown_choices(choices)))


def counting(progress: Callable[[int, int], None] | None, total: int) -> Callable[[int], None] | None:
    """A function that tells how much of `total` is done."""
    return None if progress is None else lambda done: progress(done, total)


def shown_choices(choices: Iterable[Choice]) -> Iterator[str]:
    """`volume = 3 (from a)`, `volume: 4 (from b) is not taken`: a line for each value."""
    for choice in choices:
        yield f"{choice.field} = {_short(choice.value)} (from {choice.key})"
        yield from (
            f"{choice.field}: {_short(text)} (from {key}) is not taken" for key, text in choice.others
        )


def shown_reasons(group: Group) -> str:
    """`same DOI + similar titles`."""
    return " + ".join(_REASONS[reason] for reason in group.reasons)


def with_missing(target: Reference, more: Reference) -> Reference:
    """The target with what it lacked."""
    return replace(
        target,
        fields={**target.fields, **more.fields},
        names={**target.names, **more.names},
        dates={**more.dates, **target.dates},
        truncated=frozenset(name for name in target.truncated if name not in more.names),
    )


def _related(relations: Sequence[Relation], known: set[int], keys: dict[int, str]) -> list[Note]:
    """Pairs of which at least one member was imported now."""
    notes: list[Note] = []
    for relation in relations:
        if id(relation.source) in known and id(relation.target) in known:
            continue
        source = keys.get(id(relation.source), relation.source.id)
        target = keys.get(id(relation.target), relation.target.id)
        what = (
            f"is the preprint of {target}"
            if relation.kind == "preprint"
            else f"is the English version of {target}; `review refs link-translations` joins them"
        )
        notes.append(Note(source, what))
    return notes


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…"
