"""What of a Word document reads as text, and in which order."""

from __future__ import annotations

from pathlib import Path

from tests.load.docx.kit import STRICT, docx, field, mark, opened, p, r, texts
from toolkit.model.inline import Style


def test_paragraphs_are_numbered_over_all_stories(tmp_path: Path) -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    document = opened(
        tmp_path,
        docx(
            p("first", note) + f"<w:tbl><w:tr><w:tc>{p('cell')}</w:tc></w:tr></w:tbl>" + p("last"),
            footnotes=f'<w:footnote w:type="separator" w:id="0">{p("")}</w:footnote>'
            f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>", " a note")}</w:footnote>',
            header1=p("running head"),
        ),
    ).document
    assert [(each.line, each.story, each.text) for each in document.paragraphs] == [
        (1, "body", "first1"),
        (2, "body", "cell"),
        (3, "body", "last"),
        (4, "footnote", "1 a note"),
        (5, "header", "running head"),
    ]
    assert document.source.split("\n")[2] == "last"
    assert document.paragraphs[0].runs[1].kind == "footnote"


def test_one_paragraph_is_one_line(tmp_path: Path) -> None:
    body = p("a", "<w:r><w:tab/><w:br/><w:noBreakHyphen/></w:r>", "b\nc", "<w:r><w:t>  d  </w:t></w:r>")
    assert texts(tmp_path, body) == ["a\t\v\u2011b cd"]


def test_hidden_text_and_codes_are_not_read(tmp_path: Path) -> None:
    hidden = r("hidden", "<w:vanish/>")
    assert texts(tmp_path, p("a", hidden, field(" PAGE ", "7"), "b")) == ["a7b"]


def test_styles_of_runs_are_inherited(tmp_path: Path) -> None:
    styles = (
        '<w:style w:type="character" w:styleId="C"><w:name w:val="cite"/><w:rPr>'
        '<w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="D"><w:basedOn w:val="C"/></w:style>'
    )
    body = p(
        "x", r("2", '<w:rStyle w:val="D"/>'), r("3", '<w:rStyle w:val="D"/><w:vertAlign w:val="baseline"/>')
    )
    (paragraph,) = opened(tmp_path, docx(body, styles=styles)).document.paragraphs
    assert [(run.start, run.end, run.styles) for run in paragraph.runs] == [
        (0, 1, frozenset()),
        (1, 2, {Style.SUPER}),
        (2, 3, frozenset()),
    ]


def test_runs_of_equal_formatting_are_one(tmp_path: Path) -> None:
    (paragraph,) = opened(tmp_path, docx(p(r("ab", "<w:b/>"), r("cd", "<w:b/>")))).document.paragraphs
    assert [(run.start, run.end) for run in paragraph.runs] == [(0, 4)]


TRACKED = (
    p(
        "<w:ins><w:r><w:t>new</w:t></w:r></w:ins>",
        "<w:del><w:r><w:delText>old</w:delText></w:r></w:del>",
        " same",
    )
    + p("first", properties="<w:rPr><w:del/></w:rPr>")
    + p(" second", properties='<w:outlineLvl w:val="0"/>')
    + p("one", properties="<w:rPr><w:ins/></w:rPr>")
    + p("two")
    + f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('gone')}</w:tc></w:tr>"
    + f"<w:tr><w:tc>{p('kept')}</w:tc></w:tr></w:tbl>"
)


def test_tracked_changes_accepted(tmp_path: Path) -> None:
    document = opened(tmp_path, docx(TRACKED)).document
    assert [each.text for each in document.paragraphs] == ["new same", "first second", "one", "two", "kept"]
    assert document.paragraphs[1].outline == 1, "the mark that remains says what a joined paragraph is"
    assert document.changes == 2


def test_tracked_changes_refused(tmp_path: Path) -> None:
    assert texts(tmp_path, TRACKED, "original") == ["old same", "first", " second", "onetwo", "gone", "kept"]


def test_text_boxes_follow_their_paragraph_and_fallbacks_are_dropped(tmp_path: Path) -> None:
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
        + p("in the box")
        + "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
        + p("in the box")
        + "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = opened(tmp_path, docx(p("before", box, " after") + p("next"))).document
    assert [(each.story, each.text) for each in document.paragraphs] == [
        ("body", "before after"),
        ("textbox", "in the box"),
        ("body", "next"),
    ]


def test_content_controls_and_wrappers_are_gone_through(tmp_path: Path) -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = control.format(p("block")) + p(
        "a", control.format(r("b")), "<w:smartTag>" + r("c") + "</w:smartTag>"
    )
    table = control.format(f"<w:tr>{control.format('<w:tc>' + p('cell') + '</w:tc>')}</w:tr>")
    assert texts(tmp_path, body + f"<w:tbl>{table}</w:tbl>") == ["block", "abc", "cell"]


def test_merged_cells(tmp_path: Path) -> None:
    def cell(text: str, properties: str = "") -> str:
        return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(text)}</w:tc>"

    down, on, wide = '<w:vMerge w:val="restart"/>', "<w:vMerge/>", '<w:gridSpan w:val="2"/>'
    head = "<w:trPr><w:tblHeader/></w:trPr>"
    rows = (
        f"<w:tr>{head}{cell('a', down)}{cell('b', wide)}</w:tr>",
        f"<w:tr>{head}{cell('', on)}{cell('c')}{cell('d')}</w:tr>",
        f"<w:tr>{cell('e')}{cell('f')}{cell('g')}</w:tr>",
    )
    document = opened(tmp_path, docx(f"<w:tbl>{''.join(rows)}</w:tbl>")).document
    (table,) = document.tables
    assert (table.rows, table.columns, table.head) == (3, 3, 2)
    seen = [(c.row, c.column, c.colspan, c.rowspan, document.paragraph(c.lines[0]).text) for c in table.cells]
    assert seen == [
        (0, 0, 1, 2, "a"),
        (0, 1, 2, 1, "b"),
        (1, 1, 1, 1, "c"),
        (1, 2, 1, 1, "d"),
        (2, 0, 1, 1, "e"),
        (2, 1, 1, 1, "f"),
        (2, 2, 1, 1, "g"),
    ]


def test_equations_read_as_tex(tmp_path: Path) -> None:
    fraction = "<m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f>"
    power = "<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>10</m:t></m:r></m:sup></m:sSup>"
    (paragraph,) = opened(
        tmp_path, docx(p("y = ", f"<m:oMath>{fraction}{power}</m:oMath>"))
    ).document.paragraphs
    assert paragraph.text == "y = \\frac{a}{b}x^{10}"
    assert paragraph.runs[1].kind == "math"


def test_symbols_of_symbol_fonts(tmp_path: Path) -> None:
    body = p('<w:r><w:sym w:font="Symbol" w:char="F062"/><w:sym w:font="Symbol" w:char="F0B1"/></w:r>')
    assert texts(tmp_path, body) == ["β±"]


def test_strict_documents_read_the_same(tmp_path: Path) -> None:
    body = p(r("a", "<w:b/>"), "b") + f"<w:tbl><w:tr><w:tc>{p('c')}</w:tc></w:tr></w:tbl>"
    document = opened(tmp_path, docx(body, namespace=STRICT)).document
    assert [each.text for each in document.paragraphs] == ["ab", "c"]
    assert document.paragraphs[0].runs[0].styles == {Style.STRONG}


def test_a_field_that_never_ends_hides_nothing(tmp_path: Path) -> None:
    document = opened(tmp_path, docx(p("a", mark("begin"), "b") + p("c"))).document
    assert [each.text for each in document.paragraphs] == ["ab", "c"]
    assert document.warnings


def test_a_place_leads_back_to_its_nodes(tmp_path: Path) -> None:
    found = opened(tmp_path, docx(p("zero") + p(r("one "), r("two", "<w:i/>"), "<w:r><w:tab/></w:r>")))
    trace = found.trace(found.document.span(2, 2, 8))
    assert trace.part == "word/document.xml"
    assert [(piece.node.text, piece.start, piece.end) for piece in trace.pieces] == [
        ("one ", 2, 4),
        ("two", 0, 3),
        (None, 0, 1),
    ]
    assert all(piece.run is not None and piece.run.getparent() is trace.paragraph for piece in trace.pieces)


def test_every_character_leads_back_to_itself(tmp_path: Path) -> None:
    body = p(
        "<w:r><w:t>  trimmed </w:t></w:r>", r(" kept "), "<w:hyperlink>" + r("𝒳 link") + "</w:hyperlink>"
    )
    found = opened(tmp_path, docx(body))
    text = found.document.paragraphs[0].text
    for at, character in enumerate(text):
        (piece,) = found.trace(found.document.span(1, at, at + 1)).pieces
        assert (piece.node.text or "")[piece.start : piece.end] == character
