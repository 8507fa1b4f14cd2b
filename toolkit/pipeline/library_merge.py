"""Entries of one library joined: duplicates, a Chinese entry and its English version, missing fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from toolkit.library.duplicates import Found, Group, Relation, find_duplicates
from toolkit.library.merging import merge, missing_from, shown_names
from toolkit.model.reference import Name, Reference
from toolkit.model.source import Span
from toolkit.pipeline.libraries import places, read, shared_keys
from toolkit.pipeline.library_changes import Change, Note, change_of, open_bibtex
from toolkit.pipeline.library_edits import Library, shown_changes
from toolkit.pipeline.library_import import counting, shown_choices, shown_reasons, with_missing

_ENGLISH = {
    "title": "original-title",
    "container-title": "original-container-title",
    "publisher": "original-publisher",
    "publisher-place": "original-publisher-place",
}


def dedupe(
    path: Path,
    reading: Callable[[int, int], None] | None = None,
    comparing: Callable[[int, int], None] | None = None,
) -> tuple[Change, Found]:
    """Merge the entries of one work. The fullest entry stays; the keys of the others become its `ids`.

    Preprints and translations are told, and left as they are. `reading` and `comparing` are told how
    much of how much is done.
    """
    library = Library(open_bibtex(path), reading)
    found = find_duplicates(library.references, counting(comparing, len(library.references)))
    notes = [_merged(library, group) for group in found.groups]
    kept = {id(one): _kept(group).id for group in found.groups for one in group.references}
    notes += [
        Note(
            kept.get(id(relation.source), relation.source.id),
            _relation(relation, kept.get(id(relation.target), relation.target.id)),
        )
        for relation in found.relations
    ]
    notes += [
        Note(key, f"is the key of {len(spans)} entries ({places(spans)}); give all but one another key")
        for key, spans in _still_shared(library.references, found).items()
    ]
    library.finish()
    return change_of(library.file, notes, library.problems), found


def _still_shared(references: Sequence[Reference], found: Found) -> dict[str, list[Span]]:
    """Keys that several works have: of those that are merged one entry stays."""
    merged = {id(one) for group in found.groups for one in group.references[1:]}
    return shared_keys(reference for reference in references if id(reference) not in merged)


def link_translations(path: Path) -> Change:
    """Give each Chinese entry the fields of its English version, and take that entry out.

    The English entry's key becomes one of the Chinese entry's `ids`, so that it can still be cited.
    """
    library = Library(open_bibtex(path))
    notes: list[Note] = []
    for relation in find_duplicates(library.references).relations:
        if relation.kind != "translation":
            continue
        english, chinese = relation.source, relation.target
        after = replace(
            chinese,
            fields={**_english_fields(english, chinese), **chinese.fields},
            names={**_english_names(english, chinese), **chinese.names},
        )
        after = with_missing(after, missing_from(after, _common(english)))
        changes = shown_changes(chinese, after)
        if library.change(chinese, after, {"ids": _ids(chinese, [english])}) and library.remove(english):
            notes.append(Note(chinese.id, f"takes its English version from {english.id}", tuple(changes)))
    library.finish()
    return change_of(library.file, notes, library.problems)


def complete(
    path: Path,
    sources: Sequence[Path],
    looked_up: Callable[[Reference], Reference | None] | None = None,
    looking: Callable[[int, int], None] | None = None,
) -> Change:
    """Fill fields that entries lack: from other libraries, then by `looked_up`; what they have stays.

    Each filled field tells where it was found. `looking` is told how many entries of how many were done.
    """
    library = Library(open_bibtex(path))
    own = {id(reference) for reference in library.references}
    others = [reference for source in sources for reference in read([source]).references]
    twins: dict[int, list[Reference]] = {}
    if others:
        for group in find_duplicates([*library.references, *others]).groups:
            more = [reference for reference in group.references if id(reference) not in own]
            for reference in group.references:
                if id(reference) in own:
                    twins[id(reference)] = more
    notes: list[Note] = []
    for number, reference in enumerate(library.references, 1):
        found = list(twins.get(id(reference), ()))
        if looked_up is not None and (answer := looked_up(reference)) is not None:
            found.append(answer)
        notes.extend(_completed(library, reference, found))
        if looking is not None:
            looking(number, len(library.references))
    library.finish()
    return change_of(library.file, notes, library.problems)


def _completed(library: Library, reference: Reference, found: Iterable[Reference]) -> list[Note]:
    after = reference
    details: list[str] = []
    for source in found:
        filled = with_missing(after, missing_from(after, source))
        details += [f"{change} from {_origin(source)}" for change in shown_changes(after, filled)]
        after = filled
    if not details or not library.change(reference, after):
        return []
    return [Note(reference.id, "completed", tuple(details))]


def _kept(group: Group) -> Reference:
    """The entry that takes in the others: the fullest one."""
    return max(group.references, key=_fullness)


def _merged(library: Library, group: Group) -> Note:
    kept = _kept(group)
    rest = [reference for reference in group.references if reference is not kept]
    merged = merge((kept, *rest))
    names = ", ".join(reference.id for reference in rest)
    why = shown_reasons(group)
    different = [one for one in rest if one.id != kept.id]
    more = {"ids": _ids(kept, different)} if different else {}
    if not library.change(kept, merged.reference, more):
        return Note(kept.id, f"and {names} are one work ({why}), but the entry is not in the usual form")
    for reference in rest:
        library.remove(reference)
    return Note(kept.id, f"takes in {names} ({why})", tuple(shown_choices(merged.choices)))


def _relation(relation: Relation, target: str) -> str:
    if relation.kind == "preprint":
        return f"is the preprint of {target}; both stay"
    return f"is the English version of {target}; `review refs link-translations` joins them"


def _ids(kept: Reference, others: Iterable[Reference]) -> str:
    """The former keys of an entry, as typed: its own, then those of entries that it takes in."""
    keys = [*kept.extra.get("ids", "").split(",")]
    for other in others:
        keys += [other.id, *other.extra.get("ids", "").split(",")]
    return "{" + ", ".join(dict.fromkeys(key.strip() for key in keys if key.strip() and key != kept.id)) + "}"


def _fullness(reference: Reference) -> tuple[int, int]:
    """How much an entry says; an open list of authors counts against it."""
    parts = len(reference.fields) + len(reference.names) + len(reference.dates)
    return parts - 2 * len(reference.truncated), len(shown_names(reference.names.get("author", ())))


def _english_fields(english: Reference, chinese: Reference) -> dict[str, str]:
    return {
        target: english.get(source)
        for source, target in _ENGLISH.items()
        if english.get(source) and not chinese.get(target)
    }


def _english_names(english: Reference, chinese: Reference) -> dict[str, tuple[Name, ...]]:
    return {
        f"original-{role}": english.names[role]
        for role in ("author", "editor")
        if role in english.names and f"original-{role}" not in chinese.names
    }


def _common(english: Reference) -> Reference:
    """What is the same in both languages: identifiers and places."""
    same = ("DOI", "PMID", "PMCID", "ISSN", "volume", "issue", "page", "number")
    fields = {name: english.get(name) for name in same if english.get(name)}
    return replace(english, fields=fields, names={}, dates=english.dates)


def _origin(reference: Reference) -> str:
    if reference.span is None:
        return reference.extra.get("source", reference.id)
    return f"{reference.span.path.name}:{reference.span.line} ({reference.id})"
