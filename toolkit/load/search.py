"""`search:` of review.yaml → `Search`."""

from __future__ import annotations

from collections.abc import Iterable

from toolkit.load.quantities import UnfitError
from toolkit.load.reader import Prose
from toolkit.load.rich import RichText
from toolkit.load.shapes import ExclusionEntry, OtherMethodsEntry, SearchEntry, SourceEntry, StudiesEntry
from toolkit.load.values import parse_date
from toolkit.load.yaml_nodes import MappingNode, Node, ScalarNode, SequenceNode, key_places
from toolkit.model.diagnostic import Problem
from toolkit.model.inline import Localized
from toolkit.model.search import Exclusion, Retrieval, Search, SearchSource, Studies
from toolkit.model.source import Span
from toolkit.nearest import did_you_mean

_PERIOD = ("from", "to")


def read_search(entry: SearchEntry, rich: RichText) -> Search:
    """The search with its counts; a negative count or a date that is none is a problem."""
    node, problems = entry.node, rich.problems
    _check_counts(node, problems)
    other = entry.other_methods
    return Search(
        databases=_sources(entry.databases, node.get("databases"), rich),
        registers=_sources(entry.registers, node.get("registers"), rich),
        period=_period(entry, problems),
        duplicates=entry.removed.duplicates,
        automation=entry.removed.automation,
        other_removed=entry.removed.other,
        screened=entry.records_screened,
        excluded=entry.records_excluded,
        retrieval=_retrieval(entry, node, rich),
        other_sources=_sources(other.sources, _inner(node, "other_methods", "sources"), rich),
        other_retrieval=_retrieval(other, node.get("other_methods"), rich),
        previous=_studies(entry.previous),
        included=_studies(entry.included),
        total=_studies(entry.total),
        spans=dict(key_places(node)),
    )


def _inner(node: MappingNode, key: str, inner: str) -> Node | None:
    outer = node.get(key)
    return outer.get(inner) if isinstance(outer, MappingNode) else None


def _studies(entry: StudiesEntry) -> Studies:
    return Studies(entry.studies, entry.reports)


def _sources(
    entries: Iterable[str | SourceEntry], node: Node | None, rich: RichText
) -> tuple[SearchSource, ...]:
    """The places that were searched; one that is a name alone stands in a list of `node`."""
    items = node.items if isinstance(node, SequenceNode) else ()
    names = [item for item in items if isinstance(item, ScalarNode) and not item.is_null]
    found = []
    for entry in entries:
        if isinstance(entry, str):
            name = names.pop(0)
            found.append(SearchSource(rich.localized(Prose({"": name})), span=name.span))
            continue
        _check_date(entry.date, entry.node.span_of("date"), rich.problems)
        found.append(
            SearchSource(rich.localized(entry.name), entry.records, entry.date, entry.query, entry.node.span)
        )
    return tuple(found)


def _retrieval(entry: SearchEntry | OtherMethodsEntry, node: Node | None, rich: RichText) -> Retrieval:
    return Retrieval(
        entry.reports_sought,
        entry.reports_not_retrieved,
        entry.reports_assessed,
        _exclusions(entry.reports_excluded, node, rich),
    )


def _exclusions(
    entries: int | tuple[ExclusionEntry, ...] | None, node: Node | None, rich: RichText
) -> tuple[Exclusion, ...]:
    if entries is None:
        return ()
    if isinstance(entries, int):
        span = node.span_of("reports_excluded") if isinstance(node, MappingNode) else None
        return (Exclusion(Localized(), entries, span),)
    return tuple(Exclusion(rich.localized(entry.reason), entry.reports, entry.node.span) for entry in entries)


def _period(entry: SearchEntry, problems: list[Problem]) -> tuple[str, str]:
    node = entry.node.get("dates")
    for key, text in entry.dates.items():
        place = node.entries[key] if isinstance(node, MappingNode) else None
        if key not in _PERIOD:
            problems.append(
                Problem(
                    f"“dates” of the search has no field “{key}”." + did_you_mean(key, _PERIOD),
                    place.key.span if place else entry.node.span,
                    "Its fields are from, to.",
                )
            )
        else:
            _check_date(text, place.value.span if place else entry.node.span, problems)
    return entry.dates.get("from", ""), entry.dates.get("to", "")


def _check_date(text: str, span: Span, problems: list[Problem]) -> None:
    if text:
        try:
            parse_date(text)
        except UnfitError as error:
            problems.append(Problem(f"{str(error)[:1].upper()}{str(error)[1:]}.", span, "Write 2026-03-06."))


def _check_counts(node: Node, problems: list[Problem]) -> None:
    """Below `search:` every number counts something."""
    if isinstance(node, MappingNode):
        for entry in node:
            _check_counts(entry.value, problems)
    elif isinstance(node, SequenceNode):
        for item in node.items:
            _check_counts(item, problems)
    elif node.integer is not None and node.integer < 0:
        problems.append(
            Problem(f"{node.text} counts nothing.", node.span, "Write the number of records, 0 or more.")
        )
