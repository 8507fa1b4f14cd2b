"""The style sheet: the journal's fonts and rules, and nothing that a profile could smuggle in."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest

from tests.render.sample_matter import JOURNAL
from toolkit.model.journal import CaptionStyle, FontStyle, PageSetup, TableStyle, TypingStyle
from toolkit.render.html.css import SHEETS, journal_rules, style_sheet


def rules(**changes: object) -> list[str]:
    return journal_rules(replace(JOURNAL, **changes)).splitlines()


def rule(selector: str, *lines: str) -> str:
    return next(line for line in lines if line.startswith(f"{selector}{{"))


def test_chinese_fonts_become_their_families_everywhere() -> None:
    title = rule(".title", *rules(fonts={"title": FontStyle(cjk="黑体"), "body": FontStyle()}))
    assert '"PingFang SC","' in title.replace(", ", ",")
    assert '"Noto Sans CJK SC"' in title
    assert "--generic:sans-serif" in title


def test_sizes_are_shares_of_the_body_but_never_too_small() -> None:
    fonts = {"body": FontStyle(size=10), "title": FontStyle(size=18), "table": FontStyle(size=7)}
    assert "font-size:min(1.8rem, 5.8vw)" in rule(".title", *rules(fonts=fonts))
    assert "font-size:0.82rem" in rule("table", *rules(fonts=fonts))
    assert "font-size" not in rule(".paper", *rules(fonts=fonts))


def test_table_rules_and_caption_place() -> None:
    lines = rules(tables=TableStyle(CaptionStyle(position="below"), rule_top=2, rule_header=0.7))
    assert ":root{--rule-top:2pt;--rule-header:0.7pt;--rule-spanner:0.5pt;--rule-bottom:1.5pt}" in lines
    assert "caption{caption-side:bottom}" in lines


@pytest.mark.parametrize(("gap", "closed"), [("none", True), ("space", True), ("auto", False), (None, False)])
def test_gap_between_scripts(gap: Literal["none", "space", "auto"] | None, closed: bool) -> None:
    lines = rules(typing={"zh": TypingStyle(cjk_latin_gap=gap)})
    assert ("body{text-autospace:no-autospace}" in lines) is closed


@pytest.mark.parametrize("indent", [0, 2, None])
def test_paragraphs_are_indented_or_stand_apart(indent: float | None) -> None:
    lines = "\n".join(rules(fonts={"body": FontStyle(indent_chars=indent)}))
    assert ("--indent:2em" in lines) is (indent == 2)
    assert ("p + p{margin-block-start" in lines) is (not indent)


def test_paper() -> None:
    assert rules(page=PageSetup("letter", page_numbers="none"))[-1] == (
        "@page{size:8.5in 11in;margin:25.4mm 25.4mm 25.4mm 25.4mm;}"
    )


@pytest.mark.parametrize("name", ['A"}</style><script>', "A;color:red", "A\\", "A'*/"])
def test_name_of_a_font_is_no_style(name: str) -> None:
    line = rule(".title", *rules(fonts={"title": FontStyle(latin=name)}))
    assert line.count('"') == 2
    assert line.count("{") == line.count("}") == 1
    assert "\\" not in line
    assert "<" not in line


def test_sheets_are_closed() -> None:
    sheet = style_sheet(JOURNAL, SHEETS, [])
    assert sheet.count("{") == sheet.count("}")
    assert "</" not in sheet
