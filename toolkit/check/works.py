"""The references of a review: which are cited, which are the author's to mend, what they are called."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from toolkit.check.passages import Passage, passages
from toolkit.check.per_review import per_review
from toolkit.check.places import named_place
from toolkit.check.rule import Message
from toolkit.model.evidence import FieldValue
from toolkit.model.inline import CiteItem, ResolvedCitation
from toolkit.model.reference import Reference
from toolkit.model.review import ResolvedReview
from toolkit.model.source import Span

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BIBTEX_NAMES = {
    "DOI": "doi",
    "URL": "url",
    "accessed": "urldate",
    "event-title": "eventtitle",
    "issue": "number",
    "issued": "year",
    "page": "pages",
    "container-title": "journal",
}
_BIBTEX_CONTAINERS = {
    "chapter": "booktitle",
    "paper-conference": "booktitle",
    "entry-encyclopedia": "booktitle",
}
_BIBTEX_PUBLISHERS = {"thesis": "school", "report": "institution"}


@per_review
def cited(review: ResolvedReview) -> frozenset[str]:
    """The ids of all references that the text, a table or an evidence record cites."""
    bibliography = review.source.bibliography
    keys = {key for citation in review.citations for key in citation.keys}
    keys.update(entry.key for entry in review.bibliography)
    keys.update(item.key for _, item in record_citations(review))
    found = (bibliography.find(key) for key in keys)
    return frozenset(reference.id for reference in found if reference is not None)


def citations_in_brackets(review: ResolvedReview) -> Iterator[tuple[Passage, int, list[Reference]]]:
    """The citations without names of their own, `[@a; @b]`: passage, place in it, the works that are known.

    A citation none of whose works is known is left out.
    """
    for passage in passages(review):
        for offset, node in passage.nodes():
            if isinstance(node, ResolvedCitation) and not node.source.narrative:
                works = [work for key in node.keys if (work := review.source.bibliography.find(key))]
                if works:
                    yield passage, offset, works


@per_review
def first_citations(review: ResolvedReview) -> Mapping[str, Span | None]:
    """Where each cited reference is cited first, by its id: in the text, else in a record."""
    bibliography = review.source.bibliography
    found: dict[str, Span | None] = {}
    in_text = (item for citation in review.citations for item in citation.source.items)
    for item in (*in_text, *(item for _, item in record_citations(review))):
        reference = bibliography.find(item.key)
        if reference is not None:
            found.setdefault(reference.id, item.span)
    return found


def record_citations(review: ResolvedReview) -> Iterator[tuple[FieldValue, CiteItem]]:
    """Every citation that stands in an evidence record."""
    for records in review.source.evidence.values():
        for record in records.records.values():
            for value in record.values.values():
                for item in value.items:
                    if isinstance(item, CiteItem):
                        yield value, item


def is_own(reference: Reference, review: ResolvedReview) -> bool:
    """Whether a reference stands in a list of the review's own, not in a library that it takes from."""
    path = reference.span.path if reference.span is not None else None
    return (
        path is not None
        and path not in review.source.bibliography.libraries
        and _is_inside(path, review.source.root)
    )


@lru_cache(maxsize=64)
def _is_inside(path: Path, folder: Path) -> bool:
    """By name alone: `review/../shared.bib` is outside."""
    return Path(os.path.normpath(path)).is_relative_to(os.path.normpath(folder))


@per_review
def judged(review: ResolvedReview) -> tuple[Reference, ...]:
    """The references that are the author's to mend: those cited, and all of the review's own files."""
    keys = cited(review)
    return tuple(
        reference
        for reference in review.source.bibliography.references.values()
        if reference.id in keys or is_own(reference, review)
    )


def field_span(reference: Reference, *variables: str) -> Span | None:
    """The place of the first of these fields that is given, else that of the entry."""
    return next(
        (reference.field_spans[name] for name in variables if name in reference.field_spans), reference.span
    )


def place_of(reference: Reference, review: ResolvedReview) -> Message:
    """Where an entry stands, for a message about another one: `references.bib:12`."""
    return named_place(reference.span, review, column=False)


def field_name(reference: Reference, variable: str) -> str:
    """What a CSL variable is called in the author's file: `journal`, not `container-title`, in BibTeX."""
    if reference.span is None or reference.span.path.suffix.lower() != ".bib":
        return variable
    if variable == "container-title":
        return _BIBTEX_CONTAINERS.get(reference.type, "journal")
    if variable == "publisher":
        return _BIBTEX_PUBLISHERS.get(reference.type, "publisher")
    return _BIBTEX_NAMES.get(variable, variable)


def folded(text: str) -> str:
    """A title as it is compared: without formatting, case, accents, punctuation and spaces."""
    plain = unicodedata.normalize("NFKD", _TAG.sub("", text) if "<" in text else text)
    return "".join(filter(str.isalnum, plain.casefold()))


@per_review
def by_first_author(review: ResolvedReview) -> tuple[tuple[Reference, ...], ...]:
    """The references that are judged, those of one first author (or editor) together; no group of one."""
    groups: dict[str, list[Reference]] = {}
    for reference in judged(review):
        names = reference.names.get("author") or reference.names.get("editor") or ()
        if names and (family := folded(names[0].family or names[0].literal)):
            groups.setdefault(family, []).append(reference)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def years_apart(one: Reference, other: Reference) -> int | None:
    """How many years lie between two works; None if one of them has no year."""
    here, there = one.dates.get("issued"), other.dates.get("issued")
    if here is None or there is None or here.year is None or there.year is None:
        return None
    return abs(here.year - there.year)
