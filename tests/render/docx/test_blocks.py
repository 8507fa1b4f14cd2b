"""Headings, paragraphs, lists, quotes, code, equations."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.render.docx.build import docx_of
from tests.render.sample_matter import JOURNAL
from tests.render.sample_nodes import heading, paragraph, text
from toolkit.model.block import (
    Block,
    CodeBlock,
    Equation,
    FigureBlock,
    Heading,
    ListBlock,
    NumberedEquation,
    Quote,
    TableBlock,
)
from toolkit.model.inline import Localized
from toolkit.render.docx.ooxml.names import VAL, w


def lines(*blocks: Block, **changes: object) -> list[str]:
    """The shorthand without the references and the last section."""
    return docx_of(*blocks, bibliography=(), **changes).lines()[:-1]


@pytest.mark.parametrize(("level", "style"), [(1, 1), (2, 2), (3, 3), (4, 4), (5, 4), (6, 4)])
def test_headings_have_outline_levels(level: int, style: int) -> None:
    document = docx_of(heading(level, "1", "a", "标题"))
    assert document.lines()[0] == f'Heading{style}: «_Ref_sec_a "1" » "  " "标题"'
    outline = document.style(f"Heading{style}").find(f"{w('pPr')}/{w('outlineLvl')}")
    assert outline.get(VAL) == str(style - 1)


def test_heading_without_a_number_is_its_own_target() -> None:
    assert lines(heading(1, "", "a", "引言")) == ['Heading1: «_Ref_sec_a "引言" »']
    assert lines(Heading(2, text("x"), "b")) == ['Heading2: «_Ref_sec_b "x" »']


def test_run_in_heading_stands_in_the_line_of_its_paragraph() -> None:
    journal = replace(JOURNAL, headings=replace(JOURNAL.headings, run_in=3))
    blocks = (heading(3, "1.1.1", "a", "脂肪"), paragraph("是"), heading(3, "1.1.2", "b", "骨髓"), Quote(()))
    assert lines(*blocks, journal=journal) == [
        (
            'FirstParagraph: «_Ref_sec_a RunInHeading"1.1.1" »'
            ' RunInHeading"  " RunInHeading"脂肪" RunInHeading" " "是"'
        ),
        'Heading3: «_Ref_sec_b "1.1.2" » "  " "骨髓"',
    ]


def test_first_paragraph_under_a_heading_is_flush_in_western_text_only() -> None:
    blocks = (heading(1, "1", "a", "x"), paragraph("one"), paragraph("two"))
    assert [line.split(":")[0] for line in lines(*blocks)] == ["Heading1", "FirstParagraph", "BodyText"]
    chinese, english = docx_of(*blocks), docx_of(*blocks, language="en-US")
    assert chinese.style("FirstParagraph").find(w("pPr")) is None
    assert english.style("FirstParagraph").find(f"{w('pPr')}/{w('ind')}").get(w("firstLine")) == "0"


def test_lists_nest_and_numbered_ones_start_where_they_should() -> None:
    inner = ListBlock(((paragraph("b"), paragraph("c")),), start=3)
    outer = ListBlock(((paragraph("a"), inner), (paragraph("d"),)))
    again = ListBlock(((paragraph("e"),),), start=1)
    document = docx_of(outer, again, bibliography=())
    assert document.lines()[:-1] == [
        'ListBullet(list 1, level 0): "a"',
        'ListNumber(list 2, level 1): "b"',
        'ListContinue: "c"',
        'ListBullet(list 1, level 0): "d"',
        'ListNumber(list 3, level 0): "e"',
    ]
    starts = {
        number.get(w("numId")): [
            (override.get(w("ilvl")), override.find(w("startOverride")).get(VAL))
            for override in number.iterfind(w("lvlOverride"))
        ]
        for number in document.part("numbering.xml").iterfind(w("num"))
    }
    assert starts == {"1": [], "2": [("1", "3")], "3": [("0", "1")]}


def test_text_of_a_list_item_stands_under_its_first_line() -> None:
    document = docx_of(ListBlock(((paragraph("a"), paragraph("b")),)))
    indent = document.find("//w:p[2]/w:pPr/w:ind")[0].get(w("left"))
    bullet = document.part("numbering.xml").find(f".//{w('lvl')}/{w('pPr')}/{w('ind')}")
    assert indent == bullet.get(w("left")) == "840"


def test_deep_lists_stop_at_the_ninth_level() -> None:
    block: Block = paragraph("x")
    for _ in range(12):
        block = ListBlock(((paragraph("y"), block),))
    levels = [int(node.get(VAL)) for node in docx_of(block).find("//w:ilvl")]
    assert max(levels) == 8


def test_list_item_that_begins_with_another_block_keeps_its_bullet() -> None:
    assert lines(ListBlock(((CodeBlock("x"),), ()))) == [
        "ListBullet(list 1, level 0):",
        'SourceCode: "x"',
        "ListBullet(list 1, level 0):",
    ]


def test_quotes_and_code() -> None:
    assert lines(Quote((paragraph("a"), paragraph("b"))), CodeBlock("x\n\ty <b>\r\nz")) == [
        'Quote: "a"',
        'Quote: "b"',
        'SourceCode: "x" ⏎ "" ⇥ "y <b>" ⏎ "z"',
    ]


def test_equations() -> None:
    assert lines(
        Equation("x^2"), NumberedEquation(None, Equation("y")), NumberedEquation(4, Equation("z", "e"))
    ) == [
        "Equation: {display x2}",
        "Equation: {display y}",
        r'Equation: ⇥ {math z} ⇥ «_Ref_eq_e "(" «_Ref_eq_e_n {SEQ Equation \* ARABIC \r 4 = "4"} » ")" »',
    ]


def test_number_of_an_equation_stands_at_the_right_margin() -> None:
    document = docx_of(NumberedEquation(1, Equation("z", "e")))
    stops = [(node.get(VAL), node.get(w("pos"))) for node in document.find("//w:tabs/w:tab")]
    assert stops == [("center", "4706"), ("right", "9412")]


def test_equation_that_cannot_be_converted_shows_its_source() -> None:
    assert lines(NumberedEquation(None, Equation(r"\nosuch"))) == [r'Equation: ⇥ VerbatimChar"\nosuch"']


def test_calls_that_nothing_answers_show() -> None:
    assert lines(TableBlock("a"), FigureBlock("b", "x.png", Localized())) == [
        'MissingPicture: "::: table a"',
        'MissingPicture: "::: figure b"',
    ]
