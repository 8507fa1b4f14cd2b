"""A review: as its author wrote it (`LoadedReview`) and as it prints (`ResolvedReview`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from toolkit.model.block import (
    Block,
    Blocks,
    Footnote,
    NumberedFigure,
    NumberedFootnote,
    NumberedTable,
    Suppression,
)
from toolkit.model.diagnostic import Problem
from toolkit.model.evidence import RecordSet
from toolkit.model.frozen import frozen
from toolkit.model.inline import Inlines, Localized, ResolvedCitation, primary
from toolkit.model.journal import Journal
from toolkit.model.reference import Bibliography, Reference
from toolkit.model.source import Span
from toolkit.model.tablespec import TableSpec

if TYPE_CHECKING:
    from toolkit.model.manuscript import Manuscript
    from toolkit.model.search import Search


REVIEW_FILE: Final = "review.yaml"
"""The file that makes a folder a review."""


@frozen
class Author:
    name: Localized
    affiliations: tuple[str, ...] = ()
    """Ids of `Metadata.affiliations`."""
    orcid: str = ""
    email: str = ""
    corresponding: bool = False
    roles: tuple[str, ...] = ()
    """CRediT roles."""
    biography: Localized = field(default_factory=Localized)
    span: Span | None = None


@frozen
class Funding:
    name: Localized
    number: str = ""


@frozen
class AbstractPart:
    """One part of an abstract; a plain abstract has one part without a name."""

    name: str
    content: Localized


@frozen
class Abbreviation:
    """An abbreviation of review.yaml and its full form in each language."""

    short: str
    full: Localized
    span: Span | None = None


@frozen
class CheckSettings:
    """`check:` of review.yaml. Codes or prefixes of codes; `files` maps a glob to codes ignored there.

    `retractions` is a Retraction Watch data file, relative to the review's folder.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    files: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    retractions: str = ""


@frozen
class Metadata:
    """The content of review.yaml."""

    title: Localized
    language: str
    """BCP 47 tag of the main language."""
    journal: str
    authors: tuple[Author, ...] = ()
    affiliations: Mapping[str, Localized] = field(default_factory=dict)
    abstract: tuple[AbstractPart, ...] = ()
    keywords: Mapping[str, tuple[Inlines, ...]] = field(default_factory=dict)
    """By primary language subtag."""
    classification: Mapping[str, str] = field(default_factory=dict)
    funding: tuple[Funding, ...] = ()
    dates: Mapping[str, str] = field(default_factory=dict)
    """received, revised, accepted, online, published: ISO 8601."""
    statements: Mapping[str, Localized] = field(default_factory=dict)
    acknowledgements: Localized = field(default_factory=Localized)
    bibliography: tuple[Path, ...] = ()
    journal_list: tuple[Path, ...] = ()
    """Lists of journal names, the review's own before those of the journal's profile."""
    abbreviations: Mapping[str, Abbreviation] = field(default_factory=dict)
    check: CheckSettings = CheckSettings()
    spans: Mapping[str, Span] = field(default_factory=dict)
    """Place of each key that was given, nested keys with dots: `abstract.zh`."""
    column: Localized = field(default_factory=Localized)
    """The journal's column: 专题报道, 综述."""
    publication: Mapping[str, str] = field(default_factory=dict)
    """Where the article itself is printed: year, volume, issue, pages."""
    licence: Localized = field(default_factory=Localized)
    editor: Localized = field(default_factory=Localized)
    """Who edited the article for the journal."""
    topic: Localized = field(default_factory=Localized)
    """The special topic under which the journal gathers articles: 生育力保护."""
    search: Search | None = None
    """How the literature was searched and selected; None where review.yaml does not say."""


@frozen
class Section:
    """One file of `sections/`. `role` is `introduction` where the journal may treat it apart."""

    id: str
    title: Localized
    blocks: Blocks
    path: Path
    span: Span
    role: str = ""
    numbered: bool = True
    footnotes: Mapping[str, Footnote] = field(default_factory=dict)
    suppressions: tuple[Suppression, ...] = ()


@frozen
class LoadedReview:
    """A review folder as read. `problems` lists what could not be read; the rest is still usable."""

    root: Path
    metadata: Metadata
    journal: Journal
    sections: tuple[Section, ...]
    evidence: Mapping[str, RecordSet]
    tables: Mapping[str, TableSpec]
    bibliography: Bibliography
    sources: Mapping[Path, str]
    """Text of every file read, by path, so that a message can show the line."""
    problems: tuple[Problem, ...] = ()
    style_source: bytes = b""
    """The CSL style where it is a file of the review's folder; else nothing, and its id is in the profile."""


@frozen
class MatterBlock:
    """A block of the front or back matter, ready to print.

    `part` is as in `journal.MatterPart`, but each statement is a block of its own
    (`statement`). `content` has one run of text per paragraph. The block `references` marks
    the place of the reference list and carries its heading; it has no content.
    """

    part: str
    language: str
    label: str
    content: tuple[Inlines, ...]
    label_own_line: bool = False
    heading: bool = False
    new_page: bool = False


@frozen
class BibliographyEntry:
    """One entry of the reference list. `label` is what stands at its left, such as `[14]`.

    `content` is the entry without its label; `translation` the version in the other
    language where the journal prints it on a second line.
    """

    key: str
    number: int
    label: str
    content: Inlines
    language: str
    reference: Reference
    translation: Inlines = ()


@frozen
class Unresolved:
    """A source node that nothing answers to: an unknown citation key, target or footnote, a bad value."""

    kind: str
    """citation, cross-reference, footnote, value, table; of a table's specification record-set, field,
    expression, column, id, total, group, split, note."""
    name: str
    reason: str
    span: Span | None


@frozen
class Mention:
    """A place in the text that names a table, figure, section or equation, in reading order."""

    kind: str
    id: str
    span: Span | None


@frozen
class ResolvedSection:
    """A section with its numbers given; its heading, if it prints, is the first block."""

    source: Section
    blocks: Blocks


@frozen
class ResolvedReview:
    """A review as it prints: every number given, every value computed, for every format alike."""

    source: LoadedReview
    language: str
    """Main language, BCP 47."""
    title: str
    """The title in the main language, as plain text."""
    front: tuple[MatterBlock, ...]
    sections: tuple[ResolvedSection, ...]
    back: tuple[MatterBlock, ...]
    footnotes: tuple[NumberedFootnote, ...]
    references_heading: str
    bibliography: tuple[BibliographyEntry, ...]
    citations: tuple[ResolvedCitation, ...]
    """Every citation in the order in which it takes its number, those of tables included."""
    tables: Mapping[str, NumberedTable] = field(default_factory=dict)
    figures: Mapping[str, NumberedFigure] = field(default_factory=dict)
    mentions: tuple[Mention, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    warnings: tuple[str, ...] = ()
    """What the CSL engine had to say."""
    manuscript: Manuscript | None = None
    """What only a submitted file has; None for a review folder."""

    @property
    def journal(self) -> Journal:
        return self.source.journal

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(block for section in self.sections for block in section.blocks)

    @property
    def main_title(self) -> MatterBlock | None:
        """The title in the language of the text; where the journal does not print it, the one that it prints
        first; None if it prints none."""
        titles = [block for block in self.front if block.part == "title"]
        own = (block for block in titles if primary(block.language) == primary(self.language))
        return next(own, titles[0] if titles else None)
