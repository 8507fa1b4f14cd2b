"""What `review table` reads: a review, or a folder that holds evidence and tables and no review at all.

The least that is needed is one file: a spreadsheet, or records. Without a specification a table shows every
field that a record gives; without `review.yaml` the language is that of the records, and the journal is
named in the command or is the plain form of the language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from toolkit.errors import ToolkitError
from toolkit.load.evidence import EvidenceReader
from toolkit.load.ids import Ids
from toolkit.load.journal import load_journal, read_style
from toolkit.load.journal_lists import lists_of, with_journal_forms
from toolkit.load.languages import is_language
from toolkit.load.paths import files_in, is_file
from toolkit.load.project import candidates, evidence_sets, library_of, load_review, table_specs
from toolkit.load.rich import RichText
from toolkit.load.sources import Sources
from toolkit.load.tables_of_file import SHEETS, read_sheet, sheet_table, texts_of
from toolkit.model.block import TableBlock, walk_blocks
from toolkit.model.diagnostic import Problem
from toolkit.model.evidence import RecordSet
from toolkit.model.inline import Localized, Text, primary
from toolkit.model.journal import Journal
from toolkit.model.review import REVIEW_FILE, LoadedReview, Metadata, Section
from toolkit.model.scripts import has_han
from toolkit.model.source import Span
from toolkit.model.tablespec import ColumnSpec, TableSpec
from toolkit.resources import templates

_BIBLIOGRAPHIES: Final = (".bib", ".ris", ".nbib", ".enw")
_YAML: Final = (".yaml", ".yml")
_FOLDERS: Final = ("tables", "evidence")
_REMEDY: Final = (
    "`review table studies.csv` makes a table of a spreadsheet as it stands; `review evidence import` "
    "makes records of one, and `review table` in their folder tables of these."
)


def load_tables(
    path: Path,
    ids: Iterable[str] = (),
    *,
    journal: str | None = None,
    language: str | None = None,
    sheet: str = "",
    heard: Callable[[float], None] | None = None,
) -> LoadedReview:
    """The review at `path`, with every table in it placed; those that its text does not place come last.

    `path` is the folder of a review, one with `evidence/` and perhaps `tables/`, or a file: a spreadsheet
    is a table as it stands, records in YAML are one of their fields. An id that is no table but a record
    set makes a table of its fields; without any specification every record set does. `heard` hears of the
    share of a large file that is read. Raises
    `ToolkitError` where there is neither.
    """
    ids = tuple(ids)
    if path.is_file() and path.name != REVIEW_FILE:
        return _placed(_one_file(path, journal, language, sheet, Sources([], heard=heard)), ())
    bare = not is_file(path / REVIEW_FILE)
    if bare and not any((path / folder).is_dir() for folder in _FOLDERS):
        raise _nothing_there(path)
    if bare:
        review = _bare_folder(path, journal, language, Sources([], heard=heard))
    else:
        review = load_review(path, journal=journal, needs_text=False, heard=heard)
        if language:
            review = replace(review, metadata=replace(review.metadata, language=language))
    review = _with_default_tables(review, ids)
    return _placed(review, [name for name in ids if name in review.tables] if bare else [])


def _placed(review: LoadedReview, named: Iterable[str]) -> LoadedReview:
    """The review with the tables placed that its text does not place: those named, else all."""
    named = tuple(named)
    placed = {
        block.id
        for section in review.sections
        for block in walk_blocks(section.blocks)
        if isinstance(block, TableBlock)
    }
    rest = [name for name in named or review.tables if name not in placed]
    blocks = tuple(TableBlock(name, span=review.tables[name].span) for name in dict.fromkeys(rest))
    end = Section("", Localized(), blocks, review.root, Span.at(review.root), numbered=False)
    return replace(review, sections=(*review.sections, end)) if blocks else review


def _nothing_there(path: Path) -> ToolkitError:
    """What to do where there is nothing that tables could be made of."""
    if not path.exists():
        return ToolkitError.of(f"There is no file or folder {path}.", help=candidates(path, _REMEDY))
    sheet = next((file.name for file in files_in(path, SHEETS, path, [])), None)
    return ToolkitError.of(
        f"There is nothing in {path} to make tables of.",
        help=f"`review table {sheet}` makes a table of that spreadsheet as it stands."
        if sheet
        else candidates(path, _REMEDY),
    )


def _bare_folder(root: Path, journal: str | None, language: str | None, sources: Sources) -> LoadedReview:
    """Evidence and tables of a folder without `review.yaml`, and the bibliographies that lie in it."""
    paths = [path for folder in _FOLDERS for path in files_in(root / folder, _YAML, root, sources.problems)]
    language = _language(language, (sources.text(path) or "" for path in paths))
    rich = RichText(language, sources.problems)
    evidence = evidence_sets(root, sources, rich)
    specs = table_specs(root, sources, rich, Ids(sources.problems))
    return _review(root, root.name, journal, language, sources, evidence, specs)


def _one_file(
    path: Path, journal: str | None, language: str | None, name: str, sources: Sources
) -> LoadedReview:
    """A spreadsheet (`name`: its sheet), or records in YAML, and the bibliographies that lie beside it."""
    root = path.parent
    if path.suffix.lower() in _YAML:
        language = _language(language, (sources.text(path) or "",))
        sets: dict[str, RecordSet] = {}
        EvidenceReader(root, sources, RichText(language, sources.problems)).read(path, sets)
        specs = {key: default_table(records) for key, records in sets.items()}
        return _review(root, path.stem, journal, language, sources, sets, specs)
    if path.suffix.lower() not in SHEETS:
        raise ToolkitError.of(
            f"{path.name} is no table that can be read.",
            help=f"Tables are made from {', '.join((*SHEETS, *_YAML))}, or from the folder of a review.",
        )
    sheet = read_sheet(path, sources.problems, name)
    if sheet is None or sources.problems:
        raise ToolkitError(*sources.problems)
    cells = tuple(texts_of(sheet))
    language = _language(language, cells)
    records, spec = sheet_table(sheet, path, language, sources.problems)
    return _review(root, path.stem, journal, language, sources, {spec.id: records}, {spec.id: spec}, cells)


def _review(
    root: Path,
    title: str,
    journal: str | None,
    language: str,
    sources: Sources,
    evidence: Mapping[str, RecordSet],
    specs: Mapping[str, TableSpec],
    cells: tuple[str, ...] = (),
) -> LoadedReview:
    """A review that is tables and nothing else. `cells` are the texts of a spreadsheet."""
    problems = sources.problems
    profile, style = read_style(_profile(root, journal, language, sources), root, None, problems)
    # Where nothing is cited, a library that happens to lie here can do no harm, even a damaged one.
    cites = any("@" in text for text in (*cells, *sources.texts.values()))
    paths = tuple(files_in(root, _BIBLIOGRAPHIES, root, problems)) if cites else ()
    library = library_of(paths, sources, cells)
    return LoadedReview(
        root=root,
        metadata=Metadata(Localized({primary(language): (Text(title),)}), language, profile.id),
        journal=profile,
        sections=(),
        evidence=evidence,
        tables=specs,
        bibliography=with_journal_forms(library, lists_of((), profile), profile, sources),
        sources=sources.texts,
        problems=tuple(problems),
        style_source=style,
    )


def _language(wanted: str | None, texts: Iterable[str]) -> str:
    """The language that was asked for, else Chinese if there is an ideograph in the files, else English."""
    language = wanted or ("zh-CN" if any(map(has_han, texts)) else "en")
    if not is_language(language):
        raise ToolkitError(Problem(f"“{language}” is no language.", None, "Write zh-CN, en, …"))
    return language


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
