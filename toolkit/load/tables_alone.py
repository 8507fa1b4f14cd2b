"""What `review table` reads: a review, or a folder that holds evidence and tables and no review at all.

The least that an author writes is one file of records. Without a specification a table shows every field
that a record gives; without `review.yaml` the language is that of the records, and the journal is named in
the command or is the plain form of the language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from toolkit.errors import ToolkitError
from toolkit.load.ids import Ids
from toolkit.load.journal import load_journal, read_style
from toolkit.load.journal_lists import lists_of, with_journal_forms
from toolkit.load.languages import is_language
from toolkit.load.paths import files_in, is_file
from toolkit.load.project import REVIEW_FILE, evidence_sets, library_of, load_review, table_specs
from toolkit.load.rich import RichText
from toolkit.load.sources import Sources
from toolkit.model.block import TableBlock, walk_blocks
from toolkit.model.diagnostic import Problem
from toolkit.model.evidence import RecordSet
from toolkit.model.inline import Localized, Text, primary
from toolkit.model.journal import Journal
from toolkit.model.review import LoadedReview, Metadata, Section
from toolkit.model.source import Span
from toolkit.model.tablespec import ColumnSpec, TableSpec
from toolkit.resources import templates

_BIBLIOGRAPHIES: Final = (".bib", ".ris", ".nbib", ".enw")
_YAML: Final = (".yaml", ".yml")
_FOLDERS: Final = ("tables", "evidence")
_IDEOGRAPH: Final = re.compile("[\u4e00-\u9fff]")


def load_tables(
    path: Path, ids: Iterable[str] = (), *, journal: str | None = None, language: str | None = None
) -> LoadedReview:
    """The review at `path`, with every table in it placed; those that its text does not place come last.

    `path` is the folder of a review, or one with `evidence/` and perhaps `tables/`. An id that is no table
    but a record set makes a table of its fields; without any specification every record set does. Raises
    `ToolkitError` where there is neither.
    """
    ids = tuple(ids)
    bare = not is_file(path / REVIEW_FILE) and any((path / folder).is_dir() for folder in _FOLDERS)
    if bare:
        review = _bare_folder(path, journal, language)
    else:
        review = load_review(path, journal=journal, needs_text=False)
        if language:
            review = replace(review, metadata=replace(review.metadata, language=language))
    review = _with_default_tables(review, ids)
    placed = {
        block.id
        for section in review.sections
        for block in walk_blocks(section.blocks)
        if isinstance(block, TableBlock)
    }
    named = [name for name in ids if name in review.tables] if bare else []
    rest = [name for name in named or review.tables if name not in placed]
    blocks = tuple(TableBlock(name, span=review.tables[name].span) for name in dict.fromkeys(rest))
    end = Section("", Localized(), blocks, review.root, Span.at(review.root), numbered=False)
    return replace(review, sections=(*review.sections, end)) if blocks else review


def _bare_folder(root: Path, journal: str | None, language: str | None) -> LoadedReview:
    """Evidence and tables of a folder without `review.yaml`, and the bibliographies that lie in it."""
    problems: list[Problem] = []
    sources = Sources(problems)
    paths = [path for folder in _FOLDERS for path in files_in(root / folder, _YAML, root, problems)]
    language = language or _language(sources.text(path) or "" for path in paths)
    if not is_language(language):
        raise ToolkitError(Problem(f"“{language}” is no language.", None, "Write zh-CN, en, …"))
    profile = _profile(root, journal, language, sources)
    profile, style = read_style(profile, root, None, problems)
    rich = RichText(language, problems)
    title = Localized({primary(language): (Text(root.name),)})
    library = library_of(tuple(files_in(root, _BIBLIOGRAPHIES, root, problems)), sources)
    return LoadedReview(
        root=root,
        metadata=Metadata(title, language, profile.id),
        journal=profile,
        sections=(),
        evidence=evidence_sets(root, sources, rich),
        tables=table_specs(root, sources, rich, Ids(problems)),
        bibliography=with_journal_forms(library, lists_of((), profile), profile, sources),
        sources=sources.texts,
        problems=tuple(problems),
        style_source=style,
    )


def _language(texts: Iterable[str]) -> str:
    """Chinese if there is an ideograph in the files, else English."""
    return "zh-CN" if any(map(_IDEOGRAPH.search, texts)) else "en"


def _profile(root: Path, journal: str | None, language: str, sources: Sources) -> Journal:
    """The journal that was named, else what the journals of the language share."""
    base = templates() / "journals" / ("_chinese" if primary(language) == "zh" else "_english")
    found = load_journal(journal or base.name, root, sources.problems, texts=sources.texts)
    if found is None:
        raise ToolkitError(*sources.problems)
    return found


# --- tables that nobody specified ---------------------------------------------------


def _with_default_tables(review: LoadedReview, ids: Iterable[str]) -> LoadedReview:
    wanted = [name for name in ids if name not in review.tables] if review.tables else list(review.evidence)
    made = {name: default_table(review.evidence[name]) for name in wanted if name in review.evidence}
    return replace(review, tables={**review.tables, **made})


def default_table(records: RecordSet) -> TableSpec:
    """A table of every field that a record gives, in the order of the schema, citations last."""
    given = {name for record in records.records.values() for name in record.values}
    columns = [
        ColumnSpec(field=name, span=records.span)
        for name, field in records.schema.fields.items()
        if name in given and field.type != "citation"
    ]
    if "cite" in given:
        columns.append(ColumnSpec(cite=True, span=records.span))
    return TableSpec(
        id=records.name,
        caption=_labels(records.schema.labels, records.name),
        records=records.name,
        columns=tuple(columns),
        span=records.span,
    )


def _labels(labels: Mapping[str, str], name: str) -> Localized:
    return Localized({language: (Text(label),) for language, label in (labels or {"en": name}).items()})
