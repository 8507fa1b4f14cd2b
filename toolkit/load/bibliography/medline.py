"""PubMed's own format (`PMID- 12345678`, .nbib)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from toolkit.load.bibliography.records import Field, Record, references_of
from toolkit.load.bibliography.tagged import Grammar, records_of
from toolkit.model.diagnostic import Note, Problem
from toolkit.model.formats.medline import MEDLINE
from toolkit.model.reference import Reference

RECOGNISED = re.compile(r"(?m)^\ufeff?PMID ?- *(?:\d|$)")
_GRAMMAR = Grammar(
    "PubMed",
    re.compile(r"\ufeff?(?P<tag>[A-Z][A-Z0-9]{1,3}) {0,2}-(?P<text>(?: .*)?)$"),
    "PMID",
    paragraph=True,
)
_TITLES = ("TI", "BTI", "TT")
_BOOKS = frozenset({"Book", "Book Chapter", "Journal Article"})
_THESIS = "Academic Dissertation"


def read_medline(path: Path, text: str, problems: list[Problem], notes: list[Note]) -> tuple[Reference, ...]:
    """The references of a PubMed file in its order."""
    records = (_prepared(record) for record in records_of(path, text, _GRAMMAR, problems))
    return references_of(records, MEDLINE, notes)


def _prepared(record: Record) -> Record:
    """Its type from the publication types, titles without the full stop that PubMed puts behind all."""
    tags = {field.tag for field in record.fields}
    # `AU` says in short what `FAU` says in full.
    double = {short for short, full in (("AU", "FAU"), ("ED", "FED")) if full in tags}
    fields = [_tidy(field) for field in record.fields if field.tag not in double]
    return Record(publication_type(fields), record.span, fields)


def publication_type(fields: Sequence[Field]) -> str:
    """The one of a record's publication types that says what the work is."""
    tags = {field.tag for field in fields}
    kinds = {field.text: None for field in fields if field.tag == "PT" and field.text in MEDLINE.types}
    if "BTI" in tags and not kinds.keys() - _BOOKS:
        return "Book Chapter" if "TI" in tags and "Book" not in kinds else "Book"
    if "Preprint" in kinds:
        return "Preprint"
    if _THESIS in kinds and tags.isdisjoint({"JT", "TA"}):
        return _THESIS
    return next(iter(kinds), "Journal Article")


def _tidy(field: Field) -> Field:
    return replace(field, text=without_full_stop(field.text)) if field.tag in _TITLES else field


def without_full_stop(title: str) -> str:
    """`Title.` as `Title`, `[Title].` and `[Title.]` as `[Title]`: styles put their own."""
    title = title.strip()
    if title.endswith(".") and not title.endswith(".."):
        title = title[:-1]
    return f"{title[:-2]}]" if title.startswith("[") and title.endswith(".]") else title
