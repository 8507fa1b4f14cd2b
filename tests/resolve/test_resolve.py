"""A review folder through the loader and the resolver: numbers, citations, values. Synthetic."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.folders import REVIEW, section, write_review
from toolkit.load.project import load_review
from toolkit.model.block import NumberedHeading, NumberedTable, Paragraph
from toolkit.model.inline import plain_text
from toolkit.model.review import ResolvedReview
from toolkit.resolve import resolve

RECORDS = """\
schema: trial
records:
  - {id: a, registry: NCT00000001, title: 甲, source: 骨髓, participants: 20, cite: ["@davis"]}
  - {id: b, registry: NCT00000002, title: 乙, source: 脂肪, participants: 10}
  - {id: c, registry: NCT00000003, title: 丙, source: 骨髓, cite: ["@clark"]}
"""
TABLE = """\
id: trials
caption: {zh: 合成表格}
records: trials
columns: [{field: title}, {field: participants}, {cite: true}]
"""


def resolved(folder: Path, body: str, review: str = REVIEW, **files: str) -> ResolvedReview:
    named = {name.replace("__", "/") + ".yaml": text for name, text in files.items()}
    folder = folder / "review"
    write_review(folder, {"sections/01-one.md": section(body), **named}, review=review)
    loaded = load_review(folder)
    assert loaded.problems == ()
    return resolve(loaded)


def paragraphs(review: ResolvedReview) -> list[str]:
    return [plain_text(block.content) for block in review.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        ("甲[@adams]，乙[@brown]，丙[@adams]。", "甲[1]，乙[2]，丙[1]。"),
        ("甲[@adams; @brown; @clark]。", "甲[1-3]。"),
        ("甲[@adams; @brown]。", "甲[1,2]。"),
        ("甲 [@adams]。", "甲[1]。"),
        ("@adams 等研究。", "Adams 等[1]研究。"),
        ("@adams 研究。", "Adams 等[1] 研究。"),
        ("@zhwang 等研究。", "王一等[1]研究。"),
        ("甲[@nobody]。", "甲[?nobody]。"),
    ],
)
def test_citations_print_as_the_journal_wants(tmp_path: Path, body: str, printed: str) -> None:
    assert paragraphs(resolved(tmp_path, body)) == [printed]


def test_authors_end_in_the_language_of_the_entry(tmp_path: Path) -> None:
    review = resolved(tmp_path, "甲[@adams; @zhwang]。")
    first, second = (plain_text(entry.content) for entry in review.bibliography)
    assert first.startswith("ADAMS A, SECOND B, THIRD C, et al.")
    assert second.startswith("王一, 李二, 赵三, 等.")


def test_citations_of_a_table_are_numbered_at_its_first_mention(tmp_path: Path) -> None:
    body = "甲[@adams]，见 @tbl:trials。\n\n乙[@brown]。\n\n::: table trials\n:::\n"
    review = resolved(tmp_path, body, evidence__trials=RECORDS, tables__trials=TABLE)
    assert [entry.key for entry in review.bibliography] == ["adams", "davis", "clark", "brown"]
    table = review.tables["trials"].table
    assert [plain_text(row.cells[2].content) for row in table.body] == ["[2]", "N/A", "[3]"]


def test_citations_of_a_table_can_be_numbered_where_it_stands(tmp_path: Path) -> None:
    body = "见 @tbl:trials。\n\n乙[@brown]。\n\n::: table trials\n:::\n"
    table = TABLE + "anchor: placed\n"
    review = resolved(tmp_path, body, evidence__trials=RECORDS, tables__trials=table)
    assert [entry.key for entry in review.bibliography] == ["brown", "davis", "clark"]


def test_values_are_computed_from_the_records(tmp_path: Path) -> None:
    body = '共 {{ trials | count }} 项，{{ trials | sum("participants") }} 人，{{ trials | cuont }}。'
    review = resolved(tmp_path, body, evidence__trials=RECORDS)
    assert paragraphs(review) == ["共 3 项，30 人，{{?}}。"]
    assert [item.kind for item in review.unresolved] == ["value"]


def test_tables_are_filtered_sorted_and_grouped(tmp_path: Path) -> None:
    table = TABLE.replace(
        "columns:",
        "where: participants is not none\nsort: [-participants]\nrows: {group_by: source}\ncolumns:",
    )
    body = "见 @tbl:trials。\n\n::: table trials\n:::\n"
    review = resolved(tmp_path, body, evidence__trials=RECORDS, tables__trials=table)
    body_rows = review.tables["trials"].table.body
    assert [(row.kind, plain_text(row.cells[0].content)) for row in body_rows] == [
        ("group", "骨髓"),
        ("body", "甲"),
        ("group", "脂肪"),
        ("body", "乙"),
    ]


def test_headings_tables_and_references_to_them_are_numbered(tmp_path: Path) -> None:
    body = "见 @tbl:trials、@sec:sub 与 @tbl:none。\n\n## 小节 {#sub}\n\n### 细节\n\n::: table trials\n:::\n"
    review = resolved(tmp_path, body, evidence__trials=RECORDS, tables__trials=TABLE)
    headings = [block.label for block in review.blocks if isinstance(block, NumberedHeading)]
    assert headings == ["1  ", "1.1  ", "1.1.1  "]
    assert paragraphs(review) == ["见 表 1、第 1.1 节 与 ?tbl:none。"]
    table = next(block for block in review.blocks if isinstance(block, NumberedTable))
    assert table.captions[0].label == "表 1"
    assert [(item.kind, item.name) for item in review.unresolved] == [("cross-reference", "tbl:none")]


def test_a_title_is_text_and_never_a_value(tmp_path: Path) -> None:
    review = REVIEW.replace("合成题名", "'{{ trials | count }} <script> & ]]> @adams'")
    assert resolved(tmp_path, "文。", review).title == "{{ trials | count }} <script> & ]]> @adams"


def test_the_introduction_has_no_heading_where_the_journal_prints_none(tmp_path: Path) -> None:
    files = {
        "sections/01-intro.md": section("甲。", name="intro", extra="role: introduction\n"),
        "sections/02-next.md": section("乙。", name="next", title="正文"),
    }
    loaded = load_review(write_review(tmp_path / "review", files))
    headings = [block for block in resolve(loaded).blocks if isinstance(block, NumberedHeading)]
    assert [heading.label + plain_text(heading.content) for heading in headings] == ["1  正文"]
