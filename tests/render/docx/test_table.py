"""Tables: spans, rules, widths, repeated headers, notes, captions, what keeps together."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.render.docx.build import docx_of
from tests.render.docx.shorthand import Docx
from tests.render.sample_matter import JOURNAL
from tests.render.sample_nodes import paragraph, text
from tests.render.sample_tables import HYDROGELS, TRIALS, caption, cell
from toolkit.model.block import NumberedTable, TableBlock
from toolkit.model.journal import Journal
from toolkit.model.table import Align, Cell, Column, Note, Row, Table
from toolkit.render.docx.ooxml.names import VAL, r, w
from toolkit.render.docx.ooxml.text import Element

TEXT_WIDTH = 9412
"""The sample's A4 page less two margins of 22 mm, in twips."""


UNMARKED = replace(JOURNAL, tables=replace(JOURNAL.tables, continued={}))
"""A journal that does not mark continued tables."""


def numbered(table: Table, number: int = 1) -> NumberedTable:
    return NumberedTable(number, TableBlock(table.id), table, (caption("zh", "表", number, text("名")),))


def table_of(*rows: Row, head: tuple[Row, ...] = (), widths: tuple[float, ...] = (0.5, 0.5)) -> Table:
    columns = tuple(Column(str(at), "left", width) for at, width in enumerate(widths))
    return Table("t", columns, head, rows)


def document_of(table: Table, journal: Journal = JOURNAL) -> Docx:
    return docx_of(numbered(table), journal=journal, bibliography=())


def rules(document: Docx) -> list[list[dict[str, int]]]:
    """Per row and cell, side → width in eighths of a point."""
    return [
        [
            {
                border.tag.rpartition("}")[2]: int(border.get(w("sz"), "0"))
                for border in found.iterfind(f"{w('tcPr')}/{w('tcBorders')}/*")
            }
            for found in row.iterfind(w("tc"))
        ]
        for row in document.find("//w:tr")
    ]


def kept(document: Docx) -> list[bool]:
    """Per body row, whether its first paragraph stays with the next row."""
    body = document.find("//w:tr[not(w:trPr/w:tblHeader)]")
    return [row.find(f".//{w('keepNext')}") is not None for row in body]


# --- rules --------------------------------------------------------------------------------


def test_outer_rules_are_the_journals() -> None:
    style = document_of(HYDROGELS).style("ThreeLineTable")
    borders = {node.tag.rpartition("}")[2]: node.get(w("sz")) for node in style.find(f".//{w('tblBorders')}")}
    assert borders == {"top": "12", "bottom": "12"}
    thin = replace(JOURNAL, tables=replace(JOURNAL.tables, rule_top=1.0, rule_bottom=0.0))
    style = document_of(HYDROGELS, thin).style("ThreeLineTable")
    assert style.find(f".//{w('top')}").get(w("sz")) == "8"
    assert style.find(f".//{w('bottom')}").get(VAL) == "nil"


def test_header_rule_under_the_last_tier_and_fine_rule_under_the_spanning_header() -> None:
    first, second, *body = rules(document_of(HYDROGELS))
    assert first == [{}, {}, {"bottom": 4}, {}, {}, {}]
    assert second == [{"bottom": 6}] * 7
    assert all(cell_rules == {} for row in body for cell_rules in row)


def test_fine_rule_over_a_total() -> None:
    assert rules(document_of(TRIALS))[-1] == [{"top": 4}] * 3


def test_no_vertical_rules(sample: Docx) -> None:
    for name in ("left", "right", "start", "end", "insideV", "insideH"):
        assert not sample.find(f"//w:tcBorders/w:{name} | //w:tblBorders/w:{name}")


# --- the grid -------------------------------------------------------------------------------


def test_spans_become_merged_cells() -> None:
    lines = document_of(HYDROGELS).lines()
    assert lines[2].count("↧") == 5
    assert "×2" in lines[2]
    assert lines[3] == (
        '│ head ↓ | ↓ | TableHeading: "尺寸" sup"a" "（nm）" | TableHeading: "表面标志物" | ↓ | ↓ | ↓'
    )
    assert lines[4] == '│ TableGroup: "ADSCs 组" ×7'


@pytest.mark.parametrize("table", [HYDROGELS, TRIALS], ids=["portrait", "landscape"])
def test_cells_are_as_wide_as_their_columns_and_the_table_as_the_text(table: Table) -> None:
    document = document_of(table)
    grid = [int(node.get(w("w"))) for node in document.find("//w:gridCol")]
    assert sum(grid) == (TEXT_WIDTH if table is HYDROGELS else 14344)
    assert document.find("//w:tblW")[0].get(w("w")) == str(sum(grid))
    assert document.find("//w:tblLayout")[0].get(w("type")) == "fixed"
    for row in document.find("//w:tr"):
        assert sum(_width(found) for found in row.iterfind(w("tc"))) == sum(grid)
        assert sum(_span(found) for found in row.iterfind(w("tc"))) == len(grid)


def _width(found: Element) -> int:
    return int(found.find(f"{w('tcPr')}/{w('tcW')}").get(w("w")))


def _span(found: Element) -> int:
    span = found.find(f"{w('tcPr')}/{w('gridSpan')}")
    return int(span.get(VAL)) if span is not None else 1


CELLS = st.builds(
    Cell,
    st.just(text("x")),
    colspan=st.integers(0, 4),
    rowspan=st.integers(0, 4),
    align=st.sampled_from(["left", "center", "right", "decimal"]),
)
ROWS = st.lists(st.lists(CELLS, max_size=5).map(lambda cells: Row(tuple(cells))), min_size=1, max_size=5)


@given(head=ROWS, body=ROWS, width=st.integers(1, 4))
@settings(max_examples=60)
def test_any_grid_is_drawn_whole(head: list[Row], body: list[Row], width: int) -> None:
    """Whatever the spans, each row covers the grid once and each cell's text is printed."""
    table = table_of(*body, head=tuple(head), widths=(1 / width,) * width)
    document = document_of(table)
    columns = len(document.find("//w:gridCol"))
    for row in document.find("//w:tr"):
        assert sum(_span(found) for found in row.iterfind(w("tc"))) == columns
        assert all(len(found.findall(w("p"))) == 1 for found in row.iterfind(w("tc")))
    assert len(document.find("//w:tbl//w:t")) == sum(len(row.cells) for row in (*head, *body))
    assert len(document.find("//w:tr")) == len(head) + len(body)


def test_columns_without_width_share_the_table() -> None:
    table = table_of(Row((cell("a"), cell("b"))), widths=(0.0, 0.0))
    assert document_of(table).lines()[1] == "┌ 4706 4706"


@pytest.mark.parametrize(
    ("align", "printed"),
    [("left", ""), ("center", "(center)"), ("right", "(right)"), ("decimal", "(center)")],
)
def test_alignment(align: Align, printed: str) -> None:
    line = document_of(table_of(Row((cell("a", align=align), cell("b"))))).lines()[2]
    assert line.startswith(f'│ TableText{printed}: "a"')


def test_decimal_points_stand_in_line() -> None:
    rows = [Row((cell(number, align="decimal"), cell(""))) for number in ("1.25", "10", "3.5")]
    document = document_of(table_of(*rows))
    indents = []
    for row in document.find("//w:tr"):
        indent = row.find(f".//{w('ind')}")
        sides = {} if indent is None else indent.attrib
        indents.append((int(sides.get(w("left"), 0)), int(sides.get(w("right"), 0))))
    # 7.5 pt text: a digit is 3.75 pt or 75 twips wide, the point half of that.
    assert indents == [(75, 0), (0, 188), (75, 75)]


# --- rows and pages -------------------------------------------------------------------------


def test_all_tiers_of_the_header_are_repeated_and_no_row_splits() -> None:
    document = document_of(HYDROGELS)
    assert [bool(row.findall(f".//{w('tblHeader')}")) for row in document.find("//w:tr")] == (
        [True, True] + [False] * 5
    )
    assert len(document.find("//w:cantSplit")) == 7


def test_a_short_table_stays_on_one_page_with_its_notes() -> None:
    assert kept(document_of(HYDROGELS)) == [True] * 5
    assert kept(document_of(replace(HYDROGELS, notes=()))) == [True] * 4 + [False]


def test_a_long_table_breaks_but_keeps_its_last_row_with_the_notes() -> None:
    rows = tuple(Row((cell("a"), cell("b"))) for _ in range(30))
    long = replace(table_of(*rows), notes=(Note("", text("n")),))
    assert kept(document_of(long, UNMARKED)) == [False] * 29 + [True]


@pytest.mark.parametrize(("rows", "alone"), [(30, False), (90, True)])
def test_where_continued_tables_are_marked_a_long_one_is_kept_whole_or_has_its_own_pages(
    rows: int, alone: bool
) -> None:
    """A table that breaks anywhere else could not say where it goes on. In two columns likewise."""
    long = table_of(*(Row((cell("a"), cell("b"))) for _ in range(rows)))
    journal = replace(JOURNAL, page=replace(JOURNAL.page, columns=2))
    document = docx_of(paragraph("a"), numbered(long), paragraph("b"), journal=journal, bibliography=())
    assert kept(document) == [not alone] * (rows - 1) + [False]
    kinds = [line.split()[1] for line in document.lines() if line.startswith("---")]
    assert kinds == ["nextPage", *(["nextPage"] * 2 if alone else ["continuous"] * 2)]
    assert any("续表 1" in line for line in furniture(document)) is alone


def furniture(document: Docx) -> list[str]:
    names = [name.removeprefix("word/") for name in document.files if name.startswith("word/header")]
    return [line for name in names for line in document.lines(document.part(name))]


def test_group_rows_stay_with_the_rows_they_head(sample: Docx) -> None:
    assert sample.style("TableGroup").find(f".//{w('keepNext')}") is not None
    assert sample.style("TableHeading").find(f".//{w('keepNext')}") is not None


def test_caption_stays_with_the_table() -> None:
    document = document_of(HYDROGELS)
    (first,) = document.find("//w:p[w:pPr/w:pStyle/@w:val='Caption']")
    assert first.find(f"{w('pPr')}/{w('keepNext')}") is not None


def test_table_is_named_for_screen_readers() -> None:
    assert document_of(HYDROGELS).find("//w:tblCaption")[0].get(VAL) == "表 1  名"


# --- captions and notes -----------------------------------------------------------------------


def order(document: Docx) -> list[str]:
    return [line.split()[0].rstrip(":") for line in document.lines() if line[0] not in "│└-"]


def test_caption_above_and_notes_below() -> None:
    assert order(document_of(HYDROGELS)) == ["Caption", "┌", "TableNote", "TableNote"]


def test_caption_below_and_notes_above_where_the_journal_wants_them() -> None:
    style = JOURNAL.tables
    turned = replace(style, caption=replace(style.caption, position="below"), note_position="above")
    assert order(document_of(HYDROGELS, replace(JOURNAL, tables=turned))) == [
        "TableNote",
        "TableNote",
        "┌",
        "Caption",
    ]


def test_table_without_notes_is_set_off_from_the_text() -> None:
    table = replace(HYDROGELS, notes=())
    document = docx_of(numbered(table), paragraph("after"), bibliography=())
    assert order(document) == ["Caption", "┌", "TableEnd", "BodyText"]


def test_captions_in_two_languages_count_apart() -> None:
    captions = (caption("zh", "表", 1, text("名")), caption("en", "Table", 1, text("Name")))
    document = docx_of(NumberedTable(1, TableBlock("t"), TRIALS, captions), numbered(HYDROGELS, 2))
    fields = [node.text.strip() for node in document.find("//w:instrText")]
    assert fields[:3] == [r"SEQ 表 \* ARABIC", r"SEQ Table \* ARABIC", r"SEQ 表 \* ARABIC"]


def test_number_out_of_sequence_is_set() -> None:
    document = docx_of(numbered(HYDROGELS, 1), numbered(TRIALS, 3))
    fields = [node.text.strip() for node in document.find("//w:instrText")]
    assert fields[:2] == [r"SEQ 表 \* ARABIC", r"SEQ 表 \* ARABIC \r 3"]


@pytest.mark.parametrize(
    ("word", "name"), [("Fig.", "Fig"), ("", "Table"), ("1表", "Table"), ("附表", "附表")]
)
def test_name_of_a_sequence_is_one_that_word_takes(word: str, name: str) -> None:
    document = docx_of(NumberedTable(1, TableBlock("t"), TRIALS, (caption("zh", word, 1, text("n")),)))
    assert document.find("//w:instrText")[0].text.strip() == rf"SEQ {name} \* ARABIC"


def test_second_table_of_one_id_has_no_second_bookmark() -> None:
    document = docx_of(numbered(HYDROGELS, 1), numbered(replace(TRIALS, id="hydrogels"), 2))
    names = [node.get(w("name")) for node in document.find("//w:bookmarkStart")]
    assert len(names) == len(set(names))


def test_table_that_does_not_exist_shows_its_call() -> None:
    document = document_of(Table("lost", (), (), ()))
    assert document.lines()[1] == 'MissingPicture: "::: table lost"'


# --- pages ----------------------------------------------------------------------------------------


def test_landscape_table_has_pages_of_its_own_and_the_text_goes_on_upright() -> None:
    wide = numbered(TRIALS)
    document = docx_of(paragraph("a"), wide, paragraph("b"), bibliography=())
    sections = [line for line in document.lines() if line.startswith("---")]
    assert sections == [
        "--- nextPage 11906×16838 columns=1 ---",
        "--- nextPage 16838×11906 columns=1 ---",
        "--- nextPage 11906×16838 columns=1 ---",
    ]
    for section in document.find("//w:sectPr"):
        kinds = {node.tag.rpartition("}")[2] for node in section if node.get(w("type")) == "default"}
        assert kinds == {"headerReference", "footerReference"}
        margins = section.find(w("pgMar"))
        assert (margins.get(w("left")), margins.get(w("top"))) == ("1247", "1417")


def test_pages_after_the_first_of_a_landscape_table_say_that_it_goes_on() -> None:
    document = docx_of(paragraph("a"), numbered(TRIALS, 7), paragraph("b"), numbered(TRIALS, 8))
    links = document.relationships()
    heads = []
    for section in document.find("//w:sectPr"):
        found = section.findall(w("headerReference"))
        heads.append(
            {node.get(w("type")): document.lines(document.part(links[node.get(r("id"))])) for node in found}
        )
    running = 'Header: "合成样例杂志 · 合成样例：外泌体水凝胶促进皮肤创面愈合"'
    assert heads[0] == heads[2] == {"default": [running]}
    assert heads[1] == {"first": [running], "default": [running, 'ContinuedTable: "续表 7"']}
    assert heads[3] == {"first": [running], "default": [running, 'ContinuedTable: "续表 8"']}
    assert [bool(section.find(w("titlePg")) is not None) for section in document.find("//w:sectPr")][:4] == [
        False, True, False, True,
    ]  # fmt: skip


def test_two_landscape_tables_share_their_pages() -> None:
    tables = numbered(TRIALS, 1), numbered(replace(TRIALS, id="u"), 2)
    document = docx_of(paragraph("a"), *tables, journal=UNMARKED)
    assert sum("16838×11906" in line for line in document.lines()) == 1


def test_landscape_table_first_leaves_no_empty_page() -> None:
    document = docx_of(numbered(TRIALS), bibliography=())
    assert [line for line in document.lines() if line.startswith("---")] == [
        "--- nextPage 16838×11906 columns=1 ---"
    ]
