"""Authors, affiliations and what else a first page says, read where it is certain."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.load.manuscript.kit import review_of
from toolkit.model.inline import plain_text
from toolkit.model.review import Metadata

REST = """\
【摘要】 合成摘要。
【关键词】 合成；测试
# 1 引言
正文[1]。
# 参考文献
[1] AUTHOR A. Synthetic work 1[J]. Synth J, 2020, 1(1): 1-9.
"""
BOTH = """\
合成标题
作者甲^1,2^，作者乙丙^1*^，王 五^2^
^1^某某大学附属医院 烧伤科，北京 100000；^2^某某研究所
【摘要】 合成摘要。
中图分类号：R622　文献标志码：A　文章编号：1000-0000(2024)01-0001-05
基金项目：合成基金（00000000）
A synthetic title
Jia ZUOZHE^1,2^, Yibing ZUOZHE^1,*^ and Wu WANG^2^
^1^Department of Burns, Some University Hospital, Beijing 100000, China
【Abstract】 Synthetic.
# 1 引言
正文[1]。
# 参考文献
[1] AUTHOR A. Synthetic work 1[J]. Synth J, 2020, 1(1): 1-9.
"""


def metadata(folder: Path, text: str) -> Metadata:
    return review_of(folder, text).source.metadata


def names(read: Metadata) -> list[str]:
    return [plain_text(author.name.best("zh")) for author in read.authors]


def test_names_with_numbers_and_the_star_of_the_corresponding_author(tmp_path: Path) -> None:
    read = metadata(tmp_path, BOTH)
    assert names(read) == ["作者甲", "作者乙丙", "王五"]
    assert [author.affiliations for author in read.authors] == [("1", "2"), ("1",), ("2",)]
    assert [author.corresponding for author in read.authors] == [False, True, False]
    span = read.authors[2].span
    assert span is not None
    assert (span.line, span.column, span.end_column) == (2, 15, 19), "with its mark"
    places = {number: plain_text(text.best("zh")) for number, text in read.affiliations.items()}
    assert places == {"1": "某某大学附属医院 烧伤科，北京 100000", "2": "某某研究所"}


def test_classification_and_funding(tmp_path: Path) -> None:
    read = metadata(tmp_path, BOTH)
    assert read.classification == {"clc": "R622", "document_code": "A"}
    assert [plain_text(each.name.best("zh")) for each in read.funding] == ["合成基金(00000000)"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("作者甲，作者乙", ["作者甲", "作者乙"]),
        ("作者甲、李 四", ["作者甲", "李四"]),
        ("作者甲 王 五 作者乙", ["作者甲", "王五", "作者乙"]),
        ("作者甲 1，2，作者乙 1", ["作者甲", "作者乙"]),
        ("作者甲", []),
        ("作者甲*", ["作者甲"]),
        ("作者甲\n某某大学附属医院", ["作者甲"]),
        ("某某大学附属医院", []),
        ("这是一句没有标签的引言，并不是作者的姓名。", []),
        ("", []),
    ],
)
def test_a_line_of_names_or_none(tmp_path: Path, line: str, found: list[str]) -> None:
    assert names(metadata(tmp_path, f"合成标题\n{line}\n{REST}")) == found


def test_names_in_latin_letters(tmp_path: Path) -> None:
    text = (
        "A synthetic title\nAnn B. Nobody^1^, Bea Nobody-Some^2^ & Carl de Nobody^1,*^\n"
        "Abstract: Synthetic words only.\n# Introduction\nText [1].\n# References\n"
        "[1] Nobody A. Synthetic work 1. Synth J. 2020;1(1):1-9.\n"
    )
    assert names(metadata(tmp_path, text)) == ["Ann B. Nobody", "Bea Nobody-Some", "Carl de Nobody"]
