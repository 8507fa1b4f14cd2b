"""Front and back matter: order, languages and labels. All content is synthetic."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journals.support import lines, printed
from toolkit.load.journal import load_journal
from toolkit.model.diagnostic import Problem

FULL = """\
title: {zh: 合成综述, en: A synthetic review}
language: zh-CN
journal: j-zhejiang-univ-med
topic: {zh: 合成专题}
column: {zh: 专题报道}
authors:
  - name: {zh: 作者甲, en: AUTHOR A}
    affiliations: [unit]
    biography: {zh: "硕士研究生, 主要从事合成研究"}
    email: a@example.org
    orcid: 0000-0000-0000-0000
  - name: {zh: 作者乙, en: AUTHOR B}
    affiliations: [unit]
    biography: {zh: 教授}
    email: b@example.org
    orcid: 0000-0000-0000-0001
    corresponding: true
affiliations:
  unit: {zh: "示例大学医学院, 城市 000000", en: "School of Medicine, Example University, City 000000, China"}
abstract: {zh: 摘要文, en: Abstract text}
keywords: {zh: [词一, 词二], en: [Word one, Word two]}
classification: {clc: R711.75, document_code: A, doi: 10.1000/example}
funding:
  - {name: {zh: 基金一}, number: "001"}
  - {name: {zh: 基金二}, number: "002"}
dates: {received: 2025-03-06, revised: 2025-09-19, accepted: 2025-11-11, online: 2025-11-20}
publication: {year: 2025, volume: 54, issue: 6, pages: 754-763}
statements:
  supplement: {zh: 本文附加文件见电子版。}
  conflict_of_interest: {zh: 无冲突, en: No conflict}
  ethics: {zh: 不涉及, en: None involved}
  data_availability: {zh: 公开, en: Public}
  author_contributions: {zh: 甲与乙, en: A and B}
  preprint: 另一声明
acknowledgements: {zh: 感谢, en: Thanks}
licence: {en: "©The author(s) 2025."}
editor: {zh: 编辑甲}
bibliography: [refs.bib]
abbreviations:
  POI: {zh: 早发性卵巢功能不全, en: premature ovarian insufficiency}
  XYZ: {zh: 仅有中文}
"""


def test_the_front_matter_of_zhejiang(tmp_path: Path) -> None:
    assert lines(printed(tmp_path, "j-zhejiang-univ-med", "文。", review=FULL).front) == [
        "DOI:10.1000/example",
        "合成专题",
        "• 专题报道 •",
        "合成综述",
        "作者甲, 作者乙",
        "示例大学医学院, 城市 000000",
        "[摘要] 摘要文",
        "[关键词] 词一; 词二",
        "[中图分类号] R711.75 [文献标志码] A",
        "A synthetic review",
        "AUTHOR A, AUTHOR B (School of Medicine, Example University, City 000000, China)",
        (
            "收稿日期(Received): 2025-03-06 修改返回日期(Revised): 2025-09-19 "
            "接受日期(Accepted): 2025-11-11 网络预发表日期(Online): 2025-11-20"
        ),
        "基金项目(Funding): 基金一(001); 基金二(002)",
        (
            "第一作者(First author): 作者甲, 硕士研究生, 主要从事合成研究; E-mail: a@example.org; "
            "ORCID: 0000-0000-0000-0000"
        ),
        "通信作者(Corresponding author): 作者乙, 教授; E-mail: b@example.org; ORCID: 0000-0000-0000-0001",
        "Corresponding author: AUTHOR B, E-mail: b@example.org, ORCID: 0000-0000-0000-0001",
        "[Abstract] Abstract text",
        "[Key words] Word one; Word two",
        "[J Zhejiang Univ (Med Sci), 2025, 54(6): 754-763.]",
        "[缩略语] 早发性卵巢功能不全(premature ovarian insufficiency, POI);仅有中文(XYZ)",
    ]


def test_the_back_matter_of_zhejiang(tmp_path: Path) -> None:
    assert lines(printed(tmp_path, "j-zhejiang-univ-med", "文。", review=FULL).back) == [
        "本文附加文件见电子版。",
        "志谢 感谢",
        "Acknowledgements Thanks",
        "作者贡献 甲与乙",
        "Author Contributions A and B",
        "数据可用性 公开",
        "Data Availability Public",
        "医学伦理 不涉及",
        "Ethical Approval None involved",
        "利益冲突 无冲突",
        "Conflict of Interests No conflict",
        "预印本 另一声明",
        "©The author(s) 2025.",
        "参考文献(Reference)",
        "[本文编辑 编辑甲]",
    ]


@pytest.mark.parametrize(
    ("journal", "labels"),
    [
        ("hans-acm", ["摘  要", "关键词", "Abstract", "Keywords"]),
        ("cn-medical-biotechnology", ["【摘要】 ", "【关键词】 ", "【Abstract】 ", "【Key words】 "]),
        ("chin-j-cell-stem-cell", ["【摘要】 ", "【关键词】 ", "【Abstract】 ", "【Key words】 "]),
        ("j-zhejiang-univ-med", ["[摘要] ", "[关键词] ", "[Abstract] ", "[Key words] "]),
        ("mdpi", ["Abstract: ", "Keywords: "]),
        ("bmc", ["Abstract", "Keywords: "]),
    ],
)
def test_labels_of_abstract_and_keywords(tmp_path: Path, journal: str, labels: list[str]) -> None:
    front = printed(tmp_path, journal, "文。", review=FULL).front
    assert [block.label for block in front if block.part in {"abstract", "keywords"}] == labels


def test_declarations_of_bmc_stand_under_one_heading_in_its_order(tmp_path: Path) -> None:
    back = printed(tmp_path, "bmc", "文。", review=FULL).back
    assert [block.label for block in back] == [
        "List of abbreviations",
        "Declarations",
        "Ethics approval and consent to participate",
        "Availability of data and materials",
        "Competing interests",
        "Funding",
        "Authors' contributions",
        "Acknowledgements",
        # Given in Chinese only.
        "预印本",
        "附加文件",
        "References",
    ]
    assert back[1].heading
    assert back[1].content == ()


def test_a_heading_over_nothing_does_not_print(tmp_path: Path) -> None:
    bare = "title: {en: T}\nlanguage: en\njournal: bmc\nauthors: [{name: A}]\nbibliography: refs.bib\n"
    assert [block.part for block in printed(tmp_path, "bmc", "Text.", review=bare).back] == ["references"]


def test_what_was_given_in_another_language_only_is_not_lost(tmp_path: Path) -> None:
    review = printed(tmp_path, "bmc", "文。", review=FULL)
    given = {block.label: block.language for block in review.back if block.part == "statement"}
    # The journal prints English; these two were given in Chinese alone.
    assert given["预印本"] == "zh"
    assert given["附加文件"] == "zh"
    only_chinese = FULL.replace("title: {zh: 合成综述, en: A synthetic review}", "title: {zh: 合成综述}")
    front = printed(tmp_path / "other", "bmc", "文。", review=only_chinese).front
    assert [(block.part, block.language) for block in front[:1]] == [("title", "zh")]


def test_nothing_prints_twice_where_both_languages_are_given(tmp_path: Path) -> None:
    for journal in ("cma", "hans-acm", "j-zhejiang-univ-med"):
        review = printed(tmp_path / journal, journal, "文。", review=FULL)
        texts = [
            line for line in lines((*review.front, *review.back)) if "无冲突" in line or "另一声明" in line
        ]
        assert len(texts) == 2


STRUCTURED = """\
abstract:
  objective: {zh: 目的文。, en: Why.}
  methods: {zh: 方法文。, en: How.}
"""


@pytest.mark.parametrize(
    ("journal", "expected"),
    [
        ("cma", ["【摘要】 目的 目的文。 方法 方法文。", "【Abstract】 Objective Why. Methods How."]),
        ("bmc", ["AbstractObjective Why.", "Methods How."]),
    ],
)
def test_structured_abstracts(tmp_path: Path, journal: str, expected: list[str]) -> None:
    review = FULL.replace("abstract: {zh: 摘要文, en: Abstract text}\n", STRUCTURED)
    front = printed(tmp_path, journal, "文。", review=review).front
    assert lines(block for block in front if block.part == "abstract") == expected


def test_affiliations_are_marked_with_letters_in_elsevier(tmp_path: Path) -> None:
    review = FULL.replace(
        "affiliations:\n  unit:", "affiliations:\n  other: {en: Other unit}\n  unit:"
    ).replace("affiliations: [unit]\n    biography: {zh: 教授}", "affiliations: [other, unit]")
    front = printed(tmp_path, "elsevier-vancouver", "文。", review=review).front
    assert lines(block for block in front if block.part in {"authors", "affiliations"}) == [
        "AUTHOR Ab, AUTHOR Ba,b,*",
        "a Other unit",
        "b School of Medicine, Example University, City 000000, China",
    ]


def test_the_last_author_follows_a_conjunction_with_a_comma_from_three_on(tmp_path: Path) -> None:
    front = printed(tmp_path / "two", "apa7", "文。", review=FULL).front
    assert lines(block for block in front if block.part == "authors") == ["AUTHOR A and AUTHOR B"]
    third = FULL.replace(
        "affiliations:\n  unit", "  - {name: {zh: 作者丙, en: AUTHOR C}}\naffiliations:\n  unit"
    )
    front = printed(tmp_path / "three", "apa7", "文。", review=third).front
    assert lines(block for block in front if block.part == "authors") == ["AUTHOR A, AUTHOR B, and AUTHOR C"]


def test_a_misspelt_name_in_a_form_is_a_problem(tmp_path: Path) -> None:
    profile = "extends: cma\nfront:\n  - {part: funding, language: zh, form: ['{nam}']}\n"
    (tmp_path / "mine.yaml").write_text(profile, encoding="utf-8")
    problems: list[Problem] = []
    load_journal("mine", tmp_path, problems)
    assert [problem.message for problem in problems] == [
        "“nam” is no name in the form of “funding”. Did you mean “name”?"
    ]


def test_a_misspelt_name_in_a_running_head_is_a_problem(tmp_path: Path) -> None:
    profile = "extends: cma\npage: {header: {zh: ['{jurnal}', ' {page}']}}\n"
    (tmp_path / "mine.yaml").write_text(profile, encoding="utf-8")
    problems: list[Problem] = []
    load_journal("mine", tmp_path, problems)
    assert [problem.message for problem in problems] == [
        "“jurnal” is no name in a running head. Did you mean “journal”?"
    ]


@pytest.mark.parametrize(
    ("journal", "expected"),
    [
        (
            "chin-j-cell-stem-cell",
            "早发性卵巢功能不全 （premature ovarian insufficiency，POI）;仅有中文 （XYZ）",
        ),
        (
            "cn-medical-biotechnology",
            "早发性卵巢功能不全（premature ovarian insufficiency, POI）;仅有中文（XYZ）",
        ),
        ("hans-acm", "早发性卵巢功能不全(premature ovarian insufficiency, POI);仅有中文(XYZ)"),
    ],
)
def test_glosses_that_the_toolkit_writes_are_typed_as_the_journal_does(
    tmp_path: Path, journal: str, expected: str
) -> None:
    profile = f"extends: {journal}\nfront: [{{part: abbreviations, language: zh, joiner: ;}}]\n"
    review = printed(tmp_path, "mine", "文。", review=FULL, files={"mine.yaml": profile})
    assert lines(review.front) == [expected]
