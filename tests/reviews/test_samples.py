"""The two reviews of ovarian failure build and check cleanly, and show every feature of their sources."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY
from tests.reviews.samples import OVARIAN_FAILURE, POI, article, checked, citation_texts, printed
from toolkit.model.block import NumberedHeading, Paragraph
from toolkit.model.diagnostic import Severity
from toolkit.model.inline import Style, Styled, plain_text
from toolkit.model.review import ResolvedReview
from toolkit.pipeline import build

BOTH = (OVARIAN_FAILURE, POI)


@pytest.mark.parametrize("name", BOTH)
def test_builds_in_its_own_journal(name: str, tmp_path: Path) -> None:
    built = build(REPOSITORY / "reviews" / name, tmp_path)
    assert [path.suffix for path in built.files] == [".docx", ".html"]
    assert all(path.stat().st_size > 10_000 for path in built.files)


@pytest.mark.parametrize("name", BOTH)
def test_nothing_is_unresolved_or_amiss(name: str) -> None:
    assert checked(name).problems == ()
    assert printed(name).unresolved == ()
    assert printed(name).warnings == ()
    serious = [
        f"{finding.code} {finding.message}"
        for finding in checked(name).result.findings
        if finding.severity in {Severity.ERROR, Severity.WARNING}
    ]
    assert serious == []


@pytest.mark.parametrize("name", BOTH)
def test_people_are_placeholders(name: str) -> None:
    """Neither the authors of the source nor invented people."""
    metadata = checked(name).loaded.metadata
    for author in metadata.authors:
        assert re.fullmatch("作者.", plain_text(author.name.best("zh")))
        assert re.fullmatch("AUTHOR [A-Z]", plain_text(author.name.best("en")))
        assert author.email == "" or author.email.endswith("@example.org")
        assert set(author.orcid) <= {"0", "-"}
    for text in metadata.affiliations.values():
        assert "占位" in plain_text(text.best("zh"))
        assert "placeholder" in plain_text(text.best("en"))
    for grant in metadata.funding:
        assert "占位" in plain_text(grant.name.best("zh"))
        assert grant.number.startswith("0000000")


# --- in words of their own --------------------------------------------------------

LONGEST_SHARED_RUN = 15
"""Chinese characters in a row. Names of laws, measures and the like are shorter."""


def chinese(text: str) -> str:
    return re.sub(r"[^\u4e00-\u9fff]", "", text)


def prose(review: ResolvedReview) -> list[str]:
    return [plain_text(block.content) for block in review.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(("name", "number"), [(OVARIAN_FAILURE, "003"), (POI, "004")])
def test_no_sentence_is_the_sources(name: str, number: str) -> None:
    source = chinese(article(number))
    length = LONGEST_SHARED_RUN + 1
    shared = [
        text[start : start + length]
        for text in map(chinese, prose(printed(name)))
        for start in range(len(text) - length + 1)
        if text[start : start + length] in source
    ]
    assert shared == []
    assert sum(len(text) for text in map(chinese, prose(printed(name)))) > 3000


# --- the features -----------------------------------------------------------------


def headings(review: ResolvedReview) -> list[str]:
    return [
        f"{block.label}{plain_text(block.content)}"
        for block in review.blocks
        if isinstance(block, NumberedHeading)
    ]


def test_headings_of_003() -> None:
    found = headings(printed(OVARIAN_FAILURE))
    assert found[0] == "1  POF 的病因及发病机制"
    assert "1.1  直接细胞损伤与凋亡" in found
    assert "3.3.1  治疗时机与输注剂量尚未统一" in found
    assert found[-1] == "4  结论与展望"
    assert len(found) == 19


def test_headings_of_004() -> None:
    found = headings(printed(POI))
    assert found[0] == "1 治疗早发性卵巢功能不全的干细胞来源及效果"
    assert "1.1.1 脂肪MSC" in found
    assert "2.4.3 去细胞化策略" in found
    assert found[-1] == "4 结语"
    assert printed(POI).journal.headings.run_in == 3


def test_citation_forms_of_003() -> None:
    found = citation_texts(printed(OVARIAN_FAILURE))
    assert {"[4]", "[15-16]", "[13,25]", "[13,21,26]", "[1-3]", "Igboeli 等 [34]"} <= set(found)


def test_citation_forms_of_004() -> None:
    review = printed(POI)
    found = citation_texts(review)
    wanted = {"[1]", "[4-6]", "[10-11]", "[20, 23]", "[8, 10, 13, 22-23]", "[8, 10, 13, 22-24]", "[42-43]"}
    assert wanted | {"Ding等[22]", "Tinjić等[11]"} <= set(found)
    raised = [node for citation in review.citations for node in citation.content if isinstance(node, Styled)]
    assert len(raised) == len(review.citations)
    assert {node.style for node in raised} == {Style.SUPER}


def test_front_matter_of_004() -> None:
    found = {(block.part, block.language): block for block in printed(POI).front}
    classification = "".join(plain_text(line) for line in found["classification", "zh"].content)
    assert classification == "[中图分类号] R711.75 [文献标志码] A"
    dates = plain_text(found["dates", "zh"].content[0])
    assert len(re.findall(r"\d{4}-\d\d-\d\d", dates)) == 4
    abbreviations = "".join(plain_text(line) for line in found["abbreviations", "zh"].content)
    assert len(abbreviations.split(";")) == 20
    assert abbreviations.startswith("早发性卵巢功能不全(premature ovarian insufficiency, POI)")
    first, corresponding = (plain_text(line) for line in found["biographies", "zh"].content)
    assert first.startswith("第一作者(First author): ")
    assert "ORCID" in first
    assert corresponding.startswith("通信作者(Corresponding author): ")
    assert {("abstract", "zh"), ("abstract", "en"), ("keywords", "zh"), ("keywords", "en")} <= found.keys()
    assert {("funding", "zh"), ("publication", "en"), ("doi", "en"), ("column", "zh")} <= found.keys()


def test_back_matter_of_004() -> None:
    blocks = printed(POI).back
    labels = [block.label.strip() for block in blocks if block.part == "statement"]
    assert labels == [
        "",
        "志谢",
        "Acknowledgements",
        "作者贡献",
        "Author Contributions",
        "数据可用性",
        "Data Availability",
        "医学伦理",
        "Ethical Approval",
        "利益冲突",
        "Conflict of Interests",
    ]
    assert [block.part for block in blocks][-3:] == ["licence", "references", "editor"]
    assert [block.label for block in blocks if block.part == "references"] == ["参考文献(Reference)"]


def test_clinical_table_of_004() -> None:
    """Its citations stand in the text before, so the table takes none of the numbers."""
    table = printed(POI).tables["clinical"]
    assert [plain_text(row.cells[-1].content) for row in table.table.body] == [
        f"[{number}]" for number in (8, 10, 11, 13, 20, 22, 23)
    ]


def test_figure_of_003_is_drawn_twice() -> None:
    """An SVG, and the same picture for programs that cannot draw it."""
    figure = printed(OVARIAN_FAILURE).figures["mechanisms"]
    drawing = REPOSITORY / "reviews" / OVARIAN_FAILURE / figure.source.file
    assert drawing.suffix == ".svg"
    assert drawing.is_file()
    png = drawing.with_suffix(".png").read_bytes()
    assert png.startswith(b"\x89PNG")
    assert len(png) < 60_000
    assert printed(OVARIAN_FAILURE).journal.figures.note_position == "above"
    text = drawing.read_text(encoding="utf-8")
    assert all(word in text for word in ("直接损伤", "免疫机制", "激素变化", "潜在或间接作用"))
