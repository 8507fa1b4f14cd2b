"""Pages, columns, running heads, page and line numbers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.render.docx.build import docx_of, review_of
from tests.render.docx.shorthand import Docx
from tests.render.docx.test_table import numbered
from tests.render.sample import FIGURE, write_figures
from tests.render.sample_matter import FRONT, JOURNAL
from tests.render.sample_nodes import heading, paragraph
from tests.render.sample_tables import HYDROGELS
from toolkit.model.inline import FootnoteReference, ResolvedFootnote
from toolkit.model.journal import Journal
from toolkit.render.docx import render_docx
from toolkit.render.docx.ooxml.names import NAMESPACES, r, w


def journal(**page: Any) -> Journal:
    return replace(JOURNAL, page=replace(JOURNAL.page, **page))


def sections(document: Docx) -> list[str]:
    return [line for line in document.lines() if line.startswith("---")]


def test_page_is_the_journals() -> None:
    document = docx_of(paragraph("x"), journal=journal(size="letter", margin_left=25.4, margin_bottom=10))
    (section,) = document.find("//w:sectPr")
    assert [section.find(w("pgSz")).get(w(side)) for side in ("w", "h")] == ["12240", "15840"]
    margins = {key.rpartition("}")[2]: int(value) for key, value in section.find(w("pgMar")).attrib.items()}
    assert margins["left"] == 1440
    assert margins["bottom"] == 567
    assert margins["footer"] < margins["bottom"]


def test_running_head_names_journal_and_title() -> None:
    document = docx_of(
        paragraph("x"), title="{journal} <b>", journal=journal(header={"zh": "{journal}·{title}"})
    )
    assert document.lines(document.part("header1.xml")) == ['Header: "合成样例杂志·{journal} <b>"']


def test_running_head_of_pieces() -> None:
    """A piece of which something is not known does not print; pages are counted by fields."""
    pieces = ("{journal}", "，{year}", "（{issue}）", "，{authors}", "\t", "{page}/{page_count}")
    review = review_of(
        paragraph("x"),
        numbered(replace(HYDROGELS, orientation="landscape")),
        journal=journal(header={"zh": pieces}),
    )
    metadata = replace(review.source.metadata, publication={"year": "2025"})
    document = Docx(render_docx(replace(review, source=replace(review.source, metadata=metadata))))
    (upright, lying) = (document.part(f"header{number}.xml") for number in (1, 2))
    printed = '"合成样例杂志" "，2025" "，作者甲 et al." ⇥ {PAGE = "1"} "/" {NUMPAGES = "1"}'
    for root, edge in ((upright, "9412"), (lying, "14344")):
        assert document.lines(root)[0] == f"Header(left): {printed}"
        assert root.xpath("//w:tabs/w:tab/@w:pos", namespaces=NAMESPACES) == [edge]


def test_journal_without_running_head_has_no_header() -> None:
    document = docx_of(paragraph("x"), journal=journal(header={}))
    assert "word/header1.xml" not in document.files
    assert not document.find("//w:headerReference")


def test_page_number_in_the_middle() -> None:
    document = docx_of(paragraph("x"))
    assert document.lines(document.part("footer1.xml")) == ['Footer: {PAGE = "1"}']
    assert document.part("settings.xml").find(w("evenAndOddHeaders")) is None


def test_page_number_outside() -> None:
    document = docx_of(paragraph("x"), journal=journal(page_numbers="footer-outside"))
    assert document.lines(document.part("footer1.xml")) == ['Footer(right): {PAGE = "1"}']
    assert document.lines(document.part("footer2.xml")) == ['Footer(left): {PAGE = "1"}']
    assert document.part("settings.xml").find(w("evenAndOddHeaders")) is not None
    kinds = [
        (node.tag.rpartition("}")[2], node.get(w("type"))) for node in document.find("//w:sectPr")[0][:4]
    ]
    assert kinds == [
        ("headerReference", "default"),
        ("headerReference", "even"),
        ("footerReference", "default"),
        ("footerReference", "even"),
    ]


@pytest.mark.parametrize(
    ("text", "printed"), [({"zh": "{journal}"}, 'Header: "合成样例杂志"'), ({}, "Normal:")]
)
def test_first_page_of_its_own(text: dict[str, str], printed: str) -> None:
    """Its head is the journal's or none, its page number stays; no other section has one."""
    document = docx_of(
        paragraph("a"),
        front=FRONT,
        journal=journal(columns=2, first_page="own", first_header=text, header={"zh": "{title}"}),
    )
    opening, following = document.find("//w:sectPr")
    links = document.relationships()
    first = {
        node.tag.rpartition("}")[2]: document.lines(document.part(links[node.get(r("id"))]))
        for node in opening
        if node.get(w("type")) == "first"
    }
    assert first == {"headerReference": [printed], "footerReference": ['Footer: {PAGE = "1"}']}
    assert opening.find(w("titlePg")) is not None
    assert following.find(w("titlePg")) is None


def test_no_page_numbers() -> None:
    document = docx_of(paragraph("x"), journal=journal(page_numbers="none"))
    assert "word/footer1.xml" not in document.files


@pytest.mark.parametrize("wanted", [True, False])
def test_line_numbers(wanted: bool) -> None:
    document = docx_of(paragraph("x"), journal=journal(line_numbers=wanted))
    assert bool(document.find("//w:lnNumType[@w:restart='continuous']")) is wanted


def test_two_columns_begin_after_the_front_matter_and_stop_for_tables() -> None:
    document = docx_of(
        paragraph("a"), numbered(HYDROGELS), paragraph("b"), journal=journal(columns=2), front=FRONT
    )
    assert sections(document) == [
        "--- nextPage 11906×16838 columns=1 ---",
        "--- continuous 11906×16838 columns=2 ---",
        "--- continuous 11906×16838 columns=1 ---",
        "--- continuous 11906×16838 columns=2 ---",
    ]


def test_order_of_settings_is_the_schemas() -> None:
    document = Docx(render_docx(review_of(paragraph("x"), journal=journal(page_numbers="footer-outside"))))
    names = [node.tag.rpartition("}")[2] for node in document.part("settings.xml")]
    assert names.index("defaultTabStop") < names.index("evenAndOddHeaders")
    assert names.index("evenAndOddHeaders") < names.index("characterSpacingControl")
    assert "updateFields" not in names
    assert document.part("settings.xml").find(w("zoom")).get(w("percent")) == "100"
    assert document.find("//w:docGrid[not(@w:type)]")
    assert not document.find(f"//*[@{'w:dirty'}]")


@pytest.mark.parametrize(("width", "columns"), [("40%", ["1", "2"]), ("90%", ["1", "2", "1", "2"])])
def test_a_figure_wider_than_a_column_goes_across_the_page(
    tmp_path: Path, width: str, columns: list[str]
) -> None:
    write_figures(tmp_path)
    review = review_of(
        paragraph("a"),
        replace(FIGURE, source=replace(FIGURE.source, width=width)),
        paragraph("b"),
        root=tmp_path,
        journal=journal(columns=2),
        front=FRONT,
    )
    found = Docx(render_docx(review)).find("//w:sectPr/w:cols")
    assert [node.get(w("num"), "1") for node in found] == columns


def test_in_columns_a_heading_lets_go_of_a_paragraph_with_a_footnote() -> None:
    """LibreOffice would lay them out without end; elsewhere headings stay with what follows."""

    def loose(**page: Any) -> list[str]:
        note = ResolvedFootnote(FootnoteReference("n"), 1)
        blocks = (
            heading(2, "", "one", "甲"),
            paragraph("a"),
            heading(2, "", "two", "乙"),
            paragraph("b", note),
        )
        document = docx_of(*blocks, journal=journal(**page))
        return [
            "".join(node.itertext(w("t"))) for node in document.find("//w:p[w:pPr/w:keepNext/@w:val='0']")
        ]

    assert loose(columns=2) == ["乙"]
    assert loose() == []


def test_no_caption_and_no_empty_paragraph_ends_a_section(tmp_path: Path) -> None:
    """LibreOffice loses references to a caption there, and drops a paragraph without text."""
    write_figures(tmp_path)
    wide = replace(FIGURE, note=(), source=replace(FIGURE.source, width="100%"))
    document = docx_of(
        paragraph("x"), wide, paragraph("y"), root=tmp_path, front=FRONT, journal=journal(columns=2)
    )
    ends = [section.getparent().getparent() for section in document.find("//w:p/w:pPr/w:sectPr")]
    styles = [end.find(f"{w('pPr')}/{w('pStyle')}").get(w("val")) for end in ends]
    assert styles == ["FrontEnd", "FirstParagraph", "TableEnd"]
    assert all(end.find(w("r")) is not None for end in ends)
