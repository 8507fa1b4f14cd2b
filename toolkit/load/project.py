"""A review folder → `LoadedReview`: every file of it read, everything wrong with it collected."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from toolkit.errors import ToolkitError
from toolkit.load.evidence import EvidenceReader
from toolkit.load.ids import Ids
from toolkit.load.journal import load_journal, read_style, with_style
from toolkit.load.journal_lists import with_journal_forms
from toolkit.load.metadata import bibliographies, read_metadata
from toolkit.load.paths import files_in, is_file
from toolkit.load.reader import read_shape
from toolkit.load.rich import RichText
from toolkit.load.sections import read_section
from toolkit.load.shapes import ReviewFile
from toolkit.load.sources import Sources
from toolkit.load.tables import read_table
from toolkit.model.block import Heading
from toolkit.model.diagnostic import Note, Problem
from toolkit.model.evidence import RecordSet
from toolkit.model.inline import Localized
from toolkit.model.journal import Journal
from toolkit.model.reference import Bibliography, Reference
from toolkit.model.review import REVIEW_FILE, LoadedReview, Metadata, Section
from toolkit.model.source import Span
from toolkit.model.tablespec import TableSpec
from toolkit.nearest import did_you_mean, nearest

if TYPE_CHECKING:
    from toolkit.load.bibliography.library import Library

_YAML: Final = (".yaml", ".yml")
_MARKDOWN: Final = (".md", ".markdown")
_ANCHORS: Final = ("first-mention", "placed", "section-end")


def load_review(
    root: Path,
    *,
    journal: str | None = None,
    texts: Mapping[Path, str] | None = None,
    needs_text: bool = True,
    heard: Callable[[float], None] | None = None,
) -> LoadedReview:
    """Read the review in a folder (or named by its `review.yaml`), with `journal` in place of its own.

    `texts` are read in place of what the files of these paths hold (the paths of `LoadedReview.sources`).
    Without `needs_text` a review that has no sections yet is no problem. `heard` hears of the share of a
    large file that is read.
    What is wrong in its files is in `problems`, and the rest is read all the same. Raises `ToolkitError`,
    with all problems, only if there is no review, or nothing of its `review.yaml` can be read.
    """
    root = _review_folder(root)
    problems: list[Problem] = []
    sources = Sources(problems, dict(texts or {}), heard)
    node = sources.yaml(root / REVIEW_FILE)
    file = read_shape(node, ReviewFile, problems, REVIEW_FILE)
    profile = _journal(file, journal, root, sources)
    place = file.node.span_of("style" if file.style else "journal") if file is not None else None
    profile, style_source = read_style(profile, root, place, problems)
    empty = Metadata(Localized(), "en", "")
    metadata = empty if file is None else read_metadata(file, root, profile, problems)
    rich = RichText(metadata.language, problems)
    ids = Ids(problems)
    sections = _sections(root, sources, rich, ids, needed=needs_text)
    evidence = evidence_sets(root, sources, rich)
    tables = table_specs(root, sources, rich, ids)
    _check_anchors(tables, sections, problems)
    bibliography = library_of(metadata.bibliography, sources)
    bibliography = with_journal_forms(bibliography, metadata.journal_list, profile, sources)
    bibliography = replace(bibliography, unread=(*_missing(file, root), *bibliography.unread))
    if file is None:
        raise ToolkitError(*problems)
    return LoadedReview(
        root,
        metadata,
        profile,
        sections,
        evidence,
        tables,
        bibliography,
        sources.texts,
        tuple(problems),
        style_source,
    )


# --- which folder ---------------------------------------------------------------


def _review_folder(path: Path) -> Path:
    """The folder of a review; raises `ToolkitError`, with what may have been meant, if there is none."""
    folder = path.parent if path.name == REVIEW_FILE and not path.is_dir() else path
    if is_file(folder / REVIEW_FILE):
        return folder
    if not folder.exists():
        raise ToolkitError(Problem(f"There is no folder {folder}.", Span.at(folder), candidates(folder)))
    if not folder.is_dir():
        raise ToolkitError(
            Problem(f"{folder} is no review folder.", Span.at(folder), candidates(folder.parent))
        )
    raise ToolkitError(
        Problem(f"There is no {REVIEW_FILE} in {folder}.", Span.at(folder / REVIEW_FILE), candidates(folder))
    )


_NEAR_SHOWN = 5  # More names than one can look through are no help.


def candidates(folder: Path, otherwise: str = "`review new NAME` begins a review.") -> str:
    """A sentence on the reviews that lie near a folder where none is; `otherwise` if there are none."""
    misnamed = next((name for name in ("review.yml", "Review.yaml") if is_file(folder / name)), None)
    if misnamed is not None:
        return f"Rename {misnamed} to {REVIEW_FILE}."
    above = next((parent for parent in folder.parents if is_file(parent / REVIEW_FILE)), None)
    if above is not None:
        return f"Did you mean {above}?"
    near = sorted(
        {
            found.parent
            for base in (folder, folder.parent)
            if base.is_dir()
            for pattern in (f"*/{REVIEW_FILE}", f"reviews/*/{REVIEW_FILE}")
            for found in base.glob(pattern)
        }
    )
    meant = nearest(folder.name, [path.name for path in near]) if near else None
    if meant is not None:
        return f"Did you mean {next(path for path in near if path.name == meant)}?"
    if len(near) == 1:
        return f"Did you mean {near[0]}?"
    if near:
        shown = ", ".join(str(path) for path in near[:_NEAR_SHOWN])
        return f"There are reviews in {shown}{', …' if near[_NEAR_SHOWN:] else ''}."
    return otherwise


# --- the parts ------------------------------------------------------------------


def _journal(file: ReviewFile | None, name: str | None, root: Path, sources: Sources) -> Journal:
    """The journal's profile; an empty one, so that the rest can be read, if it cannot be had."""
    span = None
    if name is None:
        if file is None or not file.journal:
            return Journal("", {})
        name, span = file.journal, file.node.span_of("journal")
    found = load_journal(name, root, sources.problems, span=span, texts=sources.texts)
    if found is None:
        return Journal("", {})
    if span is None or file is None:
        # Tried in another journal than its own, a review has that journal's references.
        return found
    return with_style(found, file.style, file.node.span_of("style"), sources.problems)


def _sections(root: Path, sources: Sources, rich: RichText, ids: Ids, *, needed: bool) -> tuple[Section, ...]:
    folder = root / "sections"
    paths = files_in(folder, _MARKDOWN, root, sources.problems)
    if not paths and needed:
        others = [path.name for path in root.iterdir() if path.is_dir()] if not folder.is_dir() else []
        sources.problems.append(
            Problem(
                "The review has no sections." + did_you_mean("sections", others),
                Span.at(folder),
                "Put the text into the folder sections/, one file to a section: 01-introduction.md, …",
            )
        )
    found = (read_section(path, root, sources, rich, ids) for path in paths)
    return tuple(section for section in found if section is not None)


def evidence_sets(root: Path, sources: Sources, rich: RichText) -> dict[str, RecordSet]:
    reader = EvidenceReader(root, sources, rich)
    sets: dict[str, RecordSet] = {}
    for path in files_in(root / "evidence", _YAML, root, sources.problems):
        reader.read(path, sets)
    return sets


def table_specs(root: Path, sources: Sources, rich: RichText, ids: Ids) -> dict[str, TableSpec]:
    found: dict[str, TableSpec] = {}
    for path in files_in(root / "tables", _YAML, root, sources.problems):
        table = read_table(path, sources, rich)
        if table is not None and ids.claim("table", table.id, table.span or Span.at(path)):
            found[table.id] = table
    return found


def _check_anchors(
    tables: dict[str, TableSpec], sections: tuple[Section, ...], problems: list[Problem]
) -> None:
    """A table's citations are numbered at a section or heading that must be there."""
    headings = (
        block.id
        for section in sections
        for block in section.blocks
        if isinstance(block, Heading) and block.id
    )
    known = ["", *_ANCHORS, *(section.id for section in sections), *headings]
    problems.extend(
        Problem(
            f"“{table.anchor}” is no section or heading." + did_you_mean(table.anchor, known),
            table.spans.get("anchor", table.span),
            "An anchor is first-mention, placed, section-end, or the id of a section or heading.",
        )
        for table in tables.values()
        if table.anchor not in known
    )


def library_of(paths: tuple[Path, ...], sources: Sources, citing: Collection[str] = ()) -> Bibliography:
    """All entries, of a large library those that may be cited; of two with one key the first counts.

    `citing` are texts that may cite besides those of `sources`.
    """
    from toolkit.load.bibliography import read_bibliography
    from toolkit.load.bibliography.library import Library

    references: dict[str, Reference] = {}
    found: list[Reference] = []
    unread: list[str] = []
    libraries: dict[Path, Collection[str]] = {}
    notes: list[Note] = []
    for path in dict.fromkeys(_short(path) for path in paths):
        library = Library.open(path)
        if library is not None:
            libraries[path] = library.index.places.keys()
            found.extend(_cited(library, sources, citing))
            continue
        text = sources.export(path, notes)
        before = len(sources.problems)
        references_of_file = (
            read_bibliography(path, text, sources.problems, notes) if text is not None else ()
        )
        found.extend(references_of_file)
        if not references_of_file and (text is None or len(sources.problems) > before):
            unread.append(path.name)
    for reference in found:
        references.setdefault(reference.id, reference)
    repeated = tuple(reference for reference in found if references[reference.id] is not reference)
    return Bibliography(references, repeated, tuple(unread), _aliases(references), libraries, tuple(notes))


def _aliases(references: dict[str, Reference]) -> dict[str, str]:
    """Former keys that are nobody's key now; of two entries that claim one the first has it."""
    aliases: dict[str, str] = {}
    for reference in references.values():
        for alias in reference.extra.get("ids", "").split(","):
            if alias.strip() and alias.strip() not in references:
                aliases.setdefault(alias.strip(), reference.id)
    return aliases


def _cited(library: Library, sources: Sources, citing: Iterable[str]) -> tuple[Reference, ...]:
    """The entries of a library that anything in the files read so far, or in `citing`, may cite."""
    from toolkit.load.markdown.keys import possible_keys

    keys = {key for text in (*sources.texts.values(), *citing) for key in possible_keys(text)}
    keys.update(key for name in tuple(keys) if name not in library and (key := library.identified(name)))
    sources.problems.extend(library.broken())
    references = library.read(sorted(keys), sources.problems)
    sources.texts[library.path] = library.excerpt()
    return references


def _missing(file: ReviewFile | None, root: Path) -> tuple[str, ...]:
    """The bibliographies that are listed but not there, or that a damaged review.yaml does not tell."""
    listed = bibliographies(file, root) if file is not None else {}
    if file is not None and not listed and file.node.file.damaged:
        return (REVIEW_FILE,)
    return tuple(name.text for name, path in listed.items() if not is_file(path))


def _short(path: Path) -> Path:
    """The path without its `..`, if that still leads to the file: behind a link it need not."""
    short = Path(os.path.normpath(path))
    return short if is_file(short) and short.samefile(path) else path
