"""What an author may write in each YAML file: the one definition that reading and JSON Schemas share.

A field without a default is required. The docstrings are what an editor shows while one types.

The classes are not frozen, because the reader sets `node`; they live only from a file to the model.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field as default
from typing import Literal

from toolkit.load.reader import Prose, Shape, no_prose
from toolkit.load.yaml_nodes import MappingNode, ScalarNode
from toolkit.model.evidence import FieldType
from toolkit.model.frozen import mutable
from toolkit.model.table import Align
from toolkit.model.units import Measured

# --- review.yaml --------------------------------------------------------------


@mutable
class AuthorEntry(Shape):
    """One author."""

    name: Prose
    """The name, per language; in Latin letters the family name in capitals."""
    affiliations: str | tuple[str, ...] = ()
    """Keys of `affiliations`."""
    orcid: str = ""
    email: str = ""
    corresponding: bool = False
    """Letters to the authors go to this one."""
    roles: str | tuple[str, ...] = ()
    """CRediT roles, such as conceptualization or writing-original-draft."""
    biography: Prose = default(default_factory=no_prose)
    """A few words on the author, where the journal prints them."""


@mutable
class FundingEntry(Shape):
    """One grant."""

    name: Prose
    """Who pays, and the programme."""
    number: str = ""
    """The number of the grant."""


@mutable
class ClassificationEntry(Shape):
    """What libraries and databases file the article under."""

    clc: str = ""
    """中图分类号 (Chinese Library Classification)."""
    document_code: str = ""
    """文献标志码."""
    article_id: str = ""
    """文章编号."""
    doi: str = ""


@mutable
class DatesEntry(Shape):
    """Dates as 2026-03-06."""

    received: str = ""
    revised: str = ""
    accepted: str = ""
    online: str = ""
    published: str = ""


@mutable
class PublicationEntry(Shape):
    """Where the article itself is printed, once that is known."""

    year: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    """First and last page: 754-763."""


@mutable
class CheckEntry(Shape):
    """Settings of `review check`."""

    select: str | tuple[str, ...] = ()
    """Only these rules, by code or the beginning of a code."""
    ignore: str | tuple[str, ...] = ()
    """Not these rules."""
    files: Mapping[str, str | tuple[str, ...]] = default(default_factory=dict)
    """Not these rules in these files: a pattern such as `sections/0*`, then codes."""
    retractions: str = ""
    """A data file of Retraction Watch (CSV): cited works are looked up in it."""


@mutable
class SourceEntry(Shape):
    """A database, register or other place that was searched."""

    name: Prose
    records: int | None = None
    """Records identified there."""
    date: str = ""
    """When it was last searched: 2026-03-06."""
    query: str = ""
    """The search as it was typed there."""


@mutable
class ExclusionEntry(Shape):
    """Reports excluded for one reason."""

    reason: Prose
    reports: int


@mutable
class RemovedEntry(Shape):
    """Records removed before screening."""

    duplicates: int | None = None
    automation: int | None = None
    """Marked as ineligible by automation tools."""
    other: int | None = None


@mutable
class StudiesEntry(Shape):
    """Studies, and the reports in which they were published."""

    studies: int | None = None
    reports: int | None = None


@mutable
class OtherMethodsEntry(Shape):
    """What was found otherwise than in databases and registers."""

    sources: tuple[str | SourceEntry, ...] = ()
    """Websites, organisations, citation searching."""
    reports_sought: int | None = None
    reports_not_retrieved: int | None = None
    reports_assessed: int | None = None
    reports_excluded: int | tuple[ExclusionEntry, ...] | None = None


@mutable
class SearchEntry(Shape):
    """How the literature was searched and selected: the boxes of a PRISMA 2020 flow diagram."""

    databases: tuple[str | SourceEntry, ...] = ()
    """Databases that were searched, with the records identified in each."""
    registers: tuple[str | SourceEntry, ...] = ()
    """Registers that were searched, such as ClinicalTrials.gov."""
    dates: Mapping[Literal["from", "to"], str] = default(default_factory=dict)
    """From when to when works had to be published: {from: 2015-01-01, to: 2025-12-31}."""
    removed: RemovedEntry = default(default_factory=RemovedEntry)
    """Records removed before screening."""
    records_screened: int | None = None
    records_excluded: int | None = None
    """Excluded by title and abstract."""
    reports_sought: int | None = None
    """Reports sought for retrieval."""
    reports_not_retrieved: int | None = None
    reports_assessed: int | None = None
    """Reports assessed for eligibility."""
    reports_excluded: int | tuple[ExclusionEntry, ...] | None = None
    """One number, or a list of reasons with their numbers."""
    other_methods: OtherMethodsEntry = default(default_factory=OtherMethodsEntry)
    previous: StudiesEntry = default(default_factory=StudiesEntry)
    """Included in the previous version, where a review is updated."""
    included: StudiesEntry = default(default_factory=StudiesEntry)
    """Newly included."""
    total: StudiesEntry = default(default_factory=StudiesEntry)
    """Included in all, where a review is updated."""


@mutable
class ReviewFile(Shape):
    """`review.yaml`: what the review is."""

    title: Prose
    language: str
    """The main language: zh-CN, en, …"""
    journal: str
    """A journal's id (see `review journals`), or a profile of your own: ./my-journal.yaml."""
    style: str = ""
    """A CSL style in place of the journal's: an id such as gb-t-7714-2025-numeric (see `review styles`), or
    a file of your own: ./my-style.csl."""
    authors: tuple[AuthorEntry, ...] = ()
    affiliations: Mapping[str, Prose] = default(default_factory=dict)
    """Affiliations by a key of your choice."""
    abstract: Prose | Mapping[str, Prose] = default(default_factory=no_prose)
    """The abstract per language; a structured one as a mapping of part to text."""
    keywords: tuple[ScalarNode, ...] | Mapping[str, tuple[ScalarNode, ...]] = ()
    """A list, or one list per language."""
    classification: ClassificationEntry = default(default_factory=ClassificationEntry)
    funding: tuple[FundingEntry, ...] = ()
    dates: DatesEntry = default(default_factory=DatesEntry)
    column: Prose = default(default_factory=no_prose)
    """The journal's column that the article stands in: 综述, 专题报道."""
    topic: Prose = default(default_factory=no_prose)
    """The special topic under which the journal gathers articles."""
    publication: PublicationEntry = default(default_factory=PublicationEntry)
    statements: Mapping[str, Prose] = default(default_factory=dict)
    """What stands behind the text: conflict_of_interest, data_availability, …"""
    acknowledgements: Prose = default(default_factory=no_prose)
    licence: Prose = default(default_factory=no_prose)
    """Under which terms the article may be used."""
    editor: Prose = default(default_factory=no_prose)
    """Who edits the article for the journal, where it prints that."""
    bibliography: ScalarNode | tuple[ScalarNode, ...] = ()
    """Bibliographies, relative to the review's folder: .bib .ris .json .nbib .enw .xml."""
    journal_list: ScalarNode | tuple[ScalarNode, ...] = ()
    """Names of journals in full and abbreviated, a line each (`Full Name;Abbrev. Name`), for the reference
    list and `review refs abbreviate`; they go before the lists of the journal's profile."""
    abbreviations: Mapping[str, Prose] = default(default_factory=dict)
    """Each abbreviation with its full form."""
    check: CheckEntry = default(default_factory=CheckEntry)
    search: SearchEntry | None = None
    """How the literature was searched: databases, dates, counts."""


# --- sections -----------------------------------------------------------------


@mutable
class SectionFront(Shape):
    """The lines between `---` at the head of a section."""

    id: str = ""
    """What `@sec:` names the section by; without it the file's name after its number."""
    title: Prose = default(default_factory=no_prose)
    role: Literal["", "introduction", "methods", "results", "discussion", "conclusion", "appendix"] = ""
    """What the journal may treat apart, such as an introduction without a heading."""
    numbered: bool = True


# --- tables/*.yaml ------------------------------------------------------------


@mutable
class ColumnEntry(Shape):
    """A column, or a header over several."""

    field: str = ""
    """The field of the records that the column shows."""
    cite: bool | Literal["number", "narrative"] = False
    """The column shows each record's citation: true, or number ([21]) or narrative (Cui et al. [21])
    where the journal's form is not wanted."""
    value: str = ""
    """The column shows an expression over each record's fields: `participants / arms`."""
    id: str = ""
    """What expressions, sort, totals, notes and split call a computed column by."""
    label: Prose = default(default_factory=no_prose)
    """The header; without it the label of the field's schema."""
    columns: tuple[ColumnEntry, ...] = ()
    """The columns under a spanning header; they may span columns in turn."""
    width: float | str | None = None
    """Share of the table's width: 30% or 0.3."""
    align: Align | None = None
    """decimal sets numbers under each other by their decimal points."""
    unit: str = ""
    """A unit that stands in the header and not in the cells."""
    merge: bool = False
    """Equal cells below each other become one."""
    key: bool = False
    """In a table in parts the column stands in every part; without any, the first column does."""


@mutable
class NoteEntry(Shape):
    """A note under the table."""

    text: Prose
    mark: str = ""
    """The mark, such as a; without it the journal's next, in reading order."""
    on: str | tuple[str, ...] = ()
    """What it is a note on: a column (its header), or record.column (one cell)."""


@mutable
class RowsEntry(Shape):
    """How rows stand together."""

    group_by: str | tuple[str, ...] = ()
    """Rows with the same value of this field stand together; several fields make groups in groups."""
    heading: bool = True
    """A heading row stands over each group."""


@mutable
class TotalEntry(Shape):
    """A row of totals."""

    show: Mapping[str, str]
    """What stands under which column: sum, mean, median, min, max, range, n (records that give the field) or
    count (all records), or an expression: `records | mean("age") | round(1)`."""
    over: str | tuple[str, ...] = ("all",)
    """all, or a field of rows.group_by for a row under each group; a list for both."""
    label: Prose = default(default_factory=no_prose)
    """What the row is called in its first cell."""


@mutable
class TableFile(Shape):
    """`tables/*.yaml`: how records become a table."""

    caption: Prose
    records: str
    """The evidence file without its ending."""
    columns: tuple[ColumnEntry, ...]
    id: str = ""
    """What `@tbl:` names the table by; without it the file's name."""
    where: str = ""
    """Which records: an expression such as `source in ["ADSCs", "BMSCs"]`."""
    sort: str | tuple[str, ...] = ()
    """Fields to sort by; `-size` sorts the largest first."""
    rows: RowsEntry = default(default_factory=RowsEntry)
    totals: tuple[TotalEntry, ...] = ()
    """Rows of totals, under groups and under the whole table."""
    transpose: bool = False
    """Each record is a column, each field a row; the first column heads the records."""
    split: str | tuple[str, ...] = ()
    """A wide table in parts: the columns that begin a part, or auto: as many to a part as the page holds."""
    notes: tuple[Prose | NoteEntry, ...] = ()
    abbreviations: Literal["auto", "none"] = "auto"
    """auto explains the abbreviations of review.yaml that occur in the table."""
    missing: str = ""
    """What an empty cell prints; without it what the journal prints."""
    page: Literal["auto", "portrait", "landscape"] = "auto"
    """auto turns the page for a table that is too wide for it."""
    anchor: str = ""
    """Where its citations are numbered: first-mention, placed, section-end (of the section that first
    mentions it), or the id of a section or heading. Without it as the journal does."""


# --- evidence/*.yaml and schemas ------------------------------------------------


@mutable
class EvidenceFile(Shape):
    """`evidence/*.yaml`: records, one study, product or trial each."""

    schema: str
    """A built-in schema (delivery, trial), or a file of your own: ./schemas/mine.yaml."""
    records: tuple[MappingNode, ...]


@mutable
class FieldEntry(Shape):
    """One field of a schema."""

    type: FieldType
    label: Prose = default(default_factory=no_prose)
    """What a column of this field is headed with."""
    required: bool = False
    multiple: bool = False
    """The field holds a list."""
    unit: str = ""
    """The unit where the author types none."""
    measures: Measured = ""
    """For a quantity that may come in several units: what they all measure, such as time."""
    choices: Mapping[str, Prose] | tuple[str, ...] = ()
    """For a choice: each code with its text per language, or codes alone."""
    decimals: int = 1
    """Decimal places of the percentage that is computed for a proportion."""


@mutable
class SchemaFile(Shape):
    """What is recorded of each study: `templates/evidence/*.yaml`, or a file of your own."""

    id: str
    """The name of the schema."""
    fields: Mapping[str, FieldEntry]
    """What a record may say, by name; `id` is there by itself."""
    label: Prose = default(default_factory=no_prose)
