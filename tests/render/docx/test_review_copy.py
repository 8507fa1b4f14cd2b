"""Copies for reviewers: numbered lines and double spacing whatever the journal says."""

from __future__ import annotations

from dataclasses import replace

from tests.render.docx.build import review_of
from tests.render.docx.shorthand import Docx
from tests.render.sample_matter import FRONT, JOURNAL
from tests.render.sample_nodes import paragraph
from toolkit.model.journal import FontStyle
from toolkit.render.docx import render_docx
from toolkit.render.docx.ooxml.names import w
from toolkit.render.docx.review_copy import review_copy

FONTS = {
    "body": FontStyle(size=10.5, line=1.25),
    "references": FontStyle(size=9, line=1.15),
    "table": FontStyle(size=7.5, line=1.1),
}
CLOSE = replace(JOURNAL, page=replace(JOURNAL.page, columns=2, line_numbers=False), fonts=FONTS)


def line(document: Docx, style: str) -> str | None:
    spacing = document.style(style).find(f"{w('pPr')}/{w('spacing')}")
    return None if spacing is None else spacing.get(w("line"))


def test_lines_are_numbered_and_double_spaced_in_one_column() -> None:
    review = review_of(paragraph("a"), journal=CLOSE, front=FRONT)
    printed, copy = Docx(render_docx(review)), Docx(render_docx(review_copy(review)))
    assert not printed.find("//w:lnNumType")
    assert len(printed.find("//w:sectPr")) == 2
    assert len(copy.find("//w:sectPr[w:lnNumType and not(w:cols/@w:num)]")) == 1
    assert (line(printed, "Normal"), line(printed, "Bibliography")) == ("300", "276")
    assert (line(copy, "Normal"), line(copy, "Bibliography")) == ("480", None)


def test_tables_keep_their_spacing() -> None:
    review = review_of(paragraph("a"), journal=CLOSE)
    printed, copy = Docx(render_docx(review)), Docx(render_docx(review_copy(review)))
    assert line(copy, "TableText") == line(printed, "TableText") != "480"


def test_words_stay_as_they_are() -> None:
    review = review_of(paragraph("a"), front=FRONT)
    assert Docx(render_docx(review_copy(review))).text == Docx(render_docx(review)).text


def test_small_print_is_large_enough_to_be_corrected() -> None:
    fonts = {**FONTS, "body": FontStyle(size=9, line=1.15)}
    review = review_of(paragraph("a"), journal=replace(JOURNAL, fonts=fonts))
    sizes = [
        Docx(render_docx(each)).styles.find(f"{w('docDefaults')}//{w('sz')}").get(w("val"))
        for each in (review, review_copy(review))
    ]
    assert sizes == ["18", "21"]
