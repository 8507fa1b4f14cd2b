"""Tables and figures in a journal's format: numbering, marks, citations in cells, captions."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.folders import write_review
from tests.journals.support import REVIEW, many, printed
from toolkit.load.project import load_review
from toolkit.model.inline import LineBreak, ResolvedCitation, Style, Styled, plain_text
from toolkit.model.review import ResolvedReview
from toolkit.render.html import render_html

SCHEMA = """\
id: study
fields:
  name: {type: text, label: {zh: 名称}}
  share: {type: quantity, label: {zh: 比例}}
  cite: {type: citation, multiple: true}
"""
RECORDS = """\
schema: ./study.yaml
records:
  - {id: a, name: 甲, share: 31.3 %, cite: ["@r1"]}
  - {id: b, name: 乙, share: 40 ~ 100 %, cite: ["@r2", "@r3"]}
"""
TABLE = """\
caption: {zh: 合成表格, en: A synthetic table}
records: studies
columns: [{field: name}, {field: share}, {cite: true}]
"""
# As in an article of 中华细胞与干细胞杂志: the table is mentioned at the start of 3.1, and cited works of the
# rest of 3.1 come before those that the table alone cites.
BODY = """\
## 甲 {#first}

见 @tbl:studies。[@r5]

::: table studies
:::

又[@r6]。

### 细节

再[@r7]。

## 乙

末[@r8]。
"""


def tabled(folder: Path, journal: str, table: str = TABLE, body: str = BODY, **files: str) -> ResolvedReview:
    given = {
        "study.yaml": SCHEMA,
        "evidence/studies.yaml": RECORDS,
        "tables/studies.yaml": table,
        **{f"{name}.yaml": text for name, text in files.items()},
    }
    return printed(folder, journal, body, files=given)


def order(review: ResolvedReview) -> list[str]:
    return [entry.key for entry in review.bibliography]


def column(review: ResolvedReview, number: int) -> list[str]:
    return [plain_text(row.cells[number].content) for row in review.tables["studies"].table.body]


FIRST = ["r1", "r2", "r3", "r5", "r6", "r7", "r8"]
END = ["r5", "r6", "r7", "r1", "r2", "r3", "r8"]


@pytest.mark.parametrize(
    ("journal", "anchor", "expected"),
    [
        ("cma", "", FIRST),
        ("chin-j-cell-stem-cell", "", END),
        ("chin-j-cell-stem-cell", "first-mention", FIRST),
        ("cma", "section-end", END),
        ("cma", "first", END),
        ("cma", "placed", ["r5", "r1", "r2", "r3", "r6", "r7", "r8"]),
        ("cma", "one", ["r5", "r6", "r7", "r8", "r1", "r2", "r3"]),
    ],
)
def test_where_the_citations_of_a_table_are_numbered(
    tmp_path: Path, journal: str, anchor: str, expected: list[str]
) -> None:
    review = tabled(tmp_path, journal, TABLE + (f"anchor: {anchor}\n" if anchor else ""))
    assert order(review) == expected


def test_a_table_behind_its_anchor_is_numbered_all_the_same(tmp_path: Path) -> None:
    body = "## 甲 {#first}\n\n文[@r5]。\n\n## 乙\n\n文[@r6]。\n\n::: table studies\n:::\n"
    assert order(tabled(tmp_path, "cma", TABLE + "anchor: first\n", body)) == ["r5", "r1", "r2", "r3", "r6"]


def test_a_misspelt_anchor_is_a_problem(tmp_path: Path) -> None:
    files = {
        "study.yaml": SCHEMA,
        "evidence/studies.yaml": RECORDS,
        "tables/studies.yaml": TABLE + "anchor: frist\n",
        "sections/01-one.md": f"---\nid: one\ntitle: 合成\n---\n{BODY}",
        "refs.bib": many(8),
    }
    (problem,) = load_review(write_review(tmp_path / "review", files, review=REVIEW)).problems
    assert problem.message == "“frist” is no section or heading. Did you mean “first”?"


def test_citations_in_cells_name_the_authors_where_the_journal_does(tmp_path: Path) -> None:
    assert column(tabled(tmp_path, "chin-j-cell-stem-cell"), 2) == ["Ding 等 [4]", "Ding 等 [5]、Ding 等 [6]"]
    assert column(tabled(tmp_path / "other", "cma"), 2) == ["[1]", "[2,3]"]


def test_the_percent_sign_is_the_journals(tmp_path: Path) -> None:
    assert column(tabled(tmp_path, "chin-j-cell-stem-cell"), 1) == ["31.3 ﹪", "40 ~ 100 ﹪"]
    assert column(tabled(tmp_path / "hans", "hans-acm"), 1) == ["31.3%", "40~100%"]


@pytest.mark.parametrize(
    ("marks", "expected"), [("letters", ["a", "b"]), ("numbers", ["1", "2"]), ("symbols", ["*", "†"])]
)
def test_marks_of_notes(tmp_path: Path, marks: str, expected: list[str]) -> None:
    profile = f"extends: cma\ntables: {{marks: {marks}}}\n"
    table = TABLE + "notes: [{text: 一, on: name}, {text: 二, on: a.share}, 三]\n"
    review = tabled(tmp_path, "mine", table, mine=profile)
    notes = review.tables["studies"].table.notes
    assert [note.mark for note in notes] == [*expected, ""]
    assert plain_text(review.tables["studies"].table.head[0].cells[0].content) == f"名称{expected[0]}"


def test_captions(tmp_path: Path) -> None:
    labels = {}
    for journal in ("cn-medical-biotechnology", "j-zhejiang-univ-med", "icmje", "apa7"):
        (caption,) = tabled(tmp_path / journal, journal).tables["studies"].captions
        labels[journal] = f"{caption.label}{caption.gap}{plain_text(caption.content)}"
    assert labels == {
        "cn-medical-biotechnology": "表 1  合成表格",
        "j-zhejiang-univ-med": "表1  合成表格",
        "icmje": "表 1  合成表格",
        "apa7": "表 1\n合成表格",
    }


def test_the_title_of_an_apa_table_stands_on_its_own_line_in_italics(tmp_path: Path) -> None:
    (caption,) = tabled(tmp_path, "apa7").tables["studies"].captions
    assert isinstance(caption.content[0], LineBreak)
    assert isinstance(caption.content[1], Styled)
    assert caption.content[1].style is Style.EMPH


def test_the_note_of_a_figure_stands_where_the_journal_wants_it(tmp_path: Path) -> None:
    figure = "file: figures/one.svg\ncaption: {zh: 合成图}\nnote: {zh: 注文}"
    body = f"见 @fig:one。\n\n::: figure one\n{figure}\n:::\n"
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'
    for journal, note_first in (("chin-j-cell-stem-cell", True), ("cma", False)):
        review = printed(tmp_path / journal, journal, body, files={"figures/one.svg": svg})
        caption = render_html(review).decode().split("<figcaption")[1].split("</figcaption>")[0]
        assert (caption.index("注文") < caption.index("合成图")) is note_first


def test_ranges_in_cells(tmp_path: Path) -> None:
    for journal, expected in (("cn-medical-biotechnology", "40 ~ 100%"), ("icmje", "40–100%")):
        assert column(tabled(tmp_path / journal, journal), 1)[1] == expected


NOTES = TABLE + "notes: [{text: 一, on: name}, 二, 三]\n"
ABBREVIATED = REVIEW + "abbreviations: {甲: {zh: 合成全称}}\n"


@pytest.mark.parametrize(
    ("journal", "expected"),
    [
        ("cma", ["a:一", ":注：甲 为合成全称；二；三"]),
        ("chin-j-cell-stem-cell", ["a:一", ":注：甲 为合成全称；二；三"]),
        ("bmc", ["a:一", ":注：二", ":三", ":甲：合成全称。"]),
        ("j-zhejiang-univ-med", ["a:一", ":注: 甲为合成全称; 二; 三"]),
    ],
)
def test_the_label_of_notes(tmp_path: Path, journal: str, expected: list[str]) -> None:
    files = {"study.yaml": SCHEMA, "evidence/studies.yaml": RECORDS, "tables/studies.yaml": NOTES}
    review = printed(tmp_path, journal, BODY, review=ABBREVIATED, files=files)
    notes = review.tables["studies"].table.notes
    assert [f"{note.mark}:{note.label}{plain_text(note.content)}" for note in notes] == expected


@pytest.mark.parametrize(
    ("journal", "cell", "head"),
    [
        ("cn-medical-biotechnology", "（108.97 ± 13.15）nm", "名称（nm）"),
        ("hans-acm", "(108.97 ± 13.15) nm", "名称(nm)"),
    ],
)
def test_parentheses_are_as_wide_as_the_journal_types_them(
    tmp_path: Path, journal: str, cell: str, head: str
) -> None:
    records = "schema: ./study.yaml\nrecords: [{id: a, name: 甲, share: 108.97 ± 13.15 nm, cite: ['@r1']}]\n"
    table = TABLE.replace("{field: name}", "{field: name, unit: nm}")
    files = {"study.yaml": SCHEMA, "evidence/studies.yaml": records, "tables/studies.yaml": table}
    review = printed(tmp_path, journal, BODY, files=files)
    assert column(review, 1) == [cell]
    assert plain_text(review.tables["studies"].table.head[0].cells[0].content) == head


@pytest.mark.parametrize(("citation", "raised"), [("number", False), ("narrative", True)])
def test_numbers_alone_in_a_cell_stand_on_the_line(tmp_path: Path, citation: str, raised: bool) -> None:
    """Where the text raises them, too: behind nothing, raised and small, they could not be read."""
    table = TABLE.replace("{cite: true}", f"{{cite: {citation}}}")
    review = tabled(tmp_path, "j-zhejiang-univ-med", table)
    cell = review.tables["studies"].table.body[0].cells[-1]
    (node,) = cell.content
    assert isinstance(node, ResolvedCitation)
    assert plain_text((node,)) == ("Ding等[1]" if raised else "[1]")
    assert any(isinstance(part, Styled) and part.style is Style.SUPER for part in node.content) == raised
