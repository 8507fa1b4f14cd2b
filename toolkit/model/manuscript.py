"""What was understood of a submitted manuscript beyond the review that it is.

A manuscript is checked as a `ResolvedReview`, like a review folder. Here stands what only a file
has that somebody typed: the citations as printed, their form, the entries with their labels, the
captions as numbered by hand. Places are those of `toolkit.model.word`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal, TypeAlias

from toolkit.model.frozen import frozen
from toolkit.model.reference import Reference
from toolkit.model.source import Span
from toolkit.model.word import FieldKind, WordDocument

Form: TypeAlias = Literal[
    "bracket", "full-width", "superscript-bracket", "superscript", "round", "author-year"
]
"""How a citation prints: `[1]`, `［1］`, the same raised, a raised number alone, `(1)`, `(Yang, 2020)`."""
NUMBERED: frozenset[str] = frozenset(("bracket", "full-width", "superscript-bracket", "superscript", "round"))


@frozen
class Group:
    """One number, or one range of numbers, of a citation: the `3-5` of `[1,3-5]`."""

    first: int
    last: int
    span: Span

    @property
    def numbers(self) -> range:
        """The numbers meant; none if the range runs backwards."""
        return range(self.first, self.last + 1)


@frozen
class Cited:
    """One work in a citation: the key of its entry, or an empty one if the list has none."""

    key: str
    printed: str
    """What stands for it: `17`, or `Yang, 2020`."""
    span: Span


@frozen
class Cluster:
    """A citation as printed. A numbered one has groups; its works are those of all groups in order."""

    text: str
    form: Form
    span: Span
    works: tuple[Cited, ...]
    groups: tuple[Group, ...] = ()
    locator: str = ""
    """Pages behind the bracket, as GB/T 7714 prints them: the `15-17` of `[4]15-17`."""
    live: FieldKind | None = None
    """The kind of reference manager that keeps it."""
    place: Literal["text", "table", "caption", "note"] = "text"

    @property
    def narrative(self) -> bool:
        """Whether its first name stands in the sentence, before the bracket: `Yang (2020)`."""
        return self.form == "author-year" and self.text[:1] not in "([（［"


@frozen
class Entry:
    """One entry of the reference list as printed. `number` is that of its label, None without one.

    `text` is the entry without its label, its lines (a version in another language) joined by a
    line end. `reference` has only those fields that were read; `confidence` says how surely.
    """

    key: str
    number: int | None
    label: str
    position: int
    """Its place in the list, from 1."""
    text: str
    span: Span
    reference: Reference
    confidence: Mapping[str, float] = field(default_factory=dict)
    style: str = ""
    translation: Reference | None = None
    expected: str = ""
    """Its first line as the chosen journal prints it; empty if no journal was chosen, or if the fields
    are not read so surely that they can be printed."""


@frozen
class Captioned:
    """The caption of a table or figure with the number that the author gave it."""

    kind: Literal["tbl", "fig"]
    number: int
    language: str
    text: str
    """Behind the number."""
    span: Span
    """The word and the number, `表 1`."""


@frozen
class Manuscript:
    """What was understood of a document beside its text."""

    document: WordDocument
    form: Form | None
    """The form that most citations have; None if there are none."""
    clusters: tuple[Cluster, ...]
    entries: tuple[Entry, ...]
    captions: tuple[Captioned, ...]
    references: Span | None = None
    """The heading of the reference list."""
    numbered_entries: bool = True
    """Whether the entries bear numbers, typed or given by Word."""
