"""XLSX: merged headers, rules, rich text, numbers, and bytes that repeat."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from openpyxl.cell.rich_text import CellRichText
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.render.sample_nodes import styled
from tests.render.tables.build import review_with, table_of
from toolkit.model.inline import Style
from toolkit.model.review import ResolvedReview
from toolkit.render.tables.xlsx import tables_xlsx


def opened(data: bytes) -> Workbook:
    return load_workbook(io.BytesIO(data), rich_text=True)


@pytest.fixture(scope="module")
def book(review: ResolvedReview) -> Workbook:
    return opened(tables_xlsx(review, ["hydrogels", "trials"]))


@pytest.fixture(scope="module")
def sheet(book: Workbook) -> Worksheet:
    return book["表 1"]


def test_a_sheet_for_each_table(book: Workbook) -> None:
    assert book.sheetnames == ["表 1", "表 2"]


def test_header_cells_are_merged(sheet: Worksheet) -> None:
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A3:A4", "C3:D3", "G3:G4", "A5:G5", "B6:B7"} <= merged
    assert {"A1:G1", "A2:G2", "A10:G10", "A11:G11"} <= merged
    assert sheet["C3"].value == "外泌体表征"
    assert str(sheet["C4"].value) == "尺寸a（nm）"


def test_captions_and_notes_stand_around(sheet: Worksheet) -> None:
    assert str(sheet["A1"].value) == "表 1  外泌体联合水凝胶的研究（合成样例）"
    assert str(sheet["A10"].value) == "a 由动态光散射测定"
    assert str(sheet["A11"].value).startswith("注：ADSCs")


def test_head_stays_in_sight_and_repeats_in_print(sheet: Worksheet) -> None:
    assert sheet.freeze_panes == "B5"
    assert sheet.print_title_rows == "$3:$4"
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_wide_table_lies_across(book: Workbook) -> None:
    assert book["表 1"].page_setup.orientation == "portrait"
    assert book["表 2"].page_setup.orientation == "landscape"


def test_three_lines_and_the_rule_under_a_spanning_header(sheet: Worksheet) -> None:
    for column in "ABCDEFG":
        assert sheet[f"{column}3"].border.top.style == "medium"
        assert sheet[f"{column}4"].border.bottom.style == "thin"
        assert sheet[f"{column}9"].border.bottom.style == "medium"
        assert sheet[f"{column}6"].border.bottom.style is None
        assert sheet[f"{column}6"].border.left.style is None
    assert [sheet[f"{column}3"].border.bottom.style for column in "CD"] == ["thin", "thin"]


def test_scripts_are_rich_text(sheet: Worksheet) -> None:
    value = sheet["A7"].value
    assert isinstance(value, CellRichText)
    assert [(str(part), part.font.vertAlign) for part in value] == [
        ("样例凝胶 B/Exo@Fe", None),
        ("3", "subscript"),
        ("O", None),
    ]


def test_widths_count_ideographs_double(sheet: Worksheet) -> None:
    assert sheet.column_dimensions["B"].width == len("ADSCs") + 2
    assert sheet.column_dimensions["E"].width == 2 * len("小鼠全层缺损") + 2


def test_rows_are_as_high_as_their_text() -> None:
    table = table_of(["短", "短"], ["长" * 60, "短"], ["a\nb", "短"])
    sheet = opened(tables_xlsx(review_with(table), ["t"]))["表 1"]
    one, four, two = (sheet.row_dimensions[row].height for row in (3, 4, 5))
    assert one is not None
    assert four is not None
    assert two is not None
    assert one < two < four
    assert four >= 4 * 14


def test_numbers_are_numbers_only_in_columns_of_numbers() -> None:
    texts = ["1.50", "-2", "12", "007", "1e5", "1234567890123456", "3 周"]
    right = opened(tables_xlsx(review_with(table_of(*([text] for text in texts), align="right")), ["t"]))[
        "表 1"
    ]
    values = [(right.cell(row, 1).value, right.cell(row, 1).number_format) for row in range(3, 10)]
    assert values == [
        (1.5, "0.00"), (-2, "0"), (12, "0"), ("007", "General"), ("1e5", "General"),
        ("1234567890123456", "General"), ("3 周", "General"),
    ]  # fmt: skip
    left = opened(tables_xlsx(review_with(table_of(["12"])), ["t"]))["表 1"]
    assert left["A3"].value == "12"


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("https://example.org")', "+1+1", "@x", "-1+1", "#REF!"])
def test_no_cell_is_a_formula(text: str) -> None:
    table = table_of([text], [styled(Style.STRONG, text)])
    data = tables_xlsx(review_with(table), ["t"])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    sheet = opened(data)["表 1"]
    assert [str(sheet[f"A{row}"].value) for row in (3, 4)] == [text, text]
    assert sheet["A3"].data_type == "s"


def test_characters_that_xml_cannot_hold() -> None:
    sheet = opened(tables_xlsx(review_with(table_of(["a\x00b\ud800c"])), ["t"]))["表 1"]
    assert sheet["A3"].value == "a\ufffdb\ufffdc"


def test_names_of_sheets_are_legal_and_different(review: ResolvedReview) -> None:
    def named(identifier: str, word: str) -> Iterator[tuple[str, object]]:
        table = review.tables["trials"]
        first = replace(table.captions[0], word=word)
        yield identifier, replace(table, captions=(first,))

    tables = dict([*named("a", "S/[1]:*?"), *named("b", "s/[1]:*?"), *named("c", "x" * 60), *named("d", "'")])
    names = opened(tables_xlsx(replace(review, tables=tables), list(tables))).sheetnames
    assert len({name.casefold() for name in names}) == 4
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)


def test_bytes_repeat(review: ResolvedReview) -> None:
    data = tables_xlsx(review, ["hydrogels"])
    assert data == tables_xlsx(review, ["hydrogels"])
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.read("docProps/core.xml").count(b"1980-01-01T00:00:00Z") == 2


def test_ragged_table_keeps_its_cells() -> None:
    table = table_of(["a"])
    body = (*table.table.body, *table_of(["b", "c"]).table.body)
    ragged = replace(table, table=replace(table.table, body=body))
    sheet = opened(tables_xlsx(review_with(ragged), ["t"]))["表 1"]
    assert [sheet["A4"].value, sheet["B4"].value] == ["b", "c"]
