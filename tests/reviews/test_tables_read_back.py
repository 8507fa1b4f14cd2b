"""The tables of seeds 001 and 003, from the records to Word, the web and a workbook: equal cell by cell.

What the articles print is taken from their text, which lies in the shared data; where the reviews say
something else on purpose, the difference is listed here with its reason.
"""

from __future__ import annotations

import io
import re
from functools import cache
from itertools import pairwise

import lxml.html
import pytest
from docx import Document
from openpyxl import load_workbook

from tests.reviews.samples import OVARIAN_FAILURE, article, bare, printed
from toolkit.model.grid import cell_rows
from toolkit.model.inline import plain_text
from toolkit.model.table import Row
from toolkit.render.tables import render_tables

WOUNDS = "wound-healing"
TABLES = [(WOUNDS, "hydrogels"), (WOUNDS, "trials"), (OVARIAN_FAILURE, "preclinical")]

Grid = list[list[str]]


def grid(rows: tuple[Row, ...], width: int) -> Grid:
    """What stands in each row and column; a cell that spans stands in all of them."""
    return [
        [bare(plain_text(placed.cell.content)) if placed else "" for placed in line]
        for line in cell_rows(rows, width)
    ]


@cache
def finished(review: str, name: str) -> Grid:
    table = printed(review).tables[name].table
    return grid((*table.head, *table.body), table.width)


def from_word(review: str, name: str) -> Grid:
    [(_, data)] = render_tables(printed(review), [name], "docx")
    [table] = Document(io.BytesIO(data)).tables
    return [[bare(cell.text) for cell in row.cells] for row in table.rows]


def from_web(review: str, name: str) -> Grid:
    [(_, data)] = render_tables(printed(review), [name], "html")
    table = lxml.html.fromstring(data.decode("utf-8")).find(".//table")
    assert table is not None
    taken: dict[tuple[int, int], str] = {}
    for at, row in enumerate(table.iter("tr")):
        column = 0
        for cell in row.iterchildren("td", "th"):
            while (at, column) in taken:
                column += 1
            for down in range(int(cell.get("rowspan", "1"))):
                for right in range(int(cell.get("colspan", "1"))):
                    taken[at + down, column + right] = bare(cell.text_content())
    width = max(column for _, column in taken) + 1
    return [
        [taken[row, column] for column in range(width)] for row in range(max(row for row, _ in taken) + 1)
    ]


def from_workbook(review: str, name: str) -> Grid:
    [(_, data)] = render_tables(printed(review), [name], "xlsx")
    sheet = load_workbook(io.BytesIO(data)).active
    assert sheet is not None
    table = printed(review).tables[name]
    first = len(table.captions) + 1
    values = {(cell.row, cell.column): cell.value for row in sheet.iter_rows() for cell in row}
    for merged in sheet.merged_cells.ranges:
        for row, column in merged.cells:
            values[row, column] = values[merged.min_row, merged.min_col]
    rows = range(first, first + len(table.table.head) + len(table.table.body))
    return [
        [bare(str(values[row, column] or "")) for column in range(1, table.table.width + 1)] for row in rows
    ]


@pytest.mark.parametrize(("review", "name"), TABLES)
@pytest.mark.parametrize("read", [from_word, from_web, from_workbook])
def test_files_hold_every_cell(review: str, name: str, read: object) -> None:
    assert callable(read)
    assert read(review, name) == finished(review, name)


# --- against the articles ---------------------------------------------------------

# Where the review differs from article 001, and why. Rows and columns count from 0, under the header.
CORRECTED = {
    # The article repeats the row of ADA-aPF127@LL18/Exo; its own text says that the mice were diabetic.
    ("hydrogels", 1, 4): ("大鼠烧伤模型", "糖尿病小鼠创面模型a"),
    # A note of the review says what the registry says.
    ("trials", 0, 2): ("1", "1a"),
    # Phases print as the schema writes them.
    ("trials", 2, 7): ("I/IIA期", "I/IIa期"),
}
# Works that were not verified carry no citation; of the others the number is that of our own list.
CITED = re.compile(r"—|\[\d+\]")


def rows_of_001(start: str, end: str) -> str:
    text = article("001")
    first = text.index(start)
    return bare(text[first : text.index(end, first) if end else None])


def body(name: str) -> Grid:
    table = printed(WOUNDS).tables[name].table
    return grid(table.body, table.width)


def test_hydrogels_say_what_article_001_prints() -> None:
    """A row of the article is its cells one after the other, then its reference."""
    rest = rows_of_001("HD-DP7/Exo HucMSCs", "表 2  MSC-Exos")
    for at, cells in enumerate(body("hydrogels")):
        for column, cell in enumerate(cells[:6]):
            source, own = CORRECTED.get(("hydrogels", at, column), (cell, cell))
            assert cell == own
            rest = _taken(rest, source, f"row {at}, column {column}")
        found = re.match(r"\[\d+\]", rest)
        assert found, rest[:40]
        rest = rest[found.end() :]
        assert CITED.fullmatch(cells[6])
    assert len(body("hydrogels")) == 7
    assert rest == ""


def test_trials_say_what_article_001_prints() -> None:
    rest = rows_of_001("细胞外囊泡治疗烧伤创面的安全性", "")
    for at, cells in enumerate(body("trials")):
        for column, cell in enumerate(cells):
            source, own = CORRECTED.get(("trials", at, column), (cell, cell))
            assert cell == own
            rest = _taken(rest, source, f"row {at}, column {column}")
    assert len(body("trials")) == 3


def test_headers_are_those_of_article_001() -> None:
    table = printed(WOUNDS).tables["hydrogels"].table
    first, second = grid(table.head, table.width)
    assert second == ["生物材料名称", "外泌体来源", "尺寸", "表面标志物", "疾病模型", "治疗作用", "文献"]
    assert [column for column, (a, b) in enumerate(zip(first, second, strict=True)) if a != b] == [2, 3]
    assert set(first[2:4]) == {"外泌体表征"}
    printed_head = rows_of_001("外泌体表征 生物材料名称", "HD-DP7/Exo HucMSCs")
    assert sorted(printed_head) == sorted("".join({*first, *second}))


def _taken(rest: str, cell: str, place: str) -> str:
    assert rest.startswith(cell), f"{place}: {cell!r} is not at the start of {rest[: len(cell) + 10]!r}"
    return rest[len(cell) :]


def test_rows_stand_in_the_order_of_the_article() -> None:
    text = rows_of_001("HD-DP7/Exo HucMSCs", "表 2  MSC-Exos")
    places = [text.index(cells[0]) for cells in body("hydrogels")]
    assert all(first < second for first, second in pairwise(places))
