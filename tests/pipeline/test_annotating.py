"""Word files with comments and tracked changes: at the right words, and nothing else touched."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.conftest import converted_by_office
from tests.load.docx.kit import STRICT, W, archive, docx, field, p, r
from tests.render.docx.test_schema import violations
from toolkit.load.docx import read_docx
from toolkit.model.diagnostic import Applicability, Edit, Finding, Fix, Severity
from toolkit.model.source import Span
from toolkit.model.word import View
from toolkit.pipeline.annotating import annotate

_NEEDED = {"[Content_Types].xml", "word/_rels/document.xml.rels", "word/document.xml", "word/comments.xml"}


class Manuscript:
    """A Word file on the disk that is annotated by searching for words."""

    def __init__(self, folder: Path, data: bytes) -> None:
        self.folder, self.data = folder, data
        self.path = folder / "manuscript.docx"
        self.path.write_bytes(data)
        self.paragraphs = read_docx(self.path).paragraphs

    def span(self, words: str) -> Span:
        line, at = next((each.line, each.text.index(words)) for each in self.paragraphs if words in each.text)
        return Span.at(self.path, line, at + 1, len(words))

    def finding(
        self, words: str | Span | None, message: str = "Synthetic message", fix: str | None = None
    ) -> Finding:
        span = self.span(words) if isinstance(words, str) else words
        edits = () if fix is None or span is None else (Edit(span, fix),)
        return Finding(
            code="MAN099",
            severity=Severity.WARNING,
            message={"en": message, "zh": "合成消息"},
            span=span,
            help={"en": "do <this> & that", "zh": "这样改"},
            fix=Fix({"en": "", "zh": ""}, edits, Applicability.SAFE) if edits else None,
        )

    def annotated(self, *findings: Finding, fix: bool = False, language: str = "en") -> Annotated:
        return Annotated(self.folder, annotate(self.path, findings, language=language, fix=fix))


class Annotated:
    def __init__(self, folder: Path, data: bytes) -> None:
        self.folder, self.data = folder, data
        self.path = folder / "annotated.docx"
        self.path.write_bytes(data)

    def parts(self) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(self.data)) as package:
            return {name: package.read(name) for name in package.namelist()}

    def texts(self, view: View = "accepted") -> list[str]:
        return [each.text for each in read_docx(self.path, view=view).paragraphs if each.story != "comment"]

    def commented(self) -> list[str]:
        """The words between the beginning and the end of each comment, in the order of the comments."""
        root = etree.fromstring(self.parts()["word/document.xml"])
        open_comments: set[str] = set()
        found: dict[str, str] = {}
        for element in root.iter("*"):
            name, number = etree.QName(element).localname, _id(element)
            if name == "commentRangeStart":
                open_comments.add(number)
                found[number] = ""
            elif name == "commentRangeEnd":
                open_comments.remove(number)
            elif name in {"t", "delText"} and not any(_is_ours(each) for each in element.iterancestors()):
                found |= {key: found[key] + (element.text or "") for key in open_comments}
        assert not open_comments
        return [found[key] for key in sorted(found, key=int)]

    def comments(self) -> list[str]:
        root = etree.fromstring(self.parts()["word/comments.xml"])
        return ["\n".join("".join(each.itertext()) for each in comment) for comment in root]


def _is_ours(element: etree._Element) -> bool:
    """Whether an element holds text that a correction put in."""
    return etree.QName(element).localname == "ins"


def _id(element: etree._Element) -> str:
    return next((value for name, value in element.attrib.items() if etree.QName(name).localname == "id"), "")


def test_comments_stand_at_their_words(tmp_path: Path) -> None:
    body = p("Plain words, ", r("bold words", "<w:b/>"), " and 中文 A&amp;B &lt;x&gt; é.") + p("Next one.")
    manuscript = Manuscript(tmp_path, docx(body))
    wanted = ["Plain", "words, bold", "old wor", "中文 A&B <x", "<x> é.", "Next one.", "é"]
    made = manuscript.annotated(*(manuscript.finding(words) for words in wanted))
    assert made.commented() == wanted
    assert made.texts() == [each.text for each in manuscript.paragraphs]
    assert len(made.comments()) == len(wanted)


def test_a_comment_has_code_message_and_remedy_in_the_language(tmp_path: Path) -> None:
    manuscript = Manuscript(tmp_path, docx(p("Words.")))
    finding = manuscript.finding("Words")
    english = "MAN099 · Warning\nSynthetic message\ndo <this> & that"
    assert manuscript.annotated(finding).comments() == [english]
    assert manuscript.annotated(finding, language="zh").comments() == ["MAN099 · 警告\n合成消息\n这样改"]


def test_every_other_part_is_as_before_and_the_text_but_for_marks(tmp_path: Path) -> None:
    extra = {"word/media/image1.png": b"\x89PNG synthetic", "customXml/item1.xml": b"<x  a = '1'/>"}
    body = f"<w:p  w:rsidR='00AA'><w:pPr ></w:pPr>{r('One two three')}</w:p><!-- kept --><w:p/>"
    manuscript = Manuscript(tmp_path, docx(body, extra=extra, styles="", footnotes=""))
    made = manuscript.annotated(manuscript.finding("two"), manuscript.finding(Span.at(manuscript.path, 2)))
    before = Annotated(tmp_path, manuscript.data).parts()
    after = made.parts()
    assert {name for name in after if after[name] != before.get(name)} == _NEEDED
    assert list(after)[: len(before)] == list(before)
    text = after["word/document.xml"].decode()
    for mark in (
        r"<w:commentRange(Start|End) w:id=\"\d\"/>",
        r"<w:r><w:commentReference w:id=\"\d\"/></w:r>",
        r"</w:t></w:r><w:r><w:t xml:space=\"preserve\">",
    ):
        text = re.sub(mark, "", text)
    assert text.replace("<w:p></w:p>", "<w:p/>") == before["word/document.xml"].decode()


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    manuscript = Manuscript(tmp_path, docx(p("Words.")))
    finding = manuscript.finding("Words")
    assert manuscript.annotated(finding).data == manuscript.annotated(finding).data


def test_without_findings_the_parts_are_as_before(tmp_path: Path) -> None:
    manuscript = Manuscript(tmp_path, docx(p("Words.")))
    assert manuscript.annotated().parts() == Annotated(tmp_path, manuscript.data).parts()


def test_existing_comments_are_kept(tmp_path: Path) -> None:
    own = '<w:comment w:id="7" w:author="Somebody"><w:p><w:r><w:t>Mine</w:t></w:r></w:p></w:comment>'
    range_ = '<w:commentRangeStart w:id="7"/>{}<w:commentRangeEnd w:id="7"/>'
    extended = {"word/commentsExtended.xml": b"<ex/>"}
    manuscript = Manuscript(tmp_path, docx(p(range_.format(r("One two"))), comments=own, extra=extended))
    made = manuscript.annotated(manuscript.finding("two"))
    assert made.commented() == ["One two", "two"]
    assert [text.partition("\n")[0] for text in made.comments()] == ["Mine", "MAN099 · Warning"]
    assert own in made.parts()["word/comments.xml"].decode()
    assert made.parts()["word/commentsExtended.xml"] == b"<ex/>"
    assert "word/comments1.xml" not in made.parts()


@pytest.mark.parametrize("kind", ["strict", "default namespace", "utf-16"])
def test_other_ways_to_write_the_same_document(tmp_path: Path, kind: str) -> None:
    data = docx(p("One two three"), namespace=STRICT if kind == "strict" else W)
    if kind != "strict":
        files = Annotated(tmp_path, data).parts()
        text = files["word/document.xml"].decode()
        if kind == "utf-16":
            files["word/document.xml"] = text.replace("UTF-8", "UTF-16").encode("utf-16")
        else:
            plain = re.sub(r"(</?)w:", r"\1", text).replace("xmlns:w=", "xmlns=")
            files["word/document.xml"] = plain.encode()
        data = archive(files)
    manuscript = Manuscript(tmp_path, data)
    made = manuscript.annotated(manuscript.finding("two"))
    assert made.commented() == ["two"]
    assert made.texts() == ["One two three"]
    relation = made.parts()["word/_rels/document.xml.rels"].decode()
    assert ("purl.oclc.org" in relation) == (kind == "strict")


def test_what_lies_outside_the_text_is_told_at_the_text(tmp_path: Path) -> None:
    """Word keeps comments in the text only: notes at their mark, headers at the beginning."""
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    box = (
        "<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p><w:r><w:t>In a box</w:t></w:r></w:p>"
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    body = p("A title") + p("A fact", mark, " goes on.") + p("Before", box, "behind")
    section = '<w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr>'
    note = f'<w:footnote w:id="2">{p("A note here")}</w:footnote>'
    manuscript = Manuscript(tmp_path, docx(body + section, footnotes=note, header1=p("A head line")))
    made = manuscript.annotated(
        *(manuscript.finding(words) for words in ("note", "head", "box")), manuscript.finding(None)
    )
    assert made.commented()[1::2] == ["A title", "A title"]
    document = made.parts()["word/document.xml"].decode()
    assert re.search(r"<w:commentRangeStart w:id=\"\d+\"/>" + re.escape(mark), document)
    assert re.search(r"<w:commentRangeStart w:id=\"\d+\"/>" + re.escape(box), document)
    told = [text.split("\n")[1] for text in made.comments()]
    assert told == [
        "In this footnote, at “note”:",
        "In the header, at “head”:",
        "In this text box, at “box”:",
        "Synthetic message",
    ]


def test_fields_links_and_formulas_are_not_broken(tmp_path: Path) -> None:
    formula = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
    link = f'<w:hyperlink r:id="l1">{r("linked words")}</w:hyperlink>'
    manuscript = Manuscript(
        tmp_path, docx(p("See ", field("REF a", "Table 1"), " and ", link, formula, " end"))
    )
    words = manuscript.paragraphs[0].text
    made = manuscript.annotated(
        *(manuscript.finding(each) for each in ("Table", "1 and link", "words", words))
    )
    assert made.commented()[:3] == ["Table", "1 and link", "words"]
    assert made.texts() == [words]
    etree.fromstring(made.parts()["word/document.xml"])


def test_corrections_are_tracked_changes(tmp_path: Path) -> None:
    manuscript = Manuscript(
        tmp_path, docx(p("Cited ", r("[1,3", "<w:vertAlign w:val='superscript'/>"), r("-5]"), " so."))
    )
    fixed = manuscript.finding("[1,3-5]", fix="[1, 3–5]")
    made = manuscript.annotated(manuscript.finding("ited [1,"), fixed, fix=True)
    assert made.texts() == ["Cited [1, 3–5] so."]
    assert made.texts("original") == ["Cited [1,3-5] so."]
    assert made.commented()[0] == "ited [1,"
    document = made.parts()["word/document.xml"].decode()
    inserted = re.findall(r"<w:ins [^>]*>(.*?)</w:ins>", document)
    assert len(inserted) == 1
    assert inserted[0].startswith("<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr>")
    assert "commentReference" not in "".join(re.findall(r"<w:del [^>]*>(.*?)</w:del>", document))


def test_only_safe_corrections_of_plain_text_are_made(tmp_path: Path) -> None:
    manuscript = Manuscript(tmp_path, docx(p("One<", "<w:r><w:tab/></w:r>", "two").replace("<<", "&lt;<")))
    over_a_tab = manuscript.finding("One<\ttwo", fix="three")
    assert manuscript.annotated(over_a_tab, fix=True).texts("original") == ["One<\ttwo"]
    assert manuscript.annotated(over_a_tab, fix=True).texts() == ["One<\ttwo"]
    first, second = manuscript.finding("One", fix="1"), manuscript.finding("ne<", fix="2")
    assert manuscript.annotated(first, second, fix=True).texts() == ["1<\ttwo"]


def test_the_annotated_file_is_valid(tmp_path: Path) -> None:
    body = p("One two ", r("three four", "<w:b/>"), " five") + "<w:p/>" + "<w:sectPr/>"
    manuscript = Manuscript(tmp_path, docx(body))
    findings = [manuscript.finding("two three"), manuscript.finding("four five", fix="4 5")]
    made = manuscript.annotated(*findings, manuscript.finding(Span.at(manuscript.path, 2)), fix=True)
    assert violations(made.data, tmp_path) == violations(manuscript.data, tmp_path)


_RUNS = st.lists(
    st.tuples(
        st.text("ab c&<é中\u00a0😀", min_size=1, max_size=6), st.sampled_from(["", "<w:b/>", "<w:i/>"])
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(runs=_RUNS, data=st.data())
def test_any_marks_leave_the_text(tmp_path: Path, runs: list[tuple[str, str]], data: st.DataObject) -> None:
    escaped = (r(text.replace("&", "&amp;").replace("<", "&lt;"), look) for text, look in runs)
    manuscript = Manuscript(tmp_path, docx(p(*escaped) + p("more")))
    text = manuscript.paragraphs[0].text
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(sorted)
    spans = data.draw(st.lists(places, max_size=4))
    findings = [
        manuscript.finding(
            Span.at(manuscript.path, 1, first + 1, last - first),
            fix=data.draw(st.sampled_from([None, "", "n&w"])),
        )
        for first, last in spans
    ]
    made = manuscript.annotated(*findings, fix=True)
    assert made.texts("original") == [text, "more"]
    assert made.commented() == [text[first:last] for first, last in spans]
    assert manuscript.annotated(*findings).texts() == [text, "more"]


@pytest.mark.needs("soffice")
def test_libreoffice_shows_the_comments_at_their_words(tmp_path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("Plain words, ")
    paragraph.add_run("bold words").bold = True
    paragraph.add_run(" and 中文引用[3].")
    data = io.BytesIO()
    document.save(data)
    manuscript = Manuscript(tmp_path, data.getvalue())
    wanted = ["words, bold", "中文引用"]
    made = manuscript.annotated(*(manuscript.finding(words, f"About {words}") for words in wanted))
    with zipfile.ZipFile(converted_by_office(made.path, "odt")) as package:
        text = package.read("content.xml").decode()
    end = r"<office:annotation-end office:name=\"\1\"/>"
    for words in wanted:
        begin = (
            rf"<office:annotation [^>]*office:name=\"([^\"]+)\"(?:(?!</office:annotation>).)*About {words}"
        )
        found = re.search(rf"{begin}.*?</office:annotation>(.*?){end}", text, re.DOTALL)
        assert found is not None
        assert (
            re.sub(r"<office:annotation .*?</office:annotation>|<[^>]*>", "", found[2], flags=re.DOTALL)
            == words
        )
