"""Authors and what stands beside them, from the lines in which authors are given. All names are synthetic."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.word_text import docx_from_text
from toolkit.load.docx import read_docx
from toolkit.load.manuscript.authors import FrontMatter, read_authors
from toolkit.model.inline import plain_text


def front(folder: Path, *lines: str) -> FrontMatter:
    path = folder / "front.docx"
    path.write_bytes(docx_from_text("\n".join(lines)))
    return read_authors(read_docx(path).paragraphs)


def people(found: FrontMatter) -> list[str]:
    return [
        " = ".join(plain_text(name) for name in author.name.texts.values())
        + "".join(f" {key}" for key in author.affiliations)
        + (" *" if author.corresponding else "")
        for author in found.authors
    ]


@pytest.mark.parametrize(
    ("lines", "wanted"),
    [
        (["作者甲^1^，作者乙^1,2,*^", "1. 合成大学", "2. 合成医院"],
         ["作者甲 unit1", "作者乙 unit1 unit2 *"]),
        (["作者甲1，作者乙2", "1. 合成大学；2. 合成医院"], ["作者甲 unit1", "作者乙 unit2"]),
        (["甲 乙、丙丁", "合成大学附属医院，城市 000000"], ["甲乙 unit1", "丙丁 unit1"]),
        (["Ann Brown^1^ and Carl B. Davis^2^", "1 Synthetic University", "2 Synthetic Hospital"],
         ["Ann Brown unit1", "Carl B. Davis unit2"]),
        (["Ann Q. Brown1, Carl Davis2,*", "1 Synthetic University", "2 Synthetic Hospital"],
         ["Ann Q. Brown unit1", "Carl Davis unit2 *"]),
        (["ANN B, CARL D (Synthetic University (Main Campus), City)"], ["ANN B unit1", "CARL D unit1"]),
        (["作者甲^1^", "1. 合成大学", "AUTHOR A^1^", "1. Synthetic University"], ["作者甲 = AUTHOR A unit1"]),
        (["这一行是一个句子，不是作者的名单。"], []),
        (["合成大学附属医院"], []),
    ],
)  # fmt: skip
def test_names_and_affiliations(lines: list[str], wanted: list[str], tmp_path: Path) -> None:
    assert people(front(tmp_path, *lines)) == wanted


def test_funding_classification_and_dates(tmp_path: Path) -> None:
    found = front(
        tmp_path,
        "作者甲，作者乙",
        "基金项目：合成基金（00000000）；合成计划（No. A-1）",
        "[中图分类号] R711.75 [文献标志码] A",
        "收稿日期(Received): 2026-03-06 接受日期(Accepted): 2026-11-11",
        "通信作者：作者乙，Email：author@example.org",
    )
    assert [(plain_text(grant.name.best("zh")), grant.number) for grant in found.funding] == [
        ("合成基金", "00000000"),
        ("合成计划", "A-1"),
    ]
    assert found.classification == {"clc": "R711.75", "document_code": "A"}
    assert found.dates == {"received": "2026-03-06", "accepted": "2026-11-11"}
    assert found.authors[1].corresponding
    assert found.authors[1].email == "author@example.org"
    assert len(found.lines) == 5


def test_a_line_that_says_more_is_left_for_a_person(tmp_path: Path) -> None:
    found = front(
        tmp_path,
        "作者甲，作者乙",
        "通信作者：作者乙，教授，Email：author@example.org",
        "基金项目：合成基金资助",
    )
    assert found.lines == {1}
    assert found.authors[1].email == "author@example.org"
