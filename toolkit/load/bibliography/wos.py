"""The plain text (“ISI”) export of Web of Science."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from toolkit.load.bibliography.records import Field, references_of
from toolkit.load.bibliography.tagged import Grammar, records_of
from toolkit.model.diagnostic import Note, Problem
from toolkit.model.formats.wos import WOS
from toolkit.model.reference import Reference

RECOGNISED = re.compile(r"\s*(?:FN [^\n]*\n(?:VR [^\n]*\n)?)?PT [JBCSP]\s*\n(?:[A-Z][A-Z0-9] |   )")
_GRAMMAR = Grammar(
    "Web of Science",
    re.compile(r"\ufeff?(?P<tag>[A-Z][A-Z0-9])(?P<text>(?: .*)?)$"),
    "PT",
    "ER",
    "PT",
    re.compile(r"\ufeff?(?:FN|VR|EF)\b"),
    repeat=True,
    people=frozenset({"AU", "AF", "CA", "BE", "BA", "BF", "ED", "GP"}),
    paragraph=True,
)


def read_wos(path: Path, text: str, problems: list[Problem], notes: list[Note]) -> tuple[Reference, ...]:
    """The references of a Web of Science file in its order."""
    found = records_of(path, text, _GRAMMAR, problems)
    records = (replace(record, fields=without_short_names(record.fields)) for record in found)
    return references_of(records, WOS, notes)


def without_short_names(fields: list[Field]) -> list[Field]:
    """`AU` says in short what `AF` says in full."""
    full = any(field.tag == "AF" for field in fields)
    return [field for field in fields if not (full and field.tag == "AU")]
