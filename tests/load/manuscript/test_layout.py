"""Front matter, headings, captions and statements, as authors type them without styles."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.load.manuscript.kit import entries, review_of
from toolkit.model.block import NumberedHeading
from toolkit.model.inline import plain_text
from toolkit.model.review import ResolvedReview

CHINESE = f"""\
间充质干细胞外泌体的合成综述
作者甲^1^，作者乙^2^
1. 合成单位
【摘要】目的 合成摘要[1]。
【关键词】外泌体；水凝胶；创面
Synthetic review of exosomes
[Abstract] A synthetic abstract.
[Key words] exosome; hydrogel
基金项目：合成基金
**1 引言**
外泌体可促进愈合[1]。
**2 机制**
**2.1 炎症**
3 例患者的炎症减轻[2]。
**2.1.1 巨噬细胞** 极化为 M2 型[3]。
一、临床
表 1 材料
Table 1 Materials
| 材料 | 文献 |
| 明胶 | [2] |
注：合成数据。
表 1 显示，材料有别。
![过程]
图 1 过程
Fig. 2 shows nothing here.
利益冲突：无。
致谢
感谢同事。
参考文献
{entries(3)}
"""
ENGLISH = f"""\
A synthetic review of exosomes in wounds
Author A, Writer B
Abstract
Exosomes are synthetic.
Keywords: exosome, wound healing, hydrogel
Introduction
Exosomes help [1].
2. Methods
2.1 Search
We searched [2].
Table 1. Materials
| Material | Work |
| gelatin | [2] |
Figure 1. Course of healing
Conclusions
They help [3].
Conflict of interest: none.
References
{entries(3, "{}.")}
"""


def headings(review: ResolvedReview) -> list[tuple[int, str, str]]:
    return [
        (block.source.level, block.number, plain_text(block.content))
        for block in review.blocks
        if isinstance(block, NumberedHeading)
    ]


def test_a_chinese_manuscript(tmp_path: Path) -> None:
    review = review_of(tmp_path, CHINESE)
    metadata = review.source.metadata
    assert (review.language, review.title) == ("zh-CN", "间充质干细胞外泌体的合成综述")
    assert [plain_text(word) for word in metadata.keywords["zh"]] == ["外泌体", "水凝胶", "创面"]
    assert [plain_text(word) for word in metadata.keywords["en"]] == ["exosome", "hydrogel"]
    assert plain_text(metadata.abstract[0].content.texts["en"]) == "A synthetic abstract."
    assert review.manuscript is not None
    assert [cluster.text for cluster in review.manuscript.clusters] == ["[1]", "[1]", "[2]", "[3]", "[2]"]
    assert headings(review) == [
        (1, "1", "引言"),
        (1, "2", "机制"),
        (2, "2.1", "炎症"),
        (3, "2.1.1", "巨噬细胞"),
        (1, "一、", "临床"),
    ]
    table = review.tables["tbl1"]
    assert {caption.language: plain_text(caption.content) for caption in table.captions} == {
        "zh": "材料",
        "en": "Materials",
    }
    assert plain_text(table.table.notes[0].content) == "合成数据。"
    assert [plain_text(cell.content) for cell in table.table.head[0].cells] == ["材料", "文献"]
    assert list(review.figures) == ["fig1"]
    assert review.figures["fig1"].alt == "过程"
    assert plain_text(metadata.statements["conflict_of_interest"].texts["zh"]) == "无。"
    assert plain_text(metadata.acknowledgements.texts["zh"]) == "感谢同事。"


def test_an_english_manuscript(tmp_path: Path) -> None:
    review = review_of(tmp_path, ENGLISH)
    metadata = review.source.metadata
    assert (review.language, review.title) == ("en", "A synthetic review of exosomes in wounds")
    assert plain_text(metadata.abstract[0].content.texts["en"]) == "Exosomes are synthetic."
    assert len(metadata.keywords["en"]) == 3
    assert headings(review) == [
        (1, "", "Introduction"),
        (1, "2", "Methods"),
        (2, "2.1", "Search"),
        (1, "", "Conclusions"),
    ]
    assert plain_text(review.tables["tbl1"].captions[0].content) == "Materials"
    assert plain_text(review.figures["fig1"].captions[0].content) == "Course of healing"
    assert review.manuscript is not None
    assert [entry.number for entry in review.manuscript.entries] == [1, 2, 3]


@pytest.mark.parametrize(
    "line",
    [
        "3 例患者痊愈。",
        "2020 年的研究表明，疗效良好",
        "1. 先培养细胞，再收集上清；",
        "12.5 mg 的剂量",
        "5 ± 1 周",
    ],
)
def test_what_is_no_heading(line: str, tmp_path: Path) -> None:
    review = review_of(tmp_path, f"# 1 引言\n{line}\n外泌体可促进愈合[1]。\n# 参考文献\n{entries(2)}")
    assert headings(review) == [(1, "1", "引言")]


@pytest.mark.parametrize(
    "words", ["人脐带间充质干细胞", "组织工程", "个体化治疗", "年龄的影响", "miR-126 的作用"]
)
def test_what_is_a_heading(words: str, tmp_path: Path) -> None:
    review = review_of(tmp_path, f"标题\n1 {words}\n外泌体可促进愈合[1]。\n# 参考文献\n{entries(2)}")
    assert headings(review) == [(1, "1", words)]


def test_an_empty_document(tmp_path: Path) -> None:
    review = review_of(tmp_path, "")
    assert review.title == ""
    assert not review.sections
