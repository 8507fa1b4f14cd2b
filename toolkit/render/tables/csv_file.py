"""A table as CSV: RFC 4180 in UTF-8 with a byte order mark, so that Excel reads Chinese as it is."""

from __future__ import annotations

import csv
import io
import re

from toolkit.model.block import NumberedTable
from toolkit.render.tables.flat import flat_body, flat_head
from toolkit.render.tables.text import plain

# What spreadsheets take for the start of a formula, full-width forms and leading white space
# included (OWASP, "CSV Injection").
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_NUMBER = re.compile(r"[+-]?(?:\d[\d,]*(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?\s*%?")


def table_csv(table: NumberedTable, language: str) -> bytes:
    """One header row, then the body. Cells that span rows are repeated, so that every row stands alone.

    Caption and notes are no data and left out.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(map(guarded, flat_head(table, language, plain)))
    for row in flat_body(table, plain, repeat=True):
        writer.writerow(map(guarded, row.cells))
    return out.getvalue().encode("utf-8-sig", "replace")


def guarded(text: str) -> str:
    """The text with an apostrophe before it if a spreadsheet would run it as a formula.

    Excel, LibreOffice and WPS read a cell that begins with `=`, `+`, `-` or `@` as a formula, in a
    CSV file too. Plain numbers such as `-1.5` are none and stay as they are, so that they remain
    numbers; everything else of that kind is shown with its apostrophe and can do no harm.
    """
    if _FORMULA.match(text) and not _NUMBER.fullmatch(text.strip()):
        return f"'{text}"
    return text
