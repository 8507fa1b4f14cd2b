"""Numbers that Word computes and that stand in no text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.load.docx.kit import docx, opened, p
from toolkit.load.docx.numbering import number_text


def level(number: int, text: str, form: str = "decimal", more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def item(num: int, depth: int = 0) -> str:
    return p("x", properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{num}"/></w:numPr>')


def labels(folder: Path, body: str, numbering: str, styles: str = "") -> list[str]:
    document = opened(folder, docx(body, numbering=numbering, styles=styles)).document
    return [paragraph.label for paragraph in document.paragraphs]


def test_references_numbered_by_word(tmp_path: Path) -> None:
    numbering = f'<w:abstractNum w:abstractNumId="5">{level(0, "[%1]")}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
    numbering += '<w:num w:numId="2"><w:abstractNumId w:val="5"/></w:num>'
    assert labels(tmp_path, item(1) + p("text") + item(1) + item(2), numbering) == ["[1]", "", "[2]", "[3]"]


def test_levels_restart_and_nest(tmp_path: Path) -> None:
    numbering = f'<w:abstractNum w:abstractNumId="0">{level(0, "%1")}{level(1, "%1.%2")}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    body = item(1) + item(1, 1) + item(1, 1) + item(1) + item(1, 1)
    assert labels(tmp_path, body, numbering) == ["1", "1.1", "1.2", "2", "2.1"]


def test_a_start_of_its_own_counts_once(tmp_path: Path) -> None:
    numbering = f'<w:abstractNum w:abstractNumId="0">{level(0, "%1.")}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    numbering += (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    assert labels(tmp_path, item(1) + item(1) + item(2) + item(2), numbering) == ["1.", "2.", "1.", "2."]


def test_a_style_may_give_the_number(tmp_path: Path) -> None:
    bound = level(1, "%1.%2", more='<w:pStyle w:val="H2"/>')
    first = level(0, "第%1章", "chineseCounting")
    numbering = f'<w:abstractNum w:abstractNumId="0">{first}{bound}</w:abstractNum>'
    numbering += '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    styles = (
        '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="H2"><w:name w:val="heading 2"/>'
        '<w:basedOn w:val="H1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="N"><w:basedOn w:val="H1"/><w:pPr><w:numPr>'
        '<w:numId w:val="0"/></w:numPr></w:pPr></w:style>'
    )
    body = "".join(p("x", properties=f'<w:pStyle w:val="{name}"/>') for name in ("H1", "H2", "N", "H1"))
    document = opened(tmp_path, docx(body, numbering=numbering, styles=styles)).document
    assert [(each.label, each.outline) for each in document.paragraphs][:2] == [("第一章", 1), ("一.1", 2)]
    assert [each.label for each in document.paragraphs][2:] == ["", "第二章"]


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("chineseCounting", {1: "一", 10: "十", 12: "十二", 20: "二十", 105: "一百零五", 110: "一百一十"}),
        ("chineseCountingThousand", {1001: "一千零一", 3040: "三千零四十"}),
        ("chineseLegalSimplified", {1: "壹", 12: "壹拾贰", 305: "叁佰零伍"}),
        ("ideographTraditional", {1: "甲", 10: "癸"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("ideographDigital", {20: "二〇"}),
        ("decimalEnclosedCircleChinese", {1: "①", 20: "⑳", 21: "㉑"}),
        ("decimalFullWidth", {12: "１２"}),
        ("lowerRoman", {4: "iv", 19: "xix"}),
        ("upperLetter", {26: "Z", 27: "AA"}),
        ("decimalZero", {3: "03", 12: "12"}),
    ],
)
def test_formats(form: str, numbers: dict[int, str]) -> None:
    assert {number: number_text(number, form) for number in numbers} == numbers
