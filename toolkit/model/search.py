"""How the literature was searched and selected: the counts of a PRISMA 2020 flow diagram.

The boxes and their names are those of the flow diagram of the PRISMA 2020 statement (Page MJ et al.,
BMJ 2021;372:n71, figure 1) in its widest version: databases and registers beside other methods,
new and updated reviews. A count that was not given is None, never 0.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import Literal, NamedTuple

from toolkit.model.frozen import frozen
from toolkit.model.inline import Localized
from toolkit.model.source import Span


@frozen
class SearchSource:
    """A database, a register or another place that was searched, and the records found there."""

    name: Localized
    records: int | None = None
    date: str = ""
    """When it was last searched: ISO 8601 of any precision."""
    query: str = ""
    span: Span | None = None


@frozen
class Exclusion:
    """Reports excluded for one reason; without a reason where the author gave one number for all."""

    reason: Localized
    reports: int | None
    span: Span | None = None


@frozen
class Retrieval:
    """Reports from the wish to read them to the verdict on them."""

    sought: int | None = None
    not_retrieved: int | None = None
    assessed: int | None = None
    excluded: tuple[Exclusion, ...] = ()

    @property
    def excluded_total(self) -> int | None:
        return total(exclusion.reports for exclusion in self.excluded)


@frozen
class Studies:
    """Studies, and the reports in which they were published."""

    studies: int | None = None
    reports: int | None = None


@frozen
class Search:
    """`search:` of review.yaml."""

    databases: tuple[SearchSource, ...] = ()
    registers: tuple[SearchSource, ...] = ()
    period: tuple[str, str] = ("", "")
    """From when to when works had to be published; ISO 8601, empty where it was not said."""
    duplicates: int | None = None
    """Removed before screening: duplicate records, those marked as ineligible by automation tools, others."""
    automation: int | None = None
    other_removed: int | None = None
    screened: int | None = None
    excluded: int | None = None
    """Records excluded by title and abstract."""
    retrieval: Retrieval = Retrieval()
    other_sources: tuple[SearchSource, ...] = ()
    """Other methods: websites, organisations, citation searching."""
    other_retrieval: Retrieval = Retrieval()
    previous: Studies = Studies()
    """Included in the previous version of an updated review."""
    included: Studies = Studies()
    """Newly included."""
    total: Studies = Studies()
    spans: Mapping[str, Span] = field(default_factory=dict)
    """Place of each count by its key: `records_screened`, `included.studies`."""

    @property
    def identified(self) -> int | None:
        """Records of databases and registers together."""
        return total(source.records for source in (*self.databases, *self.registers))

    @property
    def removed(self) -> int | None:
        """Records removed before screening; what was not given counts as none where something was."""
        return total(
            count for count in (self.duplicates, self.automation, self.other_removed) if count is not None
        )


def total(counts: Iterable[int | None]) -> int | None:
    """The sum; None if there is nothing to add or something is not known."""
    known = 0
    empty = True
    for count in counts:
        if count is None:
            return None
        known, empty = known + count, False
    return None if empty else known


class Mismatch(NamedTuple):
    """Counts that do not add up: what `key` says, what the counts before it make, and how."""

    key: str
    given: int
    expected: int
    sum: str
    """The expected number as it is computed: `532 − 120`."""
    relation: Literal["=", "≤"]


def mismatches(search: Search) -> Iterator[Mismatch]:
    """Every count that does not follow from those before it. Nothing is said of what was not given."""
    seen, other = search.retrieval, search.other_retrieval
    yield from _difference("records_screened", search.screened, search.identified, search.removed or 0)
    yield from _difference("reports_sought", seen.sought, search.screened, search.excluded)
    yield from _difference("reports_assessed", seen.assessed, seen.sought, seen.not_retrieved)
    found = total(source.records for source in search.other_sources)
    if found is not None and other.sought is not None and other.sought > found:
        yield Mismatch("other_methods.reports_sought", other.sought, found, str(found), "≤")
    yield from _difference(
        "other_methods.reports_assessed", other.assessed, other.sought, other.not_retrieved
    )
    yield from _included(search)
    for kind in ("studies", "reports"):
        new, old = getattr(search.included, kind), getattr(search.previous, kind)
        given = getattr(search.total, kind)
        if None not in (new, old, given) and given != old + new:
            yield Mismatch(f"total.{kind}", given, old + new, f"{old} + {new}", "=")


def _difference(key: str, given: int | None, whole: int | None, minus: int | None) -> Iterator[Mismatch]:
    if given is not None and whole is not None and minus is not None and given != whole - minus:
        yield Mismatch(key, given, whole - minus, f"{whole} − {minus}", "=")


def _included(search: Search) -> Iterator[Mismatch]:
    """Reports that were assessed and not excluded are the included ones; a study has at least one."""
    parts: list[tuple[int, int]] = []
    for retrieval in (search.retrieval, search.other_retrieval):
        if retrieval.assessed is not None:
            if retrieval.excluded and retrieval.excluded_total is None:
                return
            parts.append((retrieval.assessed, retrieval.excluded_total or 0))
    reports, studies = search.included.reports, search.included.studies
    if parts and search.retrieval.assessed is not None:
        left = sum(assessed - excluded for assessed, excluded in parts)
        shown = " + ".join(f"{assessed} − {excluded}" for assessed, excluded in parts)
        if reports is not None and reports != left:
            yield Mismatch("included.reports", reports, left, shown, "=")
        if reports is None and studies is not None and studies > left:
            yield Mismatch("included.studies", studies, left, shown, "≤")
    if reports is not None and studies is not None and studies > reports:
        yield Mismatch("included.studies", studies, reports, str(reports), "≤")
