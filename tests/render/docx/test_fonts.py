"""The journal's fonts in the styles."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.render.docx.build import docx_of
from tests.render.docx.shorthand import Docx
from tests.render.sample_matter import BIBLIOGRAPHY, JOURNAL
from tests.render.sample_nodes import paragraph
from toolkit.model.journal import FontStyle, TypingStyle
from toolkit.render.docx.fonts import STYLES
from toolkit.render.docx.ooxml.names import w
from toolkit.render.docx.ooxml.text import Element

# The order of the schema: CT_PPrBase and CT_RPr of ISO/IEC 29500-1.
PARAGRAPH = (
    "keepNext keepLines widowControl suppressLineNumbers pBdr shd tabs autoSpaceDE autoSpaceDN spacing ind "
    "contextualSpacing jc outlineLvl"
)
CHARACTER = "rFonts b i smallCaps strike noProof color kern sz szCs u vertAlign lang"


def styled(kind: str, look: FontStyle, **changes: Any) -> Docx:
    """A document whose journal sets this kind of text; None leaves it out."""
    return docx_of(paragraph("x"), journal=replace(JOURNAL, fonts={kind: look}), **changes)


def attribute(parent: Element, path: str, name: str) -> str | None:
    found = parent.find("/".join(w(step) for step in path.split("/")))
    return None if found is None else found.get(w(name))


@pytest.mark.parametrize("kind", STYLES)
def test_every_kind_of_text_sets_its_style(kind: str) -> None:
    look = FontStyle("Arial", "楷体", 20, bold=True, italic=False, align="right", before=3, after=4, line=2)
    document = styled(kind, look)
    style = document.style(STYLES[kind][-1])
    assert attribute(style, "rPr/rFonts", "ascii") == attribute(style, "rPr/rFonts", "hAnsi") == "Arial"
    assert attribute(style, "rPr/rFonts", "eastAsia") == "KaiTi"
    assert attribute(style, "rPr/sz", "val") == attribute(style, "rPr/szCs", "val") == "40"
    assert attribute(style, "rPr/b", "val") == "1"
    assert attribute(style, "rPr/i", "val") == "0"
    assert attribute(style, "pPr/jc", "val") == "right"
    assert attribute(style, "pPr/spacing", "before") == "60"
    assert attribute(style, "pPr/spacing", "after") == "80"
    assert attribute(style, "pPr/spacing", "line") == ("1040" if kind == "table" else "480")


def test_profile_knows_no_kind_without_a_style() -> None:
    kinds = (
        "title title-foreign authors affiliations abstract keywords heading-1 heading-2 heading-3 heading-4"
    )
    kinds += " caption table note references header footnote"
    assert set(kinds.split()) <= set(STYLES)


@pytest.mark.parametrize("kind", STYLES)
def test_children_of_styles_stay_in_the_order_of_the_schema(kind: str) -> None:
    look = FontStyle("Arial", "宋体", 9, True, True, "left", 2, 1, 1, 1.5)
    document = styled(kind, look)
    for style in document.styles.iter(w("style")):
        for name, order in (("pPr", PARAGRAPH), ("rPr", CHARACTER)):
            properties = style.find(w(name))
            if properties is not None:
                found = [order.split().index(child.tag.rpartition("}")[2]) for child in properties]
                assert found == sorted(found)
        tags = [child.tag.rpartition("}")[2] for child in style]
        assert [tag for tag in tags if tag in ("pPr", "rPr", "tblPr")] == [
            tag for tag in ("pPr", "rPr", "tblPr") if tag in tags
        ]


def test_body_is_the_ground_of_all_styles_but_its_indent_is_its_own() -> None:
    look = FontStyle("Arial", "宋体", 12, align="justify", indent_chars=2, line=1.5)
    document = styled("body", look)
    defaults = document.styles.find(f"{w('docDefaults')}/{w('rPrDefault')}")
    assert attribute(defaults, "rPr/rFonts", "eastAsia") == "SimSun"
    assert attribute(defaults, "rPr/sz", "val") == "24"
    assert attribute(document.style("Normal"), "pPr/spacing", "line") == "360"
    assert attribute(document.style("Normal"), "pPr/ind", "firstLine") is None
    body = document.style("BodyText")
    assert attribute(body, "pPr/ind", "firstLineChars") == "200"
    assert attribute(body, "pPr/ind", "firstLine") == "480"
    assert attribute(body, "pPr/jc", "val") == "both"


def test_what_the_journal_leaves_open_stays_as_it_is() -> None:
    plain, document = (
        docx_of(paragraph("x"), journal=replace(JOURNAL, fonts={})),
        styled("title", FontStyle()),
    )
    assert plain.files["word/styles.xml"] == document.files["word/styles.xml"]


def test_foreign_title_follows_the_title_unless_it_is_set() -> None:
    both = replace(
        JOURNAL, fonts={"title": FontStyle(size=20, cjk="仿宋"), "title-foreign": FontStyle(size=10)}
    )
    subtitle = docx_of(paragraph("x"), journal=both).style("Subtitle")
    assert attribute(subtitle, "rPr/sz", "val") == "20"
    assert attribute(subtitle, "rPr/rFonts", "eastAsia") == "FangSong"


@pytest.mark.parametrize(
    ("language", "latin", "chinese"),
    [
        ("zh-CN", "en-US", "zh-CN"),
        ("zh-TW", "en-US", "zh-TW"),
        ("en-GB", "en-GB", "zh-CN"),
        ("en", "en-US", "zh-CN"),
    ],
)
def test_languages_of_the_document(language: str, latin: str, chinese: str) -> None:
    defaults = docx_of(paragraph("x"), language=language).styles.find(f"{w('docDefaults')}/{w('rPrDefault')}")
    assert attribute(defaults, "rPr/lang", "val") == latin
    assert attribute(defaults, "rPr/lang", "eastAsia") == chinese


def test_references_hang_by_their_widest_label(sample: Docx) -> None:
    indent = sample.style("Bibliography").find(f"{w('pPr')}/{w('ind')}")
    assert indent.get(w("left")) == indent.get(w("hanging"))
    # `[3]` in 9 pt: half an em for the digit, a third for each bracket, and a gap.
    assert 250 < int(indent.get(w("left"))) < 400


def test_styles_have_east_asian_and_latin_fonts(sample: Docx) -> None:
    fonts = sample.part("fontTable.xml")
    named = {font.get(w("name")) for font in fonts}
    used = {
        value
        for node in sample.styles.iter(w("rFonts"))
        for key, value in node.attrib.items()
        if key in (w("ascii"), w("hAnsi"), w("eastAsia"))
    }
    assert used <= named
    assert {"SimSun", "SimHei", "Times New Roman"} <= used
    attributes = [key for node in sample.styles.iter(w("rFonts")) for key in node.attrib]
    assert not [key for key in attributes if "Theme" in key]


def test_a_journal_without_a_gap_between_scripts_closes_words_own() -> None:
    closed = replace(JOURNAL, typing={"zh": TypingStyle(cjk_latin_gap="none")})
    style = docx_of(paragraph("x"), journal=closed).style("Normal")
    assert attribute(style, "pPr/autoSpaceDE", "val") == attribute(style, "pPr/autoSpaceDN", "val") == "0"
    left = replace(JOURNAL, typing={"zh": TypingStyle(cjk_latin_gap="auto")})
    assert attribute(docx_of(paragraph("x"), journal=left).style("Normal"), "pPr/autoSpaceDE", "val") is None


@pytest.mark.parametrize(("characters", "twips"), [(3, "720"), (0, "0")])
def test_references_without_labels_hang_by_the_journals_indent(characters: float, twips: str) -> None:
    entry = replace(BIBLIOGRAPHY[0], label="")
    document = styled("references", FontStyle(size=12, indent_chars=characters), bibliography=(entry,))
    indent = document.style("Bibliography").find(f"{w('pPr')}/{w('ind')}")
    assert {key.rpartition("}")[2]: value for key, value in indent.attrib.items()} == {
        "left": twips,
        "hanging": twips,
    }
