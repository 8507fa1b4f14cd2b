"""Tables as a workbook: a sheet for each, set as three-line tables, with real merged cells."""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import field
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from toolkit.model.block import NumberedTable
from toolkit.model.frozen import mutable
from toolkit.model.grid import Placed, full_width, place
from toolkit.model.inline import Inlines
from toolkit.model.journal import FontStyle
from toolkit.model.review import ResolvedReview
from toolkit.model.table import Align, Row
from toolkit.model.table import Cell as TableCell
from toolkit.render.tables.flat import caption_line, note_line
from toolkit.render.tables.text import Run, display_width, plain, runs

Line: TypeAlias = Literal["hair", "thin", "medium", "thick"]

if TYPE_CHECKING:
    from openpyxl.cell.rich_text import CellRichText
    from openpyxl.styles import Font
    from openpyxl.styles.cell_style import StyleArray
    from openpyxl.worksheet.worksheet import Worksheet

# The date of everything in the file: the first that a ZIP archive can hold.
EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001 - a date without a place, as the formats want it

# Widths are in characters of the default font, heights in points.
NARROWEST, WIDEST = 6.0, 32.0
LINE_HEIGHT = 14.0
HEARD_ROWS = 500
FONT_SIZE = 10.0

# Longest number that a spreadsheet keeps exactly.
NUMBER_DIGITS = 15
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.(\d+))?")
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f']")
_NOT_IN_CELL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def tables_xlsx(
    review: ResolvedReview, ids: Sequence[str], heard: Callable[[float], None] = lambda done: None
) -> bytes:
    """The workbook. `heard` is told how much is done, from 0 to 1. The same tables give the same bytes."""
    from openpyxl import Workbook

    book = Workbook()
    book.properties.creator = "Review Toolkit"
    book.properties.title = review.title
    book.properties.created = EPOCH
    book.properties.language = review.language
    if book.active is not None:
        book.remove(book.active)
    taken: set[str] = set()
    # Zipping takes about as long as filling the sheets does.
    every = 2 * sum(len(review.tables[name].table.body) for name in ids) + 1
    before = 0
    for identifier in ids:
        table = review.tables[identifier]
        sheet = book.create_sheet(_sheet_name(table, taken))
        _Sheet(sheet, review, table, partial(_tell, heard, before, every)).fill()
        before += len(table.table.body)
    out = io.BytesIO()
    book.save(out)
    return with_fixed_dates(out.getvalue())


def _tell(heard: Callable[[float], None], before: int, every: int, row: int) -> None:
    heard((before + row) / every)


@mutable
class _Sheet:
    sheet: Worksheet
    review: ResolvedReview
    table: NumberedTable
    heard: Callable[[int], None]
    """Is told how many rows are written, now and then."""
    row: int = 1
    """The next free row of the sheet; rows and columns count from 1."""
    width: int = field(init=False)
    looks: dict[tuple[bool, Align, str], StyleArray] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.width = full_width(self.table.table)

    def fill(self) -> None:
        widths = self._column_widths()
        total = sum(widths)
        style = self.review.journal.tables
        notes = [note_line(note) for note in self.table.table.notes]
        captions = [caption_line(caption) for caption in self.table.captions]
        self._lines(captions, total, bold=True, align="center")
        if style.note_position == "above":
            self._lines(notes, total)
        first = self.row
        self._rows(self.table.table.head, widths)
        body = self.row
        self._rows(self.table.table.body, widths)
        self._rules(first, body, self.row - 1)
        if style.note_position != "above":
            self._lines(notes, total)
        self._page(first, body)

    def _lines(
        self, texts: Iterable[Inlines], total: float, *, bold: bool = False, align: str = "left"
    ) -> None:
        """Lines over the whole width: captions and notes. Merged cells do not grow by themselves."""
        from openpyxl.styles import Alignment

        for text in texts:
            cell = self.sheet.cell(self.row, 1)
            cell.value = self._rich(text, bold=bold)
            cell.data_type = "s"
            cell.font = self._font(bold=bold)
            cell.alignment = Alignment(horizontal=align, vertical="top", wrap_text=True)
            self._merge(self.row, 1, 1, self.width)
            self.sheet.row_dimensions[self.row].height = LINE_HEIGHT * _lines_in(plain(text), total) + 4
            self.row += 1

    def _rows(self, rows: Sequence[Row], widths: Sequence[float]) -> None:
        top = self.row
        lines = [1] * len(rows)
        for at, line in enumerate(place(rows, self.table.table.width)):
            if at % HEARD_ROWS == 0:
                self.heard(at)
            for placed in line:
                text = plain(placed.cell.content)
                self._cell(top, placed, rows[placed.row].kind, text)
                needed = _lines_in(text, sum(widths[column] for column in placed.columns))
                for row in range(placed.row, placed.row + placed.rowspan):
                    lines[row] = max(lines[row], math.ceil(needed / placed.rowspan))
        # Given, since not every program fits rows to wrapped text when it opens a file.
        for row, count in enumerate(lines, start=top):
            self.sheet.row_dimensions[row].height = LINE_HEIGHT * count + 4
        self.row = top + len(rows)

    def _cell(self, top: int, placed: Placed, kind: str, text: str) -> None:
        cell = self.sheet.cell(top + placed.row, placed.column + 1)
        number = _number(text, placed.cell)
        bold = kind in ("head", "group")
        if number is not None:
            cell.value, number_format = number
        else:
            cell.value, number_format = self._rich(placed.cell.content, bold=bold), ""
            # A text that begins with `=` is a text: no cell of ours holds a formula.
            cell.data_type = "s"
        self._dress(cell, placed.cell.align, number_format, bold=bold)
        self._merge(top + placed.row, placed.column + 1, placed.rowspan, placed.colspan)

    def _dress(self, cell: Any, align: Align, number_format: str, *, bold: bool) -> None:
        """Font, alignment and number format. They are made once and shared: each costs more than its cell."""
        look = (bold, align, number_format)
        if look in self.looks:
            # openpyxl has no public name for all of a cell's style.
            cell._style = copy(self.looks[look])  # noqa: SLF001
            return
        from openpyxl.styles import Alignment

        cell.font = self._font(bold=bold)
        cell.number_format = number_format or "General"
        cell.alignment = Alignment(
            horizontal="right" if align == "decimal" else align,
            vertical="center",
            wrap_text=True,
            # Numbers set flush right stand off the text of the next column.
            indent=1 if align in ("right", "decimal") else 0,
        )
        self.looks[look] = copy(cell._style)  # noqa: SLF001

    def _rich(self, content: Inlines, *, bold: bool) -> str | CellRichText:
        """The text; with runs of several fonts where a single one is not enough."""
        parts = runs(content)
        if not parts:
            return ""
        if len(parts) == 1 and parts[0] == Run(parts[0].text):
            return _cell_text(parts[0].text)
        from openpyxl.cell.rich_text import CellRichText, TextBlock
        from openpyxl.cell.text import InlineFont

        name, size = self._font_name_and_size()
        rich = CellRichText()
        for run in parts:
            position: Literal["superscript", "subscript"] | None = None
            if run.raised or run.lowered:
                position = "superscript" if run.raised else "subscript"
            font = InlineFont(
                rFont=name,
                sz=size,
                b=True if bold or run.bold else None,
                i=True if run.italic else None,
                u="single" if run.underline else None,
                strike=True if run.strike else None,
                vertAlign=position,
            )
            rich.append(TextBlock(font, _cell_text(run.text)))
        return rich

    def _font(self, *, bold: bool) -> Font:
        from openpyxl.styles import Font

        name, size = self._font_name_and_size()
        return Font(name=name, size=size, bold=bold)

    def _font_name_and_size(self) -> tuple[str, float]:
        """A cell has one font: the Latin one, beside which programs choose the Chinese one themselves."""
        fonts = self.review.journal.fonts
        latin = fonts.get("table", FontStyle()).latin or fonts.get("body", FontStyle()).latin
        return latin or "Times New Roman", FONT_SIZE

    def _merge(self, row: int, column: int, rows: int, columns: int) -> None:
        if rows > 1 or columns > 1:
            self.sheet.merge_cells(
                start_row=row, start_column=column, end_row=row + rows - 1, end_column=column + columns - 1
            )

    def _rules(self, first: int, body: int, last: int) -> None:
        """The rules of a three-line table. Every cell under a merged one has its own border."""
        style = self.review.journal.tables
        if last < first:
            return
        self._border(range(first, first + 1), range(1, self.width + 1), top=_line_style(style.rule_top))
        self._border(range(last, last + 1), range(1, self.width + 1), bottom=_line_style(style.rule_bottom))
        if body > first:
            header = range(body - 1, body)
            self._border(header, range(1, self.width + 1), bottom=_line_style(style.rule_header))
        for line in place(self.table.table.head, self.table.table.width):
            for placed in line:
                bottom = first + placed.row + placed.rowspan - 1
                if placed.colspan > 1 and bottom < body - 1:
                    columns = range(placed.column + 1, placed.column + placed.colspan + 1)
                    self._border(range(bottom, bottom + 1), columns, bottom=_line_style(style.rule_spanner))

    def _border(
        self, rows: range, columns: range, *, top: Line | None = None, bottom: Line | None = None
    ) -> None:
        from openpyxl.styles import Border, Side

        for row in rows:
            for column in columns:
                cell = self.sheet.cell(row, column)
                old = cell.border
                cell.border = Border(
                    top=Side(style=top) if top else old.top,
                    bottom=Side(style=bottom) if bottom else old.bottom,
                )

    def _column_widths(self) -> list[float]:
        """Each column as wide as its longest text, within limits; ideographs count two."""
        from openpyxl.utils import get_column_letter

        widths = [NARROWEST] * self.width
        for rows in (self.table.table.head, self.table.table.body):
            for line in place(rows, self.table.table.width):
                for placed in line:
                    if placed.colspan == 1:
                        text = plain(placed.cell.content)
                        needed = max(map(display_width, text.split("\n"))) + 2.0
                        widths[placed.column] = min(max(widths[placed.column], needed), WIDEST)
        for at, width in enumerate(widths, start=1):
            self.sheet.column_dimensions[get_column_letter(at)].width = width
        return widths

    def _page(self, first: int, body: int) -> None:
        """The head stays in sight and repeats in print; the table fits the width of its paper."""
        from openpyxl.worksheet.properties import PageSetupProperties

        sheet = self.sheet
        sheet.freeze_panes = sheet.cell(body, 2 if self.width > 1 else 1).coordinate
        sheet.sheet_view.showGridLines = False
        if body > first:
            sheet.print_title_rows = f"{first}:{body - 1}"
        sheet.page_setup.orientation = self.table.table.orientation
        sheet.page_setup.paperSize = "9" if self.review.journal.page.size == "A4" else "1"
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _lines_in(text: str, width: float) -> int:
    """How many lines a text takes in a cell of this width; a little less than all of it can be filled."""
    usable = max(width - 1.5, 1.0)
    return sum(max(1, math.ceil(display_width(line) / usable)) for line in text.split("\n"))


def _number(text: str, cell: TableCell) -> tuple[int | float, str] | None:
    """The value and number format of a cell that shows a number, None if it is a text."""
    if not cell.numeric and cell.align not in ("right", "decimal"):
        return None
    text = text.strip().replace("\u2212", "-")
    found = _NUMBER.fullmatch(text)
    if found is None or len(text) > NUMBER_DIGITS:
        return None
    decimals = found[1]
    return (float(text), f"0.{'0' * len(decimals)}") if decimals else (int(text), "0")


def _line_style(points: float) -> Line:
    """The border style nearest to a rule of this width."""
    if points >= 2:
        return "thick"
    if points >= 1.25:
        return "medium"
    return "thin" if points >= 0.4 else "hair"


def _cell_text(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return _NOT_IN_CELL.sub("\ufffd", text)


def _sheet_name(table: NumberedTable, taken: set[str]) -> str:
    """The sheet's name: the table's label, 31 characters at most, different from all others."""
    label = table.captions[0].label if table.captions else table.source.id
    wanted = _NOT_IN_SHEET_NAME.sub(" ", label).strip()[:28] or "table"
    name, count = wanted, 1
    while name.casefold() in taken:
        count += 1
        name = f"{wanted} {count}"
    taken.add(name.casefold())
    return name


def with_fixed_dates(data: bytes) -> bytes:
    """The archive again, with one date for all its members and for its last change."""
    out = io.BytesIO()
    stamp = EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ").encode("ascii")
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + stamp, content)
            member = zipfile.ZipInfo(name, date_time=EPOCH.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            new.writestr(member, content)
    return out.getvalue()
