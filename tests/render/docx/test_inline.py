"""Rich text: formatting, languages, links, references, notes, changes, comments."""

from __future__ import annotations

import pytest

from tests.render.docx.build import docx_of, line_of
from tests.render.sample_matter import REFERENCES
from tests.render.sample_nodes import cite, heading, paragraph, refer, styled, text
from tests.render.sample_tables import HYDROGELS, TRIALS, caption, entry_link
from toolkit.model.block import (
    Equation,
    Footnote,
    NumberedEquation,
    NumberedFootnote,
    NumberedTable,
    TableBlock,
)
from toolkit.model.inline import (
    Change,
    Citation,
    CiteItem,
    Code,
    Comment,
    CrossReference,
    Display,
    FootnoteReference,
    Foreign,
    Inline,
    LineBreak,
    Link,
    Math,
    ResolvedCrossReference,
    ResolvedFootnote,
    Style,
    Target,
    TargetLink,
    Value,
)
from toolkit.model.review import BibliographyEntry
from toolkit.render.docx.ooxml.names import w


@pytest.mark.parametrize(
    ("style", "look"),
    [
        (Style.EMPH, "italic"),
        (Style.OBLIQUE, "italic"),
        (Style.UPRIGHT, "no-italic"),
        (Style.STRONG, "bold"),
        (Style.LIGHT, "no-bold"),
        (Style.NO_STRONG, "no-bold"),
        (Style.UNDERLINE, "underline"),
        (Style.NO_UNDERLINE, "no-underline"),
        (Style.STRIKE, "strike"),
        (Style.SMALL_CAPS, "caps"),
        (Style.NO_SMALL_CAPS, "no-caps"),
        (Style.SUPER, "sup"),
        (Style.SUB, "sub"),
        (Style.BASELINE, "base"),
    ],
)
def test_every_style_has_its_look(style: Style, look: str) -> None:
    assert line_of(styled(style, "x")) == f'{look}"x"'


def test_every_style_is_known() -> None:
    for style in Style:
        assert line_of(styled(style, "x")).endswith('"x"')


def test_inner_styles_undo_outer_ones() -> None:
    nested = styled(Style.EMPH, "a", styled(Style.STRONG, "b", styled(Style.UPRIGHT, "c")))
    assert line_of(nested) == 'italic"a" bold+italic"b" bold+no-italic"c"'


@pytest.mark.parametrize(
    ("language", "tag"),
    [("en", "en-US"), ("en-GB", "en-GB"), ("la", "la-VA"), ("ja", "ja-JP"), ("zh_TW", "zh-TW"), ("sv", "sv")],
)
def test_passages_in_another_language_are_marked(language: str, tag: str) -> None:
    assert line_of(Foreign(language, text("x"))) == f'{tag}"x"'


def test_what_is_no_language_is_not_marked() -> None:
    assert line_of(Foreign('e"><n', text("x"))) == '"x"'


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("称为“无细胞”疗法", '"称为" wide"“" "无细胞" wide"”" "疗法"'),
        ("等等……完——", '"等等" wide"……" "完" wide"——"'),
        ("Alzheimer’s 病", '"Alzheimer’s 病"'),
        ("‘好’", 'wide"‘" "好" wide"’"'),
        ("plain", '"plain"'),
    ],
)
def test_marks_shared_with_latin_are_chinese_in_chinese(written: str, expected: str) -> None:
    assert line_of(written) == expected


def test_marks_shared_with_latin_are_latin_elsewhere() -> None:
    assert line_of("“cell-free”", language="en") == '"“cell-free”"'
    assert line_of(Foreign("en", text("“cell-free”"))) == 'en-US"“cell-free”"'


def test_code_and_line_breaks() -> None:
    assert line_of("a", LineBreak(), Code("<b> & c")) == '"a" ⏎ VerbatimChar"<b> & c"'


# --- links --------------------------------------------------------------------------


def test_numbers_of_a_citation_lead_to_their_entries() -> None:
    assert line_of(cite("sample-a", "sample-c")) == (
        '"[" (#_Ref_bib_sample_a_02f7b851 "1") ", " (#_Ref_bib_sample_c_ecf9d97d "3") "]"'
    )


def test_citation_of_a_work_that_is_not_listed_is_text() -> None:
    assert line_of(cite("sample-a"), bibliography=()) == '"[" "1" "]"'


def test_citations_have_no_look_of_links() -> None:
    document = docx_of(paragraph(cite("sample-a", superscript=True)))
    looks = {node.tag for node in document.find("//w:body/w:p[1]//w:hyperlink//w:rPr/*")}
    assert {tag.rpartition("}")[2] for tag in looks} == {"vertAlign"}


def test_addresses_become_links_and_the_rest_text() -> None:
    assert line_of(Link("https://example.org/a b", text("x"))) == '(https://example.org/a%20b Hyperlink"x")'
    assert line_of(Link("javascript:alert(1)", text("x"))) == '"x"'


def test_links_do_not_nest() -> None:
    nested = Link("https://a.example", text(entry_link("sample-a"), Link("https://b.example", text("y"))))
    assert line_of(nested) == '(https://a.example Hyperlink"1" Hyperlink"y")'


def test_same_address_is_one_relationship() -> None:
    link = Link("https://example.org", text("x"))
    document = docx_of(paragraph(link, link))
    assert list(document.relationships().values()).count("https://example.org") == 1


# --- cross-references -------------------------------------------------------------------

TABLES = tuple(
    NumberedTable(number, TableBlock(table.id), table, (caption("zh", "表", number, text("x")),))
    for number, table in enumerate((HYDROGELS, TRIALS), 1)
)


def referring(*nodes: Inline) -> str:
    blocks = (
        heading(2, "3.1", "part", "节"),
        *TABLES,
        NumberedEquation(2, Equation("x", "rate")),
        paragraph(*nodes),
    )
    last = [line for line in docx_of(*blocks).lines() if line.startswith("BodyText")][-1]
    return last.partition(": ")[2]


def test_label_of_a_table_is_a_field_on_its_label() -> None:
    assert referring(refer("tbl", "trials", "表 2")) == r'{REF _Ref_tbl_trials_zh \h = "表 2"}'


def test_numbers_after_a_common_word_are_fields_on_the_number() -> None:
    several = ResolvedCrossReference(
        CrossReference((Target("tbl", "hydrogels"), Target("tbl", "trials"))),
        text(
            "Tables ",
            TargetLink("tbl", "hydrogels", text("1")),
            " and ",
            TargetLink("tbl", "trials", text("2")),
        ),
    )
    assert referring(several) == (
        r'"Tables " {REF _Ref_tbl_hydrogels_zh_n \h = "1"} " and " {REF _Ref_tbl_trials_zh_n \h = "2"}'
    )


def test_number_inside_other_words_is_a_field_between_them() -> None:
    assert referring(refer("sec", "part", "第 3.1 节")) == r'"第 " {REF _Ref_sec_part \h = "3.1"} " 节"'
    assert referring(refer("eq", "rate", "式 (2)")) == r'"式 " {REF _Ref_eq_rate \h = "(2)"}'
    assert referring(refer("eq", "rate", "式 2")) == r'"式 " {REF _Ref_eq_rate_n \h = "2"}'


def test_reference_whose_words_stand_nowhere_is_a_link() -> None:
    assert referring(refer("tbl", "trials", "下表")) == '(#_Ref_tbl_trials_zh "下表")'
    assert referring(refer("tbl", "trials", "表 12")) == '(#_Ref_tbl_trials_zh "表 12")'
    formatted = TargetLink("tbl", "trials", (styled(Style.STRONG, "表 2"),))
    assert referring(formatted) == '(#_Ref_tbl_trials_zh bold"表 2")'


def test_reference_to_nothing_is_text() -> None:
    assert referring(refer("fig", "none", "图 9")) == '"图 9"'


@pytest.mark.parametrize(
    ("node", "written"),
    [
        (Citation((CiteItem("a"), CiteItem("b"))), "[@a; @b]"),
        (Citation((CiteItem("a"),), narrative=True), "@a"),
        (CrossReference((Target("tbl", "a"),)), "@tbl:a"),
        (Value("trials | count"), "{{ trials | count }}"),
        (FootnoteReference("a"), "[^a]"),
    ],
)
def test_what_was_not_resolved_stands_as_written(node: Inline, written: str) -> None:
    assert line_of(node) == f'Unresolved"{written}"'


# --- notes, changes, comments ---------------------------------------------------------------

NOTE = ResolvedFootnote(FootnoteReference("a"), 1)


def test_second_reference_to_a_footnote_is_a_field() -> None:
    assert line_of("x", NOTE, "y", NOTE) == (
        r'"x" «_Ref_fn_1 {footnote 1} » "y" {NOTEREF _Ref_fn_1 \h = FootnoteReference"1"}'
    )


def test_reference_to_a_footnote_that_is_missing_is_a_number() -> None:
    assert line_of(ResolvedFootnote(FootnoteReference("z"), 7)) == 'FootnoteReference"7"'


def test_footnotes_that_nothing_refers_to_are_left_out() -> None:
    document = docx_of(paragraph("x"))
    assert len(document.part("footnotes.xml")) == 2


def test_links_of_footnotes_belong_to_their_part() -> None:
    note = NumberedFootnote(1, Footnote("a", ()), (paragraph(Link("https://example.org", text("x"))),))
    document = docx_of(paragraph(NOTE), footnotes=(note,))
    assert list(document.relationships("footnotes.xml").values()) == ["https://example.org"]
    assert "https://example.org" not in document.relationships().values()


def test_comment_in_a_footnote_stands_at_its_reference() -> None:
    note = NumberedFootnote(1, Footnote("a", ()), (paragraph("n", Comment("why?")),))
    document = docx_of(paragraph("x", NOTE), footnotes=(note,))
    assert document.lines()[0].endswith("{footnote 1} » {comment 0}")
    assert not list(document.part("footnotes.xml").iter("{*}commentReference"))


def test_changes_hold_links_from_the_inside() -> None:
    change = Change("insert", text("a", entry_link("sample-a"), "b"))
    assert line_of(change) == '+["a"] (#_Ref_bib_sample_a_02f7b851 +["1"]) +["b"]'


def test_deleted_text_is_not_text_of_the_document() -> None:
    document = docx_of(paragraph("a", Change("delete", text("b", LineBreak(), "c"))), bibliography=())
    assert document.text == "a"
    assert [node.text for node in document.find("//w:del/w:r/w:delText")] == ["b", "c"]


def test_deleted_reference_keeps_its_field() -> None:
    line = referring(Change("delete", (refer("tbl", "trials", "表 2"),)))
    assert line == r'-[{REF _Ref_tbl_trials_zh \h = "表 2"}]'


def test_neighbouring_changes_are_two() -> None:
    twice = (Change("insert", text("a")), Change("insert", text("b")))
    assert line_of(*twice) == '+["a"] +["b"]'


def test_changes_and_comments_name_author_and_date() -> None:
    document = docx_of(paragraph(Change("insert", text("a")), Comment("one\ntwo")))
    (change,) = document.find("//w:ins")
    (comment,) = document.part("comments.xml")
    for node in (change, comment):
        assert node.get(w("author")) == "Review Toolkit"
        assert node.get(w("date")) == "2000-01-01T00:00:00Z"
    assert document.lines(comment) == ['CommentText: "one"', 'CommentText: "two"']


def test_no_comments_no_part() -> None:
    assert "word/comments.xml" not in docx_of(paragraph("x")).files


# --- formulas and reference entries ----------------------------------------------------------


def test_formula_is_native_mathematics() -> None:
    assert line_of(Math("p < 0.05")) == "{math p<0.05}"


def test_formula_that_cannot_be_converted_shows_its_source() -> None:
    assert line_of(Math(r"\nosuch{x}")) == r'VerbatimChar"\nosuch{x}"'


def test_parts_of_an_entry_with_places_of_their_own() -> None:
    kinds = ("left-margin", "right-inline", "block")
    content = tuple(Display(kind, text(letter)) for kind, letter in zip(kinds, "ABC", strict=True))
    entry = BibliographyEntry("sample-a", 1, "", content, "en", REFERENCES["sample-a"])
    lines = docx_of(bibliography=(entry,)).lines()
    assert lines[1] == 'Bibliography: «_Ref_bib_sample_a_02f7b851 "A" ⇥ "B" ⏎ "C" »'
