"""Lists of journal names that a review or its journal's profile names, and how they make names print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from toolkit.library.journal_names import FORM, JournalList, joined, read_list
from toolkit.load.paths import is_file, missing_file
from toolkit.load.sources import Sources
from toolkit.load.yaml_nodes import MappingNode, ScalarNode, SequenceNode
from toolkit.model.diagnostic import Problem
from toolkit.model.journal import Journal, ReferenceStyle
from toolkit.model.reference import Bibliography, Reference
from toolkit.model.source import Span


def with_lists_found(style: ReferenceStyle, profile: MappingNode, problems: list[Problem]) -> ReferenceStyle:
    """The style with the paths of its lists; each is named from the folder of the profile that says it."""
    references = profile.get("references")
    node = references.get("journal_list") if isinstance(references, MappingNode) else None
    items = node.items if isinstance(node, SequenceNode) else (node,)
    found = existing(
        ((item, item.file.path.parent) for item in items if isinstance(item, ScalarNode)), problems
    )
    return replace(style, journal_list=tuple(path.as_posix() for path in found))


def existing(named: Iterable[tuple[ScalarNode, Path]], problems: list[Problem]) -> tuple[Path, ...]:
    """The files that are there, of names and the folders they are named from; like bibliographies they may
    lie outside of the review's folder, as a group shares them."""
    found: list[Path] = []
    for name, folder in named:
        path = folder / name.text.replace("\\", "/")
        if is_file(path):
            found.append(path)
        else:
            problems.append(missing_file(name.text, path, name.span))
    return tuple(dict.fromkeys(found))


def lists_of(own: Sequence[Path], journal: Journal) -> tuple[Path, ...]:
    """The review's own lists, then those of its journal's profile."""
    return (*own, *(Path(path) for path in journal.references.journal_list))


def read_lists(paths: Iterable[Path], sources: Sources) -> JournalList:
    """All lists as one, in which the first counts; what is no pair of names is a problem with its line."""
    lists: list[JournalList] = []
    for path in paths:
        text = sources.export(path, [])
        if text is None:
            continue
        journals = read_list(text)
        lists.append(journals)
        if not journals.short:
            sources.problems.append(
                Problem(f"{path.name} holds no pair of journal names.", Span.at(path), FORM)
            )
            continue
        sources.problems.extend(
            Problem("This line holds no pair of journal names.", Span.at(path, line), FORM)
            for line in journals.unread
        )
    return joined(lists)


def with_journal_forms(
    bibliography: Bibliography, paths: Sequence[Path], journal: Journal, sources: Sources
) -> Bibliography:
    """The bibliography that knows how the journal prints the names of journals that its entries give."""
    if not paths:
        return bibliography
    journals = read_lists(paths, sources)
    find = journals.abbreviated if journal.references.journal_names == "short" else journals.expanded
    names = {name for reference in bibliography.references.values() for name in _journals(reference)}
    forms = {name: form for name in sorted(names) if (form := find(name)) and form != name}
    return replace(bibliography, journal_forms=forms)


def _journals(reference: Reference) -> tuple[str, ...]:
    if not reference.type.startswith("article"):
        return ()
    return (reference.get("container-title"), reference.get("original-container-title"))
