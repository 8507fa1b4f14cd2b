"""Evidence records as data for other programs: CSV, XLSX, JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from toolkit.render.tables.csv_file import guarded
from toolkit.render.tables.xlsx import EPOCH, NUMBER_DIGITS, with_fixed_dates

_WIDEST = 60
"""Characters of the widest column of a sheet."""


def records_csv(header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """RFC 4180 in UTF-8 with a byte order mark, so that Excel reads Chinese as it is."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(map(guarded, header))
    writer.writerows(map(guarded, row) for row in rows)
    return out.getvalue().encode("utf-8-sig")


def records_json(records: Sequence[Mapping[str, object]]) -> bytes:
    """A list of objects."""
    return (json.dumps(records, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def records_xlsx(
    name: str, header: Sequence[str], rows: Sequence[Sequence[str]], numbers: frozenset[str]
) -> bytes:
    """A workbook with one sheet: a frozen header, a filter, and numbers as numbers in the columns `numbers`.

    The same records give the same bytes.
    """
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    book.properties.creator = "Review Toolkit"
    book.properties.created = EPOCH
    sheet = book.create_sheet(name[:31])
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{len(rows) + 1}"
    for column, title in enumerate(header, 1):
        longest = max((len(row[column - 1]) for row in rows), default=0)
        width = min(_WIDEST, max(len(title), longest) + 2)
        sheet.column_dimensions[get_column_letter(column)].width = width
    bold = Font(bold=True)
    head = []
    for title in header:
        cell = WriteOnlyCell(sheet, title)
        cell.font = bold
        head.append(cell)
    sheet.append(head)
    for row in rows:
        cells = []
        for title, text in zip(header, row, strict=True):
            number = _number(text) if title in numbers else None
            # A text is written as such, so that none is taken for a formula.
            cell = WriteOnlyCell(sheet)
            if number is not None:
                cell.value = number
            elif text:
                cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)
                cell.data_type = "s"
            cells.append(cell)
        sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return with_fixed_dates(out.getvalue())


def _number(text: str) -> Decimal | None:
    """A number that a spreadsheet keeps exactly."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and len(number.as_tuple().digits) <= NUMBER_DIGITS else None
