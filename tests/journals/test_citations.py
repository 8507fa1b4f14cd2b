"""Each journal's citations, narrative citations and headings, as research on printed articles found them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journals.support import headings, is_raised, paragraphs, printed
from toolkit.model.block import Paragraph
from toolkit.model.inline import ResolvedCitation, walk

# Every work is cited once first, so that r8 is [8]; then the forms, one paragraph each.
ALL = "".join(f"[@r{number}]" for number in range(1, 31))
BODY = f"""\
文{ALL}。

单篇 [@r1]。

一对[@r10; @r11]。

一串[@r4; @r5; @r6]。

不连[@r20; @r23]。

混合[@r8; @r10; @r13; @r22; @r23]。

@r22 等研究表明。

Exosome (外泌体)[@r16]。
"""
FORMS = {
    # 000 and 002: separate brackets, a space after Latin or a bracket only, Wang 等人[40]
    "hans-acm": [
        "单篇[1]。",
        "一对[10] [11]。",
        "一串[4] [5] [6]。",
        "不连[20] [23]。",
        "混合[8] [10] [13] [22] [23]。",
        "Ding 等人[22]研究表明。",
        "Exosome (外泌体) [16]。",
    ],
    # 001: single brackets tight to the text, Yang 等[14]
    "cn-medical-biotechnology": [
        "单篇[1]。",
        "一对[10,11]。",
        "一串[4-6]。",
        "不连[20,23]。",
        "混合[8,10,13,22,23]。",
        "Ding 等[22]研究表明。",
        "Exosome (外泌体)[16]。",
    ],
    # 003: [15-16] of two consecutive numbers, [13,25], a space before the bracket, Igboeli 等 [34] 报道
    "chin-j-cell-stem-cell": [
        "单篇 [1]。",
        "一对 [10-11]。",
        "一串 [4-6]。",
        "不连 [20,23]。",
        "混合 [8,10,13,22-23]。",
        "Ding 等 [22] 研究表明。",
        "Exosome (外泌体) [16]。",
    ],
    # 004: [10-11], [4-6], [20, 23], [8, 10, 13, 22-23], Ding等[22]研究表明
    "j-zhejiang-univ-med": [
        "单篇[1]。",
        "一对[10-11]。",
        "一串[4-6]。",
        "不连[20, 23]。",
        "混合[8, 10, 13, 22-23]。",
        "Ding等[22]研究表明。",
        "Exosome (外泌体)[16]。",
    ],
    # Journals of the association: [1,3], [1-3], a pair is not joined
    "cma": [
        "单篇[1]。",
        "一对[10,11]。",
        "一串[4-6]。",
        "不连[20,23]。",
        "混合[8,10,13,22,23]。",
        "Ding等[22]研究表明。",
        "Exosome (外泌体)[16]。",
    ],
}
RAISED = {"j-zhejiang-univ-med", "cma"}


@pytest.mark.parametrize("journal", FORMS)
def test_citations_of_chinese_journals(tmp_path: Path, journal: str) -> None:
    review = printed(tmp_path, journal, BODY)
    assert paragraphs(review)[1:] == FORMS[journal]
    nodes = [node for block in review.blocks if isinstance(block, Paragraph) for node in walk(block.content)]
    bracketed = [node for node in nodes if isinstance(node, ResolvedCitation) and not node.source.narrative]
    assert {is_raised(node.content) for node in bracketed} == {journal in RAISED}


def test_the_number_of_a_narrative_citation_is_raised_as_well(tmp_path: Path) -> None:
    review = printed(tmp_path, "j-zhejiang-univ-med", "@r1 等研究。")
    (citation,) = review.citations
    assert not is_raised(citation.content[:1])
    assert is_raised(citation.content[1:])


ENGLISH_REVIEW = """\
title: Synthetic title
language: en
journal: bmc
authors: [{name: AUTHOR A}]
bibliography: refs.bib
"""
ENGLISH = {
    "icmje": ["A [10,11].", "B [4–6].", "Ding et al. [22] found."],
    "bmc": ["A [10, 11].", "B [4–6].", "Ding et al. [22] found."],
    "mdpi": ["A [10,11].", "B [4–6].", "Ding et al. [22] found."],
    "elsevier-vancouver": ["A [10,11].", "B [4–6].", "Ding et al. [22] found."],
}


@pytest.mark.parametrize("journal", ENGLISH)
def test_citations_of_english_journals(tmp_path: Path, journal: str) -> None:
    body = f"Text {ALL}.\n\nA [@r10; @r11].\n\nB [@r4; @r5; @r6].\n\n@r22 found."
    review = printed(tmp_path, journal, body, review=ENGLISH_REVIEW)
    assert paragraphs(review)[1:] == ENGLISH[journal]


@pytest.mark.parametrize(
    ("journal", "together", "narrative"),
    [
        ("frontiers", "Text (Ding et al., 2001).", "Ding et al. (2001) found."),
        ("apa7", "Text (Ding et al., 2001).", "Ding et al. (2001) found."),
    ],
)
def test_citations_by_author_and_year(tmp_path: Path, journal: str, together: str, narrative: str) -> None:
    review = printed(tmp_path, journal, "Text [@r1].\n\n@r1 found.", review=ENGLISH_REVIEW)
    assert paragraphs(review) == [together, narrative]


@pytest.mark.parametrize(
    ("journal", "expected"),
    [
        ("hans-acm", ["1. 合成章节", "1.1. 甲", "1.1.1. 乙"]),
        ("cn-medical-biotechnology", ["1  合成章节", "1.1  甲", "1.1.1  乙"]),
        ("chin-j-cell-stem-cell", ["1  合成章节", "1.1  甲", "1.1.1  乙"]),
        ("j-zhejiang-univ-med", ["1 合成章节", "1.1 甲", "1.1.1 乙"]),
        ("cma", ["1 合成章节", "1.1 甲", "1.1.1 乙"]),
        ("mdpi", ["1. 合成章节", "1.1. 甲", "1.1.1. 乙"]),
        ("elsevier-vancouver", ["1. 合成章节", "1.1. 甲", "1.1.1. 乙"]),
        *((journal, ["合成章节", "甲", "乙"]) for journal in ("icmje", "bmc", "frontiers", "apa7")),
    ],
)
def test_heading_numbers(tmp_path: Path, journal: str, expected: list[str]) -> None:
    review = printed(tmp_path, journal, "文。\n\n## 甲\n\n### 乙\n\n文。")
    assert headings(review) == expected


def test_the_third_level_stands_in_the_line_in_zhejiang(tmp_path: Path) -> None:
    assert printed(tmp_path, "j-zhejiang-univ-med", "文。").source.journal.headings.run_in == 3


SECTIONS = "文@sec:ways，@sec:ways; @sec:safety。\n\n## 递送 {#ways}\n\n文。\n\n## 安全 {#safety}\n\n文。"


@pytest.mark.parametrize(
    ("journal", "expected"),
    [
        ("cma", "文第 1.1 节，第 1.1 节、第 1.2 节。"),
        ("icmje", "文“递送”一节，“递送”一节、“安全”一节。"),
    ],
)
def test_a_section_without_a_number_is_called_by_its_title(
    tmp_path: Path, journal: str, expected: str
) -> None:
    body = SECTIONS.replace("@sec:ways; @sec:safety", "[@sec:ways; @sec:safety]")
    assert paragraphs(printed(tmp_path, journal, body))[0] == expected


def test_a_section_without_a_number_in_english(tmp_path: Path) -> None:
    body = "See @sec:ways.\n\n## Ways {#ways}\n\nText."
    assert paragraphs(printed(tmp_path, "bmc", body, review=ENGLISH_REVIEW))[0] == "See section “Ways”."
