"""NoteExpress's text export, which CNKI, Wanfang and VIP offer too: `{Title}: …`."""

from __future__ import annotations

import re
from pathlib import Path

from toolkit.load.bibliography.records import references_of
from toolkit.load.bibliography.tagged import Grammar, records_of
from toolkit.model.diagnostic import Note, Problem
from toolkit.model.formats.noteexpress import NOTEEXPRESS
from toolkit.model.reference import Reference

RECOGNISED = re.compile(r"\s*\{Reference Type\} ?[:：]")
_GRAMMAR = Grammar(
    "NoteExpress",
    re.compile(r"\ufeff?\{(?P<tag>[^{}\n]{1,40})\} ?[:：](?P<text>.*)$"),
    "Reference Type",
    type="Reference Type",
)


def read_noteexpress(
    path: Path, text: str, problems: list[Problem], notes: list[Note]
) -> tuple[Reference, ...]:
    """The references of a NoteExpress file in its order."""
    return references_of(records_of(path, text, _GRAMMAR, problems), NOTEEXPRESS, notes)
