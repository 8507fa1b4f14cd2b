"""The whole document: its structure, its package, and what holds for every text of a user."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.render.docx.build import docx_of, line_of, review_of
from tests.render.docx.golden import FOLDER, structures
from tests.render.docx.shorthand import Docx
from tests.render.sample_matter import FRONT, JOURNAL
from tests.render.sample_nodes import heading, paragraph, text
from toolkit.errors import ToolkitError
from toolkit.model.inline import Code, Link, Text
from toolkit.model.review import MatterBlock, ResolvedReview
from toolkit.render.docx import render_docx, render_table_docx
from toolkit.render.docx.ooxml.names import NAMESPACES, WP, W, r, w

HOSTILE = "<script>alert(1)</script> & ]]> {{ 1 }} {% x %} &amp; <!-- --> ${x}"


def test_structure_is_as_recorded(review: ResolvedReview) -> None:
    found = structures(review)
    assert {path.name for path in FOLDER.iterdir()} == set(found)
    for name, structure in found.items():
        assert structure == (FOLDER / name).read_text(encoding="utf-8").rstrip("\n"), name


def test_same_review_gives_same_bytes(review: ResolvedReview, sample: Docx) -> None:
    assert render_docx(review) == sample.data


def test_package_has_fixed_dates_and_whole_relationships(sample: Docx) -> None:
    with zipfile.ZipFile(io.BytesIO(sample.data)) as archive:
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(2000, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
    for name, data in sample.files.items():
        if name.endswith(".rels"):
            folder = name.split("_rels/")[0]
            for relationship in etree.fromstring(data):
                if relationship.get("TargetMode") != "External":
                    target = relationship.get("Target")
                    assert (target.lstrip("/") if target.startswith("/") else folder + target) in sample.files


@pytest.mark.parametrize("name", ["document.xml", "footnotes.xml"])
def test_every_relationship_that_is_used_exists(sample: Docx, name: str) -> None:
    used = {
        value
        for node in sample.part(name).iter()
        for key, value in node.attrib.items()
        if key in (r("id"), r("embed"))
    }
    assert used <= set(sample.relationships(name))
    external = {key for key, target in sample.relationships(name).items() if "://" in target}
    assert external <= used


def test_every_part_has_a_content_type(sample: Docx) -> None:
    types = etree.fromstring(sample.files["[Content_Types].xml"])
    named = {node.get("PartName") for node in types if node.get("PartName")}
    endings = {node.get("Extension") for node in types if node.get("Extension")}
    for name in sample.files:
        if name != "[Content_Types].xml":
            assert f"/{name}" in named or name.rsplit(".", 1)[-1] in endings, name
    assert {name.lstrip("/") for name in named} <= set(sample.files)


def test_every_style_used_exists(sample: Docx) -> None:
    known = {style.get(w("styleId")) for style in sample.styles.iter(w("style"))}
    used = set()
    for name in ("document.xml", "footnotes.xml", "comments.xml", "header1.xml", "footer1.xml"):
        for tag in ("pStyle", "rStyle", "tblStyle"):
            used |= {node.get(w("val")) for node in sample.part(name).iter(w(tag))}
    assert used <= known
    based = {node.get(w("val")) for tag in ("basedOn", "next") for node in sample.styles.iter(w(tag))}
    assert based <= known


def test_ids_are_unique(sample: Docx) -> None:
    bookmarks = sample.find("//w:bookmarkStart")
    ids = [node.get(w("id")) for node in (*bookmarks, *sample.find("//w:ins | //w:del"))]
    assert len(ids) == len(set(ids))
    names = [node.get(w("name")).lower() for node in bookmarks]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[A-Za-z_]\w{0,39}", name) for name in names)
    drawings = [node.get("id") for node in sample.document.iter(f"{{{WP}}}docPr")]
    assert len(drawings) == len(set(drawings)) > 0


def test_every_bookmark_is_closed_and_every_link_has_its_bookmark(sample: Docx) -> None:
    starts = {node.get(w("id")) for node in sample.find("//w:bookmarkStart")}
    assert starts == {node.get(w("id")) for node in sample.find("//w:bookmarkEnd")}
    names = {node.get(w("name")) for node in sample.find("//w:bookmarkStart")}
    targets = {node.get(w("anchor")) for node in sample.find("//w:hyperlink[@w:anchor]")}
    fields = "".join(node.text for node in sample.find("//w:instrText"))
    targets |= set(re.findall(r"REF (\w+)", fields))
    assert targets
    assert targets <= names


def test_fields_are_balanced(sample: Docx) -> None:
    for line in sample.find("//w:p"):
        depth = 0
        for mark in line.iter(w("fldChar")):
            depth += {"begin": 1, "separate": 0, "end": -1}[mark.get(w("fldCharType"))]
            assert depth >= 0
        assert depth == 0


def test_python_docx_reads_it(sample: Docx) -> None:
    document = docx.Document(io.BytesIO(sample.data))
    assert document.paragraphs[0].style.name == "Title"
    assert [len(table.columns) for table in document.tables] == [7, 8]
    assert len(document.inline_shapes) == 1
    assert document.core_properties.title == "合成样例：外泌体水凝胶促进皮肤创面愈合"
    assert document.core_properties.author == "作者甲; 作者乙"
    assert document.core_properties.language == "zh-CN"
    assert document.core_properties.created.year == 2000
    assert [comment.text for comment in document.comments] == ["请核对公式。", "为何是三倍？"]


def test_authors_that_do_not_print_are_not_in_the_properties() -> None:
    blind = docx_of(paragraph("text"), front=(MatterBlock("title", "zh", "", (text("题名"),)),))
    assert "作者" not in blind.files["docProps/core.xml"].decode("utf-8")


def test_front_matter_in_the_order_and_languages_of_the_journal() -> None:
    front = (
        MatterBlock("title", "en", "", (text("English"),)),
        MatterBlock("abstract", "en", "Abstract", (text("One."), text("Two.")), label_own_line=True),
        MatterBlock("title", "zh", "", (text("中文"),)),
        MatterBlock("biographies", "zh", "作者简介", (text("甲，博士。"),), heading=True),
    )
    assert docx_of(front=front, bibliography=()).lines()[:-1] == [
        'Subtitle: "English"',
        'Abstract: Label"Abstract"',
        'Abstract: "One."',
        'Abstract: "Two."',
        'Title: "中文"',
        'Heading1: "作者简介"',
        'FrontMatter: "甲，博士。"',
        "FrontEnd:",
    ]


def test_where_the_journal_prints_another_language_only_its_title_is_the_main_one() -> None:
    front = (MatterBlock("title", "en", "", (text("English"),)),)
    assert docx_of(front=front, bibliography=()).lines()[0] == 'Title: "English"'


def test_references_stand_where_the_journal_puts_them() -> None:
    references = MatterBlock("references", "zh", "", (), heading=True)
    statement = MatterBlock("statement", "zh", "致谢：", (text("谢谢。"),))
    order = [line.split(":")[0] for line in docx_of(back=(references, statement)).lines()]
    assert order[:5] == ["Heading1", "Bibliography", "Bibliography", "Bibliography", "BackMatter"]
    order = [line.split(":")[0] for line in docx_of(back=(statement,)).lines()]
    assert order[:3] == ["BackMatter", "Heading1", "Bibliography"]
    assert docx_of(back=(references,), bibliography=()).lines()[:-1] == []


def test_tables_alone_keep_their_numbers_and_lead_nowhere(review: ResolvedReview) -> None:
    alone = Docx(render_table_docx(review, ["hydrogels"]))
    assert alone.lines()[0].startswith(
        r'Caption: «_Ref_tbl_hydrogels_zh "表 " «_Ref_tbl_hydrogels_zh_n {SEQ 表 \* ARABIC = "1"}'
    )
    assert not alone.find("//w:hyperlink")
    assert "[1]" in alone.text
    both = Docx(render_table_docx(review, ["trials", "hydrogels"]))
    assert r"SEQ 表 \* ARABIC \r 2" in both.outline
    assert r"SEQ 表 \* ARABIC \r 1" in both.outline


def test_unknown_tables_are_all_named(review: ResolvedReview) -> None:
    with pytest.raises(ToolkitError) as caught:
        render_table_docx(review, ["hydrogels", "one", "two"])
    assert [problem.message for problem in caught.value.problems] == ["no table 'one'", "no table 'two'"]
    assert "trials" in caught.value.problems[0].help


def test_text_of_users_stays_text_everywhere() -> None:
    front = tuple(MatterBlock(part, "zh", HOSTILE, (text(HOSTILE),)) for part in ("title", "abstract"))
    review = replace(review_of(heading(1, "1", "a", HOSTILE), paragraph(HOSTILE), front=front), title=HOSTILE)
    document = Docx(render_docx(review))
    assert document.text.count(HOSTILE) == 6
    core = etree.fromstring(document.files["docProps/core.xml"])
    assert HOSTILE in core.itertext()
    assert not document.find("//*[local-name() = 'script']")


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"])
def test_characters_that_xml_cannot_hold_are_replaced_visibly(character: str) -> None:
    assert line_of(f"a{character}b") == '"a\ufffdb"'


@pytest.mark.parametrize("white", ["\t", "\n", "\r\n", "\t\n\t"])
def test_white_space_that_word_would_obey_is_a_space(white: str) -> None:
    assert line_of(f"a{white}b") == '"a b"'


def test_spaces_at_the_edges_are_kept() -> None:
    document = docx_of(paragraph(" a ", "b"), bibliography=())
    first, second = document.find("//w:t")
    assert first.text == " a "
    assert first.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve"
    assert second.attrib == {}


ANY_TEXT = st.text(st.characters(), max_size=60)


def _printed(value: str) -> str:
    """What the renderer promises to print."""
    visible = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "\ufffd", value)
    return re.sub("[\t\n\r]+", " ", visible)


@given(value=ANY_TEXT)
@settings(max_examples=60)
def test_any_text_is_printed_whole(value: str) -> None:
    front = (MatterBlock("abstract", "zh", "", (text(value),)),)
    review = review_of(
        heading(1, "1", value, value),
        paragraph(value, Code(value), Link(value, (Text(value),))),
        front=front,
        title=value,
        bibliography=(),
    )
    document = Docx(render_docx(review))
    assert document.text == _printed(value) + "1  " + _printed(value) * 4
    assert docx.Document(io.BytesIO(document.data)).paragraphs


def test_body_uses_no_formatting_that_belongs_in_styles(sample: Docx) -> None:
    for name in ("sz", "spacing", "color"):
        assert not sample.find(f"//w:body//w:rPr/w:{name}")
    assert not sample.find("//w:rFonts[not(@w:hint)]")
    assert not sample.find("//w:body//w:pPr/w:spacing")


def test_root_declares_each_namespace_once(sample: Docx) -> None:
    data = sample.files["word/document.xml"]
    for uri in NAMESPACES.values():
        assert data.count(f'"{uri}"'.encode()) <= 1 + (uri == NAMESPACES["pic"])
    assert data.count(W.encode()) == 1


def test_parts_that_begin_a_page() -> None:
    """Title page, abstract, text and references of a manuscript; then no rule parts front matter and text."""
    front = tuple(replace(block, new_page=block.part == "abstract") for block in FRONT)
    journal = replace(JOURNAL, page=replace(JOURNAL.page, text_on_new_page=True))
    back = (MatterBlock("references", "zh", "参考文献", (), heading=True, new_page=True),)
    document = docx_of(paragraph("第一段"), paragraph("第二段"), journal=journal, front=front, back=back)
    begun = document.find("//w:p[w:pPr/w:pageBreakBefore]")
    texts = ["".join(node.itertext()) for node in begun]
    abstracts = sum(block.part == "abstract" for block in FRONT)
    assert len(texts) == abstracts + 2
    assert texts[-2:] == ["第一段", "参考文献"]
    assert not any(line.startswith("FrontEnd") for line in document.lines())
