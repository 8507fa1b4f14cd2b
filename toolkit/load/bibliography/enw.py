"""EndNote's tagged text (`%0 Journal Article`, .enw), which CNKI, Wanfang and Google Scholar write too."""

from __future__ import annotations

import re
from pathlib import Path

from toolkit.load.bibliography.records import references_of
from toolkit.load.bibliography.tagged import Grammar, records_of
from toolkit.model.diagnostic import Note, Problem
from toolkit.model.formats.endnote import ENW
from toolkit.model.reference import Reference

RECOGNISED = re.compile(r"\s*%0 +[A-Z]")
_GRAMMAR = Grammar(
    "EndNote",
    re.compile(r"\ufeff?%(?P<tag>[0-9A-Z?@!#$\]&()*+^>~<=\[])(?P<text>(?:[ \t].*)?)$"),
    "0",
    type="0",
)


def read_enw(path: Path, text: str, problems: list[Problem], notes: list[Note]) -> tuple[Reference, ...]:
    """The references of an EndNote export file in its order."""
    return references_of(records_of(path, text, _GRAMMAR, problems), ENW, notes)
