"""CSV: what a spreadsheet and a program read back."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.render.sample_nodes import styled, text
from tests.render.tables.build import table_of
from toolkit.model.inline import Style
from toolkit.model.review import ResolvedReview
from toolkit.model.table import Cell, Note, Row
from toolkit.render.tables.csv_file import guarded, table_csv


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_sample(review: ResolvedReview) -> None:
    data = table_csv(review.tables["hydrogels"], "zh-CN")
    assert data.startswith(b"\xef\xbb\xbf")
    assert rows_of(data) == [
        ["生物材料", "来源", "外泌体表征：尺寸（nm）", "外泌体表征：表面标志物",
         "疾病模型", "治疗作用", "文献"],
        ["ADSCs 组", "", "", "", "", "", ""],
        ["样例凝胶 A", "ADSCs", "108.97 ± 13.15", "CD9、CD63", "大鼠烧伤", "促进血管生成", "[1]"],
        ["样例凝胶 B/Exo@Fe₃O", "ADSCs", "30 ~ 150", "N/A", "糖尿病小鼠", "减轻炎症", "[2]"],
        ["BMSCs 组", "", "", "", "", "", ""],
        ["样例凝胶 C", "BMSCs", "120", "CD81", "小鼠全层缺损", "清除 ROS", "[3]"],
    ]  # fmt: skip


def test_marks_of_notes_go_with_the_notes() -> None:
    cells = (
        text("1", styled(Style.SUPER, "a")),
        text("2", styled(Style.SUPER, "b")),
        text("10", styled(Style.SUPER, "7")),
    )
    table = table_of([""])
    body = tuple(Row((Cell(content),)) for content in cells)
    noted = replace(table.table, body=body, notes=(Note("a", ()), Note("7", ())))
    rows = rows_of(table_csv(replace(table, table=noted), "en"))
    assert [row[0] for row in rows[1:]] == ["1", "2^b^", "10⁷"]


def test_lines_end_as_the_standard_says(review: ResolvedReview) -> None:
    data = table_csv(review.tables["trials"], "en")
    assert data.count(b"\r\n") == data.count(b"\n") == 4


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "- a", "-"],
)
def test_formulas_are_text(cell: str) -> None:
    assert guarded(cell) == f"'{cell}"


@pytest.mark.parametrize(
    "cell", ["-1.5", "+3", "-1,200", "-.5", "-2e-3", "-5 %", "1-2", "a=b", "", "–3", "N/A"]
)
def test_numbers_and_words_stay(cell: str) -> None:
    assert guarded(cell) == cell


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\n")), min_size=1))
def test_every_cell_is_read_back(texts: list[str]) -> None:
    data = table_csv(table_of(*([text] for text in texts)), "en")
    assert [row[0] if row else "" for row in rows_of(data)[1:]] == [guarded(text) for text in texts]
