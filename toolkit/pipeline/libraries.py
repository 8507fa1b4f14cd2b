"""Libraries of references: read, searched, compared. What changes files is in `library_changes`."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from toolkit.errors import ToolkitError
from toolkit.model.diagnostic import Note, Problem
from toolkit.model.reference import Reference
from toolkit.model.review import REVIEW_FILE
from toolkit.model.source import Span
from toolkit.pipeline.checking import load

if TYPE_CHECKING:
    from toolkit.library.duplicates import Found


@dataclass(frozen=True)
class Read:
    """The references of one or several files, in their order, and what of them could not be read."""

    references: tuple[Reference, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Note, ...] = ()
    """What is worth knowing though it was read: encodings, fields that have no place in CSL."""


def read(paths: Iterable[Path]) -> Read:
    """All entries of these bibliographies; a review folder stands for the bibliographies it lists.

    Raises `ToolkitError` for files that are not there, or of which nothing could be read.
    """
    from toolkit.load.bibliography import read_bibliography
    from toolkit.load.text import decode_export, read_bytes

    references: list[Reference] = []
    problems: list[Problem] = []
    nothing: list[Problem] = []
    notes: list[Note] = []
    for path in files(paths):
        found: list[Problem] = []
        data = read_bytes(path, found)
        text = decode_export(data, path, found, notes) if data is not None else None
        entries = read_bibliography(path, text, found, notes) if text is not None else ()
        references.extend(entries)
        (problems if entries else nothing).extend(found)
    if nothing:
        raise ToolkitError(*nothing, *problems)
    notes += [
        Note(
            f"{key} is the key of {len(lines)} entries ({places(lines)}); a citation takes the first",
            f"{key} 是 {len(lines)} 个条目共用的键（{places(lines)}）；引用时取第一个",
            lines[1],
        )
        for key, lines in shared_keys(references).items()
    ]
    return Read(tuple(references), tuple(problems), tuple(notes))


def shared_keys(references: Iterable[Reference]) -> dict[str, list[Span]]:
    """The keys that several entries have, with their places."""
    found: dict[str, list[Span]] = {}
    for reference in references:
        if reference.span is not None:
            found.setdefault(reference.id, []).append(reference.span)
    return {key: spans for key, spans in found.items() if len(spans) > 1}


def places(spans: Iterable[Span]) -> str:
    """`a.bib:3, a.bib:17`."""
    return ", ".join(f"{span.path.name}:{span.line}" for span in spans)


def files(paths: Iterable[Path]) -> list[Path]:
    """The bibliographies that are meant; those of this folder's review if none is named."""
    found: list[Path] = []
    named = tuple(paths)
    if not named and not Path(REVIEW_FILE).is_file():
        raise ToolkitError.of(
            "No file is named, and there is no review in this folder.",
            help="Name a bibliography, such as references.bib, or a review's folder.",
        )
    for path in named or (Path(),):
        if path.is_dir() and not (path / REVIEW_FILE).is_file():
            raise ToolkitError.of(
                f"{path} is a folder, and no review.",
                Span.at(path),
                f"Name a file: {path / 'references.bib'}",
            )
        if path.is_dir() or path.name == REVIEW_FILE:
            loaded = load(path)
            found.extend(loaded.metadata.bibliography)
            if not loaded.metadata.bibliography:
                raise ToolkitError.of(
                    "this review lists no bibliography",
                    Span.at(loaded.root / REVIEW_FILE),
                    "name a file, or list one under `bibliography:`",
                )
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def only_file(review: Path) -> Path:
    """The bibliography of a review that lists one; raises `ToolkitError` if it lists several."""
    found = files([review])
    if len(found) > 1:
        listed = ", ".join(path.name for path in found)
        raise ToolkitError.of(
            f"This review lists {len(found)} bibliographies: {listed}.",
            Span.at(review),
            "Name the one you mean.",
        )
    return found[0]


def search(references: Iterable[Reference], words: Sequence[str]) -> list[Reference]:
    """The references that hold every word in key, names, title, journal, year or identifiers.

    Case and accents do not count.
    """
    wanted = [_plain(word) for word in words]
    return [one for one in references if all(word in text for text in [_plain(_all(one))] for word in wanted)]


def duplicates(references: Sequence[Reference], progress: Callable[[int], None] | None = None) -> Found:
    """What in a library is one work, and what belongs together."""
    from toolkit.library.duplicates import find_duplicates

    return find_duplicates(references, progress)


@dataclass(frozen=True)
class Unused:
    """The entries that none of the reviews cites."""

    references: tuple[Reference, ...]
    cited: int
    problems: tuple[Problem, ...] = ()
    """What of the libraries could not be read."""


def unused(library: Sequence[Path], reviews: Iterable[Path]) -> Unused:
    """Entries of the libraries (else of the reviews' own lists) that none of these reviews cites."""
    keys: set[str] = set()
    own: list[Path] = []
    for path in reviews:
        cited = cited_references(path)
        keys.update(reference.id for reference in cited.references)
        own.extend(cited.bibliographies)
    found = read(library or dict.fromkeys(own))
    left = tuple(reference for reference in found.references if reference.id not in keys)
    return Unused(left, len({reference.id for reference in found.references} & keys), found.problems)


@dataclass(frozen=True)
class Cited:
    """What a review cites, in the order of its bibliographies, and what it cites without having it."""

    references: tuple[Reference, ...]
    unknown: tuple[str, ...]
    bibliographies: tuple[Path, ...]


def cited_references(review: Path) -> Cited:
    """The works that text, tables and evidence of a review cite; raises `ToolkitError` if it is broken."""
    from toolkit.check.works import record_citations
    from toolkit.resolve import resolve

    loaded = load(review)
    if loaded.problems:
        raise ToolkitError(*loaded.problems)
    resolved = resolve(loaded)
    keys = [key for citation in resolved.citations for key in citation.keys]
    keys += [item.key for _, item in record_citations(resolved)]
    found = {key: loaded.bibliography.find(key) for key in dict.fromkeys(keys)}
    wanted = {reference.id for reference in found.values() if reference is not None}
    in_order = tuple(one for one in loaded.bibliography.references.values() if one.id in wanted)
    missing = [key for key, reference in found.items() if reference is None]
    missing += [miss.name for miss in resolved.unresolved if miss.kind == "citation"]
    paths = tuple(loaded.root / path for path in loaded.metadata.bibliography)
    return Cited(in_order, tuple(dict.fromkeys(missing)), paths)


def _all(reference: Reference) -> str:
    people = (f"{n.family} {n.given} {n.literal}" for names in reference.names.values() for n in names)
    dates = (str(part) for date in reference.dates.values() for parts in date.parts for part in parts[:1])
    return " ".join((reference.id, *reference.fields.values(), *people, *dates))


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))
