"""CNKI's own text export (“自定义”): `Title-题名: …`."""

from __future__ import annotations

import re
from pathlib import Path

from toolkit.load.bibliography.records import references_of
from toolkit.load.bibliography.tagged import Grammar, records_of
from toolkit.model.diagnostic import Note, Problem
from toolkit.model.formats.cnki import CNKI
from toolkit.model.reference import Reference

RECOGNISED = re.compile(r"\ufeff?\s*SrcDatabase-来源库 ?[:：]")
_GRAMMAR = Grammar(
    "CNKI",
    # The Chinese name of a tag varies; only 页数 (how many pages) makes another of the tag for 页码.
    re.compile(
        r"\ufeff?(?P<tag>[A-Z][A-Za-z]{1,19}(?:-页数)?)(?:-[^\s:：]{1,12}|(?<=页数)) ?[:：](?P<text>.*)$"
    ),
    "SrcDatabase",
    type="SrcDatabase",
)


def read_cnki(path: Path, text: str, problems: list[Problem], notes: list[Note]) -> tuple[Reference, ...]:
    """The references of a CNKI file in its order."""
    return references_of(records_of(path, text, _GRAMMAR, problems), CNKI, notes)
