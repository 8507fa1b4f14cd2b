"""RIS files, with the departures of Web of Science, Scopus, CNKI, Wanfang and reference managers."""

from __future__ import annotations

import re
from pathlib import Path

from toolkit.load.bibliography.records import references_of
from toolkit.load.bibliography.tagged import Grammar, records_of
from toolkit.model.diagnostic import Note, Problem
from toolkit.model.formats.ris import RIS
from toolkit.model.reference import Reference

RECOGNISED = re.compile(r"(?m)^\ufeff?[ \t]*TY {1,3}-(?: |$)")
_STRICT = re.compile(r"(?m)^\ufeff?TY {2}-")
# Two spaces by the specification. Only a file that never writes two may have one: in others
# `AB - ` at the start of a line is text of an abstract.
_LINE = re.compile(r"\ufeff?(?P<tag>[A-Z][A-Z0-9]) {2,3}-(?P<text>(?: .*)?)$")
_LOOSE = re.compile(r"\ufeff?[ \t]*(?P<tag>[A-Z][A-Z0-9]) {0,3}-(?P<text>(?: .*)?)$")
_HEADER = re.compile(r"(?:Provider|Database|Content|Link|Export Date|EF)\b", re.IGNORECASE)


def read_ris(path: Path, text: str, problems: list[Problem], notes: list[Note]) -> tuple[Reference, ...]:
    """The references of an RIS file in its order."""
    grammar = Grammar("RIS", _LINE if _STRICT.search(text) else _LOOSE, "TY", "ER", "TY", _HEADER)
    return references_of(records_of(path, text, grammar, problems), RIS, notes)
