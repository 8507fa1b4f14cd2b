"""Tables: header cells that head what they should, spans, groups, notes, numbers in line."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml.html import HtmlElement

from tests.render.html.build import page_of
from tests.render.sample_matter import JOURNAL
from tests.render.sample_nodes import text
from tests.render.sample_tables import HYDROGELS, TRIALS, caption, cell
from toolkit.model.block import NumberedTable, TableBlock
from toolkit.model.grid import place
from toolkit.model.table import Cell, Column, Row, Table
from toolkit.render.tables.decimals import decimal_padding


def drawn(table: Table, **changes: object) -> HtmlElement:
    captions = (caption("zh", "表", 1, text("甲")),)
    return page_of(NumberedTable(1, TableBlock(table.id), table, captions), **changes).find(".//table")


def headers_of(table: HtmlElement, content: str) -> list[str]:
    """What heads the cell with this text, by its `headers`."""
    found = table.xpath(f"tbody//*[self::td or self::th][normalize-space()='{content}']")[0]
    return [table.xpath(f"string(.//th[@id='{name}'])") for name in found.get("headers", "").split()]


def test_cells_under_two_tiers_name_their_headers(tree: HtmlElement) -> None:
    table = tree.xpath("//figure[@id='tbl-hydrogels']//table")[0]
    assert headers_of(table, "N/A") == ["ADSCs 组", "外泌体表征", "表面标志物", "样例凝胶 B/Exo@Fe3O"]
    assert headers_of(table, "ADSCs") == ["ADSCs 组", "来源", "样例凝胶 A"]
    assert headers_of(table, "120") == ["BMSCs 组", "外泌体表征", "尺寸a（nm）", "样例凝胶 C"]
    assert headers_of(table, "样例凝胶 C") == ["BMSCs 组", "生物材料"]


def test_column_groups_follow_the_first_header_row(tree: HtmlElement) -> None:
    table = tree.xpath("//figure[@id='tbl-hydrogels']//table")[0]
    assert [len(group) for group in table.iter("colgroup")] == [1, 1, 2, 1, 1, 1]
    assert table.xpath("thead//th[@scope='colgroup']/text()") == ["外泌体表征"]


def test_plain_header_needs_scope_alone(tree: HtmlElement) -> None:
    table = tree.xpath("//figure[@id='tbl-trials']//table")[0]
    assert set(table.xpath("thead//th/@scope")) == {"col"}
    assert table.xpath("tbody//th/@scope") == ["row"] * 3
    assert not table.xpath(".//@headers")


def test_every_group_has_a_body(tree: HtmlElement) -> None:
    table = tree.xpath("//figure[@id='tbl-hydrogels']//table")[0]
    bodies = table.findall("tbody")
    assert [body.xpath("string(tr[1]/th[@scope='rowgroup'])") for body in bodies] == ["ADSCs 组", "BMSCs 组"]
    assert [len(body) for body in bodies] == [3, 2]


def test_grid_is_complete(tree: HtmlElement) -> None:
    """Every row covers every column once, spans counted, as HTML lays tables out."""
    for table in tree.iter("table"):
        width = len(table.findall("colgroup/col"))
        for part in (*table.findall("thead"), *table.findall("tbody")):
            taken: dict[int, set[int]] = {}
            for at, row in enumerate(part):
                for found in row:
                    column = 0
                    while column in taken.setdefault(at, set()):
                        column += 1
                    for down in range(int(found.get("rowspan", 1))):
                        span = range(column, column + int(found.get("colspan", 1)))
                        assert taken.setdefault(at + down, set()).isdisjoint(span)
                        taken[at + down].update(span)
            assert len(part) == len(taken)
            assert all(columns == set(range(width)) for columns in taken.values())


def test_region_scrolls_and_is_named_by_the_caption(tree: HtmlElement) -> None:
    for figure in tree.xpath("//figure[@id='tbl-hydrogels' or @id='tbl-trials']"):
        region = figure.find("div[@role='region']")
        assert region.get("tabindex") == "0"
        assert tree.get_element_by_id(region.get("aria-labelledby")).tag == "caption"
        table = region.find("table")
        assert tree.get_element_by_id(table.get("aria-describedby")).get("class") == "notes"


def test_captions_in_the_languages_given(tree: HtmlElement) -> None:
    lines = tree.xpath("//figure[@id='tbl-hydrogels']//span[@class='caption-line']")
    assert [line.text_content() for line in lines] == [
        "表 1  外泌体联合水凝胶的研究（合成样例）",
        "Table 1  Exosomes with hydrogels (synthetic sample)",
    ]


def test_notes_stand_above_where_the_journal_wants() -> None:
    journal = replace(JOURNAL, tables=replace(JOURNAL.tables, note_position="above"))
    figure = drawn(HYDROGELS, journal=journal).getparent().getparent()
    assert [child.get("class") for child in figure] == ["notes", "table-scroll"]


def test_widths_are_shares_of_the_whole() -> None:
    table = replace(TRIALS, columns=tuple(Column("c", "left", 2.0) for _ in TRIALS.columns))
    sheet = drawn(table).getroottree().findtext(".//style")
    assert sheet.count("inline-size:12.5%") == 8


def test_markdown_table_without_caption_is_named() -> None:
    small = Table("t", (Column("a", "left", 1.0),), (Row((cell("A"),), "head"),), (Row((cell("1"),)),))
    region = page_of(TableBlock("t", small)).xpath("//div[@role='region']")[0]
    assert region.get("aria-label") == "表格"
    assert not region.findall(".//caption")


def test_empty_corner_is_no_header() -> None:
    columns = (Column("a", "left", 0.5), Column("b", "left", 0.5))
    table = Table(
        "t",
        columns,
        (Row((cell(""), cell("B")), "head"),),
        (
            Row(
                (cell(""), cell("1")),
            ),
        ),
    )
    found = drawn(table)
    assert [child.tag for child in found.find("thead/tr")] == ["td", "th"]
    assert [child.tag for child in found.find("tbody/tr")] == ["td", "td"]


def test_table_without_head_or_body() -> None:
    table = Table("t", (Column("a", "left", 1.0),), (), (Row((cell("x"),)),))
    assert drawn(table).find("thead") is None
    assert drawn(replace(table, body=())).find("tbody") is None


def test_three_tiers() -> None:
    columns = tuple(Column(name, "left", 0.25) for name in "abcd")
    head = (
        Row((cell("a", rowspan=3), cell("bcd", colspan=3)), "head"),
        Row((cell("bc", colspan=2), cell("d", rowspan=2)), "head"),
        Row((cell("b"), cell("c")), "head"),
    )
    table = drawn(Table("t", columns, head, (Row(tuple(cell(str(n)) for n in range(4))),)))
    assert headers_of(table, "2") == ["bcd", "bc", "c", "0"]
    assert headers_of(table, "3") == ["bcd", "d", "0"]


# --- numbers in line ---------------------------------------------------------


def decimals(*texts: str) -> list[tuple[int, int]]:
    rows = place([Row((Cell(text(t), align="decimal"),)) for t in texts], 1)
    padding = decimal_padding(rows)
    return [padding.get((row, 0), (0, 0)) for row in range(len(texts))]


@pytest.mark.parametrize(
    ("texts", "halves"),
    [
        (("1", "2"), [(0, 0), (0, 0)]),
        (("1.25", "10"), [(2, 0), (0, 5)]),
        (("1.25", "10.5", "3"), [(2, 0), (0, 2), (2, 5)]),
        (("1,234.5", "3"), [(0, 0), (7, 3)]),
        (("5 周", "3"), [(0, 0), (0, 6)]),
        (("1.25 and a sentence that is no number", "3", "4.5"), [(0, 0), (0, 3), (0, 0)]),
        (("N/A", "3.5", "12"), [(0, 0), (2, 0), (0, 3)]),
    ],
)
def test_points_stand_in_line(texts: tuple[str, ...], halves: list[tuple[int, int]]) -> None:
    assert decimals(*texts) == halves


def test_padding_has_its_rule() -> None:
    columns = (Column("a", "decimal", 1.0),)
    body = (Row((Cell(text("1.25"), align="decimal"),)), Row((Cell(text("10"), align="decimal"),)))
    table = drawn(Table("t", columns, (), body))
    assert table.xpath("tbody//@class") == ["decimal pad-start-2", "decimal pad-end-5"]
    style = table.getroottree().findtext(".//style")
    assert ".pad-end-5{padding-inline-end:calc(var(--cell) + 2.5ch)}" in style
    assert ".pad-start-2{padding-inline-start:calc(var(--cell) + 1ch)}" in style
