"""A table as CSV: RFC 4180 in UTF-8 with a byte order mark, so that Excel reads Chinese as it is."""

from __future__ import annotations

import csv
import io
import re

from toolkit.model.block import NumberedTable
from toolkit.model.inline import Inline, Inlines, Style, Styled, plain_text
from toolkit.render.tables.flat import flat_body, flat_head
from toolkit.render.tables.text import plain

# What spreadsheets take for the start of a formula, full-width forms and leading white space
# included (OWASP, "CSV Injection").
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?(?:\d[\d,]*(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?\s*%?")


def table_csv(table: NumberedTable, language: str) -> bytes:
    """One header row, then the body. Cells that span rows are repeated, so that every row stands alone.

    Caption and notes are no data and left out, and so are the notes' marks: `1^a^` is the number 1.
    """
    marks = frozenset(note.mark for note in table.table.notes if note.mark and not note.mark.isdecimal())

    def write(nodes: Inlines) -> str:
        return plain(_without_marks(nodes, marks))

    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(map(guarded, flat_head(table, language, write)))
    for row in flat_body(table, write, repeat=True):
        writer.writerow(map(guarded, row.cells))
    return out.getvalue().encode("utf-8-sig", "replace")


def _without_marks(nodes: Inlines, marks: frozenset[str]) -> Inlines:
    """The cell without marks of notes. Numbers as marks stay: they could be exponents."""
    return tuple(node for node in nodes if not (_is_raised(node) and plain_text((node,)) in marks))


def _is_raised(node: Inline) -> bool:
    return isinstance(node, Styled) and node.style is Style.SUPER


def guarded(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet would run it as a formula.

    Excel, LibreOffice and WPS read a cell that begins with `=`, `+`, `-` or `@` as a formula, in a
    CSV file too. Plain numbers such as `-1.5` are none and stay as they are, so that they remain
    numbers; everything else of that kind is shown with its apostrophe and can do no harm.
    """
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text.strip()):
        return f"'{text}"
    return text
