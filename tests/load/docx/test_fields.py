"""The fields of reference managers, in every form in which they store their data. All works are synthetic."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest

from tests.load.docx.kit import docx, field, mark, opened, p, r
from toolkit.model.word import WordField

ITEM = {"id": "7", "type": "article-journal", "title": "Synthetic work 1", "DOI": "10.5555/1"}
ITEMS = [{"id": "7", "itemData": ITEM}]
CSL = json.dumps({"citationItems": ITEMS, "properties": {"plainCitation": "[1]"}})
MENDELEY = json.dumps({"citationItems": ITEMS, "mendeley": {"plainTextFormattedCitation": "[1]"}})
CITE = json.dumps({"citationItems": ITEMS, "manualOverride": {"citeprocText": "<sup>[1]</sup>"}})
ENDNOTE = (
    "<EndNote><Cite><Author>Author</Author><Year>2020</Year><RecNum>7</RecNum><DisplayText>"
    '<style face="superscript">[1]</style></DisplayText><record><rec-number>7</rec-number>'
    '<ref-type name="Journal Article">17</ref-type>'
    "<contributors><authors><author>Author, A</author></authors></contributors>"
    "<titles><title><style>Synthetic work 1</style></title></titles>"
    "<dates><year>2020</year></dates></record></Cite></EndNote>"
)
PACKED = base64.b64encode(ENDNOTE.encode()).decode()
EN_DATA = (
    f'<w:r><w:fldChar w:fldCharType="begin"><w:fldData>{PACKED}</w:fldData></w:fldChar></w:r>'
    f"<w:r><w:instrText> ADDIN EN.CITE.DATA </w:instrText></w:r>{mark('end')}"
)
EN_OUTER = (
    mark("begin")
    + f"<w:r><w:instrText> ADDIN EN.CITE </w:instrText></w:r>{EN_DATA}"
    + mark("separate")
    + r("[1]")
    + mark("end")
)
TAG = "MENDELEY_CITATION_v3_" + base64.b64encode(CITE.encode()).decode()
CONTROL_TAG = f"<w:sdtPr><w:tag w:val={quoteattr(TAG)}/></w:sdtPr>"
CONTROL = f"<w:sdt>{CONTROL_TAG}<w:sdtContent>{r('[1]')}</w:sdtContent></w:sdt>"


def citations(folder: Path, *runs: str) -> list[WordField]:
    document = opened(folder, docx(p("a", *runs, "b"))).document
    assert document.paragraphs[0].text == "a[1]b"
    return [each for each in document.fields if each.kind != "other"]


@pytest.mark.parametrize(
    ("kind", "run"),
    [
        ("zotero", field(escape(f" ADDIN ZOTERO_ITEM CSL_CITATION {CSL}"), "[1]")),
        ("zotero", field(escape(f"ADDIN ZOTERO_ITEM CSL_CITATION{CSL} "), "[1]")),
        ("mendeley", field(escape(f"ADDIN CSL_CITATION {MENDELEY}"), "[1]")),
        ("mendeley", CONTROL),
        ("endnote", field(escape(f" ADDIN EN.CITE {ENDNOTE}"), "[1]")),
        ("endnote", EN_OUTER),
    ],
)
def test_stored_works_are_read(tmp_path: Path, kind: str, run: str) -> None:
    (found,) = citations(tmp_path, run)
    assert (found.kind, found.printed, found.problem) == (kind, "[1]", "")
    assert [work.get("title") for work in found.works] == ["Synthetic work 1"]
    (piece,) = found.pieces
    assert (piece.line, piece.start, piece.end) == (1, 1, 4)


def test_a_code_in_several_runs_is_joined(tmp_path: Path) -> None:
    code = f" ADDIN ZOTERO_ITEM CSL_CITATION {CSL}"
    halves = "".join(
        f"<w:r><w:instrText>{escape(half)}</w:instrText></w:r>" for half in (code[:40], code[40:])
    )
    (found,) = citations(tmp_path, mark("begin") + halves + mark("separate") + r("[1]") + mark("end"))
    assert found.works


def test_words_own_citations(tmp_path: Path) -> None:
    sources = (
        '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"><b:Source>'
        "<b:Tag>Aut20</b:Tag><b:SourceType>JournalArticle</b:SourceType><b:Title>Synthetic work 1</b:Title>"
        "<b:Author><b:Author><b:NameList><b:Person><b:Last>Author</b:Last><b:First>A</b:First></b:Person>"
        "</b:NameList></b:Author></b:Author><b:Year>2020</b:Year></b:Source></b:Sources>"
    )
    link = (
        '<Relationship Id="rId9" Target="../customXml/item1.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"/>'
    )
    body = p(field(r" CITATION Aut20 \l 2052 ", "[1]"))
    document = opened(tmp_path, docx(body, links=link, extra={"customXml/item1.xml": sources})).document
    (found,) = document.fields
    assert (found.kind, found.works[0].get("title")) == ("word", "Synthetic work 1")
    assert found.works[0].names["author"][0].family == "Author"


def test_noteexpress_keeps_its_works_in_document_variables(tmp_path: Path) -> None:
    data = (
        " ADDIN NE.Ref.{0A1B}<Citation><Group><References><Item><ID>7</ID><UID>{2C}</UID>"
        "<Title>Synthetic work 1</Title><Template>Journal Article</Template><Author>Author A</Author>"
        "<Year>2020</Year><Details><_journal>Synth J</_journal><_doi>10.5555/1</_doi></Details>"
        "</Item></References></Group></Citation>_x000a_"
    )
    settings = f'<w:docVars><w:docVar w:name="NE.Ref{{0A1B}}" w:val={quoteattr(data)}/></w:docVars>'
    body = p(field(" ADDIN NE.Ref.{0A1B}", "[1]"), field(" ADDIN NE.Ref.{FFFF}", "[2]"))
    known, unknown = opened(tmp_path, docx(body, settings=settings)).document.fields
    assert (known.kind, known.problem, unknown.works) == ("noteexpress", "", ())
    (work,) = known.works
    assert (work.type, work.get("title"), work.get("DOI")) == (
        "article-journal",
        "Synthetic work 1",
        "10.5555/1",
    )
    assert work.dates["issued"].year == 2020


def test_zotero_in_bookmarks(tmp_path: Path) -> None:
    code = f"ITEM CSL_CITATION {CSL}"
    listed = 'BIBL {"uncited":[]} CSL_BIBLIOGRAPHY'
    pieces = [("a1_1", code[:60]), ("a1_2", code[60:]), ("b2_1", listed), ("c3_1", "unused")]
    properties = "".join(
        f'<property name="ZOTERO_BREF_{name}"><vt:lpwstr>{escape(text)}</vt:lpwstr></property>'
        for name, text in reversed(pieces)
    )
    custom = f'<Properties xmlns="urn:p" xmlns:vt="urn:vt">{properties}</Properties>'
    body = (
        p("a", begin("1", "ZOTERO_BREF_a1"), r("[1]"), end("1"), "b", begin("2", "other"), "c", end("2"))
        + begin("3", "ZOTERO_BREF_b2")
        + p("one")
        + p("two", end("3"), "three")
    )
    document = opened(tmp_path, docx(body, extra={"docProps/custom.xml": custom})).document
    found, bibliography = document.fields
    assert (found.kind, found.printed, found.works[0].get("title")) == ("zotero", "[1]", "Synthetic work 1")
    assert [(piece.line, piece.start, piece.end) for piece in found.pieces] == [(1, 1, 4)]
    assert bibliography.kind == "bibliography"
    assert [(piece.line, piece.start, piece.end) for piece in bibliography.pieces] == [(2, 0, 3), (3, 0, 3)]


def begin(number: str, name: str) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'


def end(number: str) -> str:
    return f'<w:bookmarkEnd w:id="{number}"/>'


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        (" ADDIN NE.Ref.{0A1B} ", "noteexpress"),
        (" SEQ 表 \\* ARABIC ", "seq"),
        (" REF _Ref1 \\r \\h ", "ref"),
        (' ADDIN ZOTERO_BIBL {"uncited":[]} CSL_BIBLIOGRAPHY ', "bibliography"),
        (" ADDIN EN.REFLIST ", "bibliography"),
        (" ADDIN Mendeley Bibliography CSL_BIBLIOGRAPHY ", "bibliography"),
        (" BIBLIOGRAPHY ", "bibliography"),
        (' HYPERLINK "https://example.org" ', "hyperlink"),
        (" PAGE ", "other"),
    ],
)
def test_kinds(tmp_path: Path, code: str, kind: str) -> None:
    (found,) = opened(tmp_path, docx(p(field(escape(code), "1")))).document.fields
    assert found.kind == kind


def test_fields_nest_and_cross_paragraphs(tmp_path: Path) -> None:
    inner = field(" HYPERLINK ", "link")
    body = (
        p(mark("begin"), "<w:r><w:instrText> ADDIN EN.REFLIST </w:instrText></w:r>", mark("separate"), "one")
        + p("two ", inner)
        + p("three", mark("end"), " after")
    )
    document = opened(tmp_path, docx(body)).document
    outer, nested = document.fields
    assert [(piece.line, piece.start, piece.end) for piece in outer.pieces] == [
        (1, 0, 3),
        (2, 0, 8),
        (3, 0, 5),
    ]
    assert (nested.inside, nested.pieces[0].start) == (0, 4)


def test_damaged_data_are_told(tmp_path: Path) -> None:
    (found,) = citations(tmp_path, field(" ADDIN ZOTERO_ITEM CSL_CITATION {broken", "[1]"))
    assert found.problem
    assert not found.works
