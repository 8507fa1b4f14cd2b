"""CSV files and Excel workbooks as rows of texts, each cell with its place.

What would be lost or guessed at is refused: merged cells, formulas, cells that hold an error.
"""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from toolkit.load.text import decode_export, read_bytes
from toolkit.model.diagnostic import Problem
from toolkit.model.frozen import frozen
from toolkit.model.source import Span

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_DELIMITERS = ",;\t"
_MOST_PROBLEMS = 20
_DAMAGES = (
    *(zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError),
    *(KeyError, IndexError, AttributeError, ValueError, TypeError, OverflowError, SyntaxError),
)
"""What zipfile and openpyxl raise where a part of the package is damaged or missing (XML: SyntaxError)."""
_SAVE_AS = "Open it in Excel or WPS and save it as “Excel workbook (.xlsx)”."


@frozen
class SheetCell:
    """A cell: its text, and its place as its program names it (`row 3, column B`; `cell B3`)."""

    text: str
    place: str
    span: Span


@frozen
class Sheet:
    """The header, and the rows below it, empty rows left out. No row is longer than the header."""

    name: str
    header: tuple[SheetCell, ...]
    rows: tuple[tuple[SheetCell, ...], ...]


def read_csv(path: Path, problems: list[Problem]) -> Sheet | None:
    """A CSV file, its columns parted by commas, semicolons or tabs.

    It is UTF-8, or GB18030, as Excel saves CSV on a Chinese Windows.
    """
    data = read_bytes(path, problems)
    text = decode_export(data, path, problems, []) if data is not None else None
    if text is None:
        return None
    first = text.split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[SheetCell, ...]] = []
    start = 1
    try:
        for cells in reader:
            rows.append(
                tuple(
                    SheetCell(
                        _unguarded(cell), f"row {start}, column {_letters(number)}", Span.at(path, start)
                    )
                    for number, cell in enumerate(cells, 1)
                )
            )
            start = reader.line_num + 1
    except csv.Error as error:
        problems.append(
            Problem(
                f"{path.name} is no CSV file that can be read: {error}.",
                Span.at(path, max(1, reader.line_num)),
                "Look for a quotation mark that is never closed, or save the table again as CSV UTF-8.",
            )
        )
        return None
    return _sheet(path, path.name, rows, problems)


def _unguarded(text: str) -> str:
    """Without the apostrophe that keeps spreadsheets from taking a text for a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in {"=", "+", "-", "@"} else text


def _letters(number: int) -> str:
    """The name of a column, counted from 1: A, …, Z, AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _sheet(path: Path, name: str, rows: list[tuple[SheetCell, ...]], problems: list[Problem]) -> Sheet | None:
    filled = [row for row in rows if any(cell.text.strip() for cell in row)]
    if not filled:
        problems.append(Problem(f"{name} is empty.", Span.at(path), "Its first row must name the columns."))
        return None
    header, *below = filled
    width = max(number for number, cell in enumerate(header, 1) if cell.text.strip())
    for row in below:
        extra = next((cell for cell in row[width:] if cell.text.strip()), None)
        if extra is not None:
            problems.append(
                Problem(
                    f"{name}, {extra.place}: the value “{extra.text}” stands in a column without a header.",
                    extra.span,
                    "Name the column in the first row, or put a value that holds the separator into "
                    "quotation marks.",
                )
            )
    return Sheet(name, header[:width], tuple(row[:width] for row in below))


# --- workbooks ------------------------------------------------------------------


def read_xlsx(path: Path, problems: list[Problem], wanted: str = "") -> Sheet | None:
    """A sheet of a workbook: the one named, or the only one that is not empty."""
    book = _workbook(path, problems)
    if book is None:
        return None
    sheets = [sheet for sheet in book.worksheets if sheet.max_row > 1 or sheet.max_column > 1]
    if wanted:
        sheets = [sheet for sheet in book.worksheets if sheet.title == wanted]
    if len(sheets) != 1:
        names = ", ".join(sheet.title for sheet in book.worksheets)
        what = "has several sheets" if sheets else f"has no sheet “{wanted}”" if wanted else "is empty"
        problems.append(
            Problem(f"{path.name} {what}.", Span.at(path), f"Name one with --sheet; there are {names}.")
        )
        return None
    sheet = sheets[0]
    before = len(problems)
    _refuse_merged(sheet, path, problems)
    rows = list(_rows(sheet, path, problems))
    return (
        _sheet(path, f"{path.name}, sheet {sheet.title}", rows, problems) if before == len(problems) else None
    )


def _workbook(path: Path, problems: list[Problem]) -> Workbook | None:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with warnings.catch_warnings():
            # openpyxl warns of what it does not keep (data validation, styles): it is not needed here.
            warnings.simplefilter("ignore")
            return load_workbook(path, rich_text=True)
    except FileNotFoundError:
        problems.append(Problem(f"There is no file {path}.", Span.at(path), "Check the name and the folder."))
    except (OSError, InvalidFileException, *_DAMAGES) as error:
        if isinstance(error, OSError) and error.strerror:  # openpyxl raises it of other packages too
            problems.append(Problem(f"{path} cannot be read: {error.strerror}.", Span.at(path)))
        elif path.name.startswith("~$"):
            problems.append(
                Problem(
                    f"{path.name} is the note that Excel keeps while a workbook is open.",
                    Span.at(path),
                    f"The workbook is {path.name[2:]}.",
                )
            )
        else:
            problems.append(Problem(f"{path.name} is no Excel workbook (.xlsx).", Span.at(path), _SAVE_AS))
    return None


def _refuse_merged(sheet: Worksheet, path: Path, problems: list[Problem]) -> None:
    problems.extend(
        Problem(
            f"{path.name}, sheet {sheet.title}: the cells {merged.coord} are merged, so it is not certain "
            "which rows and columns their value belongs to.",
            Span.at(path, merged.min_row, merged.min_col),
            "Unmerge them and write the value into each cell that it belongs to.",
        )
        for merged in sorted(sheet.merged_cells.ranges, key=lambda cells: (cells.min_row, cells.min_col))
    )


def _rows(sheet: Worksheet, path: Path, problems: list[Problem]) -> Iterator[tuple[SheetCell, ...]]:
    for row in sheet.iter_rows():
        cells = []
        for cell in row:
            span = Span.at(path, cell.row or 1, cell.column or 1)
            place = f"cell {cell.coordinate}"
            trouble = _trouble(cell)
            if trouble and len(problems) < _MOST_PROBLEMS:
                message, remedy = trouble
                problems.append(
                    Problem(f"{path.name}, sheet {sheet.title}, {place} {message}.", span, remedy)
                )
            cells.append(SheetCell("" if trouble else _text(cell), place, span))
        yield tuple(cells)


def _trouble(cell: Any) -> tuple[str, str] | None:
    """What is wrong with a cell and what to do, if its value cannot be had."""
    if cell.data_type == "f":
        formula = cell.value if isinstance(cell.value, str) else getattr(cell.value, "text", "")
        return (
            f"holds a formula ({formula}), not a value",
            "Copy the cells and paste them as values, so that what is imported is what was seen.",
        )
    if cell.data_type == "e":
        return f"holds the error {cell.value}", "Correct or empty the cell."
    return None


def _text(cell: Any) -> str:
    """The value of a cell as an author would type it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == datetime.min.time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, float)):
        percent = "%" in (cell.number_format or "")
        number = round(value * 100, 10) if percent else value
        return f"{number:.15g}{'%' if percent else ''}"
    if isinstance(value, list):  # rich text: superscripts carry meaning (10⁷)
        return "".join(part if isinstance(part, str) else _marked(part) for part in value)
    return str(value)


def _marked(block: Any) -> str:
    mark = {"superscript": "^", "subscript": "~"}.get(getattr(block.font, "vertAlign", None) or "", "")
    return f"{mark}{block.text}{mark}"
