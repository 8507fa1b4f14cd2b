"""Live fields of Zotero: what its plug-in for Word reads back."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.render.docx.build import review_of
from tests.render.docx.shorthand import Docx
from tests.render.sample_nodes import cite, narrative, paragraph, styled, text
from tests.render.sample_tables import entry_link
from toolkit.model.csl_json import reference_from_csl
from toolkit.model.inline import Change, Citation, CiteItem, ResolvedCitation, Style
from toolkit.model.review import ResolvedReview
from toolkit.render.docx import render_docx
from toolkit.render.docx.ooxml.names import NAMESPACES, w
from toolkit.render.docx.ooxml.parts import empty_body
from toolkit.render.docx.ooxml.text import add_paragraph, open_field
from toolkit.render.docx.zotero import Zotero, zotero_style

_ITEM = re.compile(r" ADDIN ZOTERO_ITEM CSL_CITATION (\{.*\}) ", re.DOTALL)
_VARIANT = "{http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes}"


class Field:
    """A field as a reader takes it: its code and what it shows, by the field characters of the story."""

    def __init__(self) -> None:
        self.code = self.shown = ""
        self.separated = False


def fields(document: Docx, part: str = "document.xml") -> list[Field]:
    """All fields of a part; a mark that does not nest is an error."""
    open_ones: list[Field] = []
    done: list[Field] = []
    for node in document.part(part).iter(w("fldChar"), w("instrText"), w("t")):
        if node.tag == w("instrText"):
            assert not open_ones[-1].separated
            open_ones[-1].code += node.text
        elif node.tag == w("t"):
            for one in open_ones:
                one.shown += node.text
        else:
            match node.get(w("fldCharType")):
                case "begin":
                    open_ones.append(Field())
                case "separate":
                    open_ones[-1].separated = True
                case "end":
                    done.append(open_ones.pop())
    assert not open_ones
    return done


def live(review: ResolvedReview) -> Docx:
    return Docx(render_docx(review, zotero=True))


def codes(document: Docx, part: str = "document.xml") -> list[tuple[dict[str, Any], str]]:
    found = ((_ITEM.fullmatch(field.code), field.shown) for field in fields(document, part))
    return [(json.loads(match[1]), shown) for match, shown in found if match]


@pytest.fixture(scope="module")
def whole(review: ResolvedReview) -> Docx:
    return live(review)


def test_every_citation_is_a_field_that_says_what_it_shows(whole: Docx) -> None:
    """Those of table cells too; Zotero asks the author wherever the two differ."""
    found = codes(whole)
    assert len(found) > 5
    for code, shown in found:
        assert code["properties"]["plainCitation"] == shown
        assert code["citationItems"]
    cells = whole.find("//w:tc//w:instrText[contains(., 'ZOTERO_ITEM')]")
    assert cells


def test_ids_are_unique_and_the_file_is_the_same_each_time(whole: Docx, review: ResolvedReview) -> None:
    ids = [code["citationID"] for code, _ in codes(whole) + codes(whole, "footnotes.xml")]
    assert len(ids) == len(set(ids))
    assert live(review).data == whole.data


def test_item_carries_the_reference(whole: Docx, review: ResolvedReview) -> None:
    for code, _ in codes(whole):
        for item in code["citationItems"]:
            reference, warnings = reference_from_csl(item["itemData"])
            source = review.source.bibliography.references[item["id"]]
            assert not warnings
            assert (reference.type, reference.fields, reference.names, reference.dates) == (
                source.type,
                source.fields,
                source.names,
                source.dates,
            )


def test_private_notes_of_the_author_do_not_go_out() -> None:
    review = review_of(paragraph(cite("sample-a")))
    source = review.source.bibliography.references["sample-a"]
    noted = replace(source, fields={**source.fields, "note": "ask Ann", "abstract": "long", "annote": "weak"})
    references = {**review.source.bibliography.references, "sample-a": noted}
    bibliography = replace(review.source.bibliography, references=references)
    document = live(replace(review, source=replace(review.source, bibliography=bibliography)))
    ((code, _),) = codes(document)
    assert code["citationItems"][0]["itemData"]["title"] == source.get("title")
    assert not {"note", "abstract", "annote"} & set(code["citationItems"][0]["itemData"])


@settings(max_examples=40)
@given(title=st.text(), suffix=st.text(min_size=1))
def test_any_text_comes_back_out_of_the_field(title: str, suffix: str) -> None:
    """Quotation marks, braces, backslashes, line ends; what XML cannot hold shows as U+FFFD."""
    review = review_of(bibliography=())
    source = review.source.bibliography.references["sample-a"]
    references = {"sample-a": replace(source, fields={**source.fields, "title": title})}
    bibliography = replace(review.source.bibliography, references=references)
    item = CiteItem("sample-a", suffix=text(suffix))
    node = ResolvedCitation(Citation((item,)), text("[1]"), ("sample-a",))
    code = Zotero(replace(review, source=replace(review.source, bibliography=bibliography))).citation(node)
    assert code is not None
    paragraph_element = add_paragraph(empty_body(), "BodyText")
    open_field(paragraph_element, code.instruction)
    stored = etree.fromstring(etree.tostring(paragraph_element)).findtext(f".//{w('instrText')}")
    match = _ITEM.fullmatch(stored)
    assert match
    (found,) = json.loads(match[1])["citationItems"]
    assert found["itemData"]["title"] == re.sub("[\ufffe\uffff]", "\ufffd", title)
    assert found["suffix"] == re.sub("[\ufffe\uffff]", "\ufffd", suffix)


def test_one_work_has_one_address_and_two_works_have_two(whole: Docx) -> None:
    """By it Zotero knows that two citations mean the same work where the library lacks it."""
    pairs = {(item["id"], *item["uris"]) for code, _ in codes(whole) for item in code["citationItems"]}
    keys, addresses = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    assert len(set(keys)) == len(keys) > 1
    assert len(set(addresses)) == len(addresses)


def test_citation_in_a_footnote_knows_its_note(whole: Docx) -> None:
    ((code, shown),) = codes(whole, "footnotes.xml")
    assert code["properties"]["noteIndex"] == 1
    assert shown == code["properties"]["plainCitation"]


def test_name_of_a_narrative_citation_stands_before_the_field() -> None:
    document = live(review_of(paragraph(narrative("样例甲等", "sample-a"), "报道。"), bibliography=()))
    ((code, shown),) = codes(document)
    assert shown == "[1]"
    assert code["citationItems"][0]["suppress-author"] is True
    assert document.lines()[0].startswith('FirstParagraph: "样例甲等" {ADDIN ZOTERO_ITEM')


def test_superscript_stays_formatting_inside_the_field() -> None:
    document = live(review_of(paragraph("甲", cite("sample-a", superscript=True)), bibliography=()))
    ((code, shown),) = codes(document)
    assert shown == "[1]"
    assert code["properties"]["formattedCitation"] == "\\super [1]\\nosupersub{}"
    assert 'sup"1"' in document.lines()[0]


def test_locator_label_and_affixes() -> None:
    item = CiteItem("sample-a", text("见"), text("，另见图"), "3-5", "chapter", suppress_author=True)
    node = ResolvedCitation(Citation((item,)), text("[", entry_link("sample-a"), "]"), ("sample-a",))
    ((code, _),) = codes(live(review_of(paragraph(node))))
    (found,) = code["citationItems"]
    wanted = ("见", "，另见图", "3-5", "chapter", True)
    assert tuple(found[key] for key in ("prefix", "suffix", "locator", "label", "suppress-author")) == wanted


def test_mark_of_an_unknown_key_stays_outside() -> None:
    source = Citation((CiteItem("nobody"), CiteItem("sample-a")))
    content = text("[", entry_link("sample-a"), "]", styled(Style.STRONG, "[?nobody]"))
    ((code, shown),) = codes(live(review_of(paragraph(ResolvedCitation(source, content, ("sample-a",))))))
    assert shown == "[1]"
    assert [item["id"] for item in code["citationItems"]] == ["sample-a"]


def test_citation_of_nothing_known_is_no_field() -> None:
    node = ResolvedCitation(Citation((CiteItem("nobody"),)), text(styled(Style.STRONG, "[?nobody]")), ())
    assert codes(live(review_of(paragraph(node)))) == []


@pytest.mark.parametrize(("kind", "number"), [("insert", 1), ("delete", 0)])
def test_inserted_citation_is_a_field_and_a_deleted_one_text(kind: Any, number: int) -> None:
    document = live(review_of(paragraph("甲", Change(kind, (cite("sample-a"),)))))
    assert len(codes(document)) == number
    assert len(document.find("//w:body/w:p[1]/w:ins | //w:body/w:p[1]/w:del")) == 1


def test_no_link_inside_the_document_is_left(whole: Docx, sample: Docx) -> None:
    """Zotero writes the results anew: a link in them would be lost, one from outside would break."""
    links = "//w:hyperlink[starts-with(@w:anchor, '_Ref_bib')]"
    assert sample.find(links)
    assert not whole.find(links)
    assert not whole.find("//w:bookmarkStart[starts-with(@w:name, '_Ref_bib')]")


def test_reference_list_is_one_field_over_its_paragraphs(whole: Docx, review: ResolvedReview) -> None:
    (bibliography,) = [field for field in fields(whole) if "ZOTERO_BIBL" in field.code]
    assert bibliography.code == (
        ' ADDIN ZOTERO_BIBL {"uncited":[],"omitted":[],"custom":[]} CSL_BIBLIOGRAPHY '
    )
    for entry in review.bibliography:
        assert entry.label in bibliography.shown
    assert "参考文献" not in bibliography.shown


def test_same_text_with_and_without_fields(whole: Docx, sample: Docx) -> None:
    assert whole.text == sample.text


def properties(document: Docx) -> dict[str, str]:
    root = etree.fromstring(document.files["docProps/custom.xml"])
    return {node.get("name"): node.findtext(f"{_VARIANT}lpwstr") for node in root}


def test_preferences_name_style_language_and_kind_of_field(whole: Docx) -> None:
    found = properties(whole)
    assert list(found) == [f"ZOTERO_PREF_{number}" for number in range(1, len(found) + 1)]
    assert all(len(piece) == 255 for piece in list(found.values())[:-1])
    data = etree.fromstring("".join(found.values()))
    assert data.get("data-version") == "3"
    assert data.find("style").get("id") == (
        "http://www.zotero.org/styles/china-national-standard-gb-t-7714-2015-numeric"
    )
    assert data.find("style").get("locale") == "zh-CN"
    assert data.find("prefs/pref[@name='fieldType']").get("value") == "Field"
    assert len(data.find("session").get("id")) == 8


def test_part_of_the_preferences_is_known_to_the_package(whole: Docx) -> None:
    types = etree.fromstring(whole.files["[Content_Types].xml"])
    assert [node.get("PartName") for node in types].count("/docProps/custom.xml") == 1
    assert b"custom-properties" in whole.files["_rels/.rels"]


def test_without_the_option_there_is_no_trace_of_it(sample: Docx) -> None:
    assert "docProps/custom.xml" not in sample.files
    assert not any(b"ZOTERO" in data for data in sample.files.values())


@pytest.mark.parametrize(
    ("style", "told", "exact"),
    [
        ("gb-t-7714-2025-numeric", "china-national-standard-gb-t-7714-2015-numeric", False),
        ("gb-t-7714-2015-author-date", "china-national-standard-gb-t-7714-2015-author-date", False),
        ("apa", "apa", True),
    ],
)
def test_style_that_zotero_is_told(style: str, told: str, exact: bool) -> None:
    assert zotero_style(style) == (f"http://www.zotero.org/styles/{told}", exact)


def test_style_of_another_language_tells_its_locale() -> None:
    review = review_of(paragraph(cite("sample-a")))
    references = replace(review.journal.references, style="apa", locale="en-US")
    source = replace(review.source, journal=replace(review.journal, references=references))
    data = etree.fromstring("".join(properties(live(replace(review, source=source))).values()))
    assert dict(data.find("style").attrib)["id"] == "http://www.zotero.org/styles/apa"
    assert data.find("style").get("locale") == "en-US"


def test_field_codes_are_in_one_piece(whole: Docx) -> None:
    """One element per code: what splits it is Word."""
    for begin in whole.find("//w:fldChar[@w:fldCharType='begin']"):
        following = begin.getparent().getnext()
        assert following.find(w("instrText"), NAMESPACES) is not None
