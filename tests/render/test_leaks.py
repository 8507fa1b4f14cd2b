"""Blind copies: what is left out, and that a leak is found wherever it hides. All people are invented."""

from __future__ import annotations

import base64
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.folders import bib, section, write_review
from toolkit import pipeline
from toolkit.model.review import LoadedReview, ResolvedReview
from toolkit.render.blind import blinded
from toolkit.render.docx import render_docx
from toolkit.render.html import render_html
from toolkit.render.leaks import find_leaks
from toolkit.resolve import resolve

REVIEW = """\
title: {zh: 合成题名, en: Synthetic title}
language: zh-CN
journal: cn-medical-biotechnology
authors:
  - name: {zh: 样例甲, en: SAMPLE Alpha}
    affiliations: [one]
    orcid: 0000-0002-1825-0097
    email: alpha@example.org
    corresponding: true
    biography: {zh: 样例甲，虚构人物}
  - {name: {zh: 欧阳样例, en: OUYANG Beta}, affiliations: [one]}
affiliations: {one: {zh: 000000 城市，虚构大学样例学院（占位）, en: "Sample School, Nowhere University"}}
funding: [{name: {zh: 虚构基金, en: Invented Fund}, number: "ABC-12345"}]
acknowledgements: {zh: 感谢样例丙。}
statements:
  author_contributions: {zh: 样例甲写作。}
  conflict_of_interest: {zh: 无利益冲突。}
bibliography: [refs.bib]
"""
SELF_CITED = bib("adams").replace("Adams, Ann", "Sample, Alpha") + bib("brown")
TEXT = """\
已有报道[@adams; @brown]。@adams 等发现……。

::: figure f
file: figures/f.svg
caption: 图
alt: {}
:::
"""
AUTHORS = (
    *("样例甲", "欧阳", "OUYANG", "虚构大学", "Nowhere University", "alpha@example.org", "1825-0097"),
    *("虚构基金", "Invented Fund", "ABC-12345", "感谢", "样例甲写作", "虚构人物"),
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}<rect width="9" height="9"/></svg>'


def folder(root: Path, text: str = TEXT.format("方框"), svg: str = "") -> Path:
    files = {"sections/01-one.md": section(text), "refs.bib": SELF_CITED, "figures/f.svg": SVG.format(svg)}
    return write_review(root, files, review=REVIEW)


def made(root: Path) -> tuple[LoadedReview, ResolvedReview, dict[str, bytes]]:
    """A review, its blind form, and that as Word and HTML."""
    loaded = pipeline.load(root)
    assert not loaded.problems
    blind = resolve(blinded(loaded))
    return loaded, blind, {"r.docx": render_docx(blind, zotero=True), "r.html": render_html(blind)}


def everything(files: dict[str, bytes]) -> str:
    with zipfile.ZipFile(io.BytesIO(files["r.docx"])) as archive:
        parts = [archive.read(name).decode("utf-8", "ignore") for name in archive.namelist()]
    return "\n".join([*parts, files["r.html"].decode("utf-8")])


def test_nothing_about_the_authors_is_left(tmp_path: Path) -> None:
    loaded, blind, files = made(folder(tmp_path))
    text = everything(files)
    for word in AUTHORS:
        assert word not in text
    assert "无利益冲突" in text
    assert "合成题名" in text
    assert find_leaks(files, loaded, blind) == ()


def test_the_same_words_print_in_an_open_copy(tmp_path: Path) -> None:
    """Otherwise the test above proves nothing; and the search finds them all."""
    loaded = pipeline.load(folder(tmp_path))
    review = resolve(loaded)
    files = {"r.docx": render_docx(review), "r.html": render_html(review)}
    text = everything(files)
    for word in ("样例甲", "欧阳样例", "虚构大学", "alpha@example.org", "ABC-12345", "感谢样例丙"):
        assert word in text
    messages = "\n".join(problem.message for problem in find_leaks(files, loaded, review))
    for thing in (
        "the name 样例甲",
        "the name 欧阳样例",
        "the affiliation",
        "the e-mail",
        "the grant ABC-12345",
    ):
        assert thing in messages
    assert "r.docx (docProps/core.xml)" in messages
    assert "r.html (meta content)" in messages


def test_self_citation_is_no_leak(tmp_path: Path) -> None:
    _, _, files = made(folder(tmp_path))
    assert "SAMPLE A" in everything(files)


@pytest.mark.parametrize(
    ("planted", "thing"),
    [
        ("本文样例甲认为", "the name 样例甲"),
        ("见我们（A. Sample）的工作", "the name SAMPLE Alpha with initials"),
        ("由 **Al**pha SAMPLE 完成", "the name SAMPLE Alpha"),
        ("欧阳认为", "the family name 欧阳"),
        ("来信：alpha@example.org", "the e-mail"),
        ("来信：[我](mailto:alpha@example.org)", "the e-mail"),
        ("https://orcid.org/0000-0002-1825-0097", "the ORCID"),
        ("在虚构大学样例学院进行", "the affiliation 虚构大学样例学院"),
        ("由 ABC-12345 资助", "the grant"),
        ("批注{>> 样例甲：再看 <<}", "the name 样例甲"),
        ("脚注[^n]。\n\n[^n]: 样例甲注", "the name 样例甲"),
        ("[见样例甲, @brown]", "the name 样例甲"),
        ("$样例甲$", "the name 样例甲"),
    ],
)
def test_leak_in_the_text_is_found(tmp_path: Path, planted: str, thing: str) -> None:
    loaded, blind, files = made(folder(tmp_path, TEXT.format("方框") + "\n" + planted + "\n"))
    leaks = find_leaks(files, loaded, blind)
    for name in files:
        assert any(thing in problem.message and name in problem.message for problem in leaks), name


def test_leak_says_where_the_author_wrote_it(tmp_path: Path) -> None:
    loaded, blind, files = made(folder(tmp_path, "第一行。\n\n本文样例甲认为\n"))
    span = find_leaks(files, loaded, blind)[0].span
    assert span is not None
    assert (span.path.name, span.line, span.column) == ("01-one.md", 7, 3)


@pytest.mark.parametrize("svg", ["<!-- 样例甲 -->", "<title>样例甲</title>", '<g id="样例甲"/>'])
def test_leak_inside_a_picture_is_found(tmp_path: Path, svg: str) -> None:
    loaded, blind, files = made(folder(tmp_path, svg=svg))
    places = [problem.message for problem in find_leaks(files, loaded, blind)]
    assert any("word/media/" in message for message in places)
    assert any("r.html (img src)" in message for message in places)


def test_leak_in_an_alternative_text_is_found(tmp_path: Path) -> None:
    loaded, blind, files = made(folder(tmp_path, TEXT.format("样例甲绘")))
    leaks = find_leaks(files, loaded, blind)
    places = {problem.message.split(" has ")[0].rpartition(": ")[2] for problem in leaks}
    assert places == {"r.docx (word/document.xml)", "r.html (img alt)"}


def test_comment_of_a_png_is_searched(tmp_path: Path) -> None:
    loaded, blind, _ = made(folder(tmp_path))
    picture = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x00tEXtAuthor\x00" + "样例甲".encode() + b"\x00\xff\xfe"
    page = (
        b'<html><body><img alt="" src="data:image/png;base64,'
        + base64.b64encode(picture)
        + b'"></body></html>'
    )
    assert "样例甲" in find_leaks({"r.html": page}, loaded, blind)[0].message


def test_name_of_the_file_is_searched(tmp_path: Path) -> None:
    loaded, blind, files = made(folder(tmp_path))
    assert find_leaks({"样例甲-综述.docx": files["r.docx"]}, loaded, blind)


def test_ordinary_word_is_no_family_name(tmp_path: Path) -> None:
    """Long, Young, White: where the text has the word in small letters, its capital proves nothing."""
    loaded, blind, _ = made(folder(tmp_path))
    authors = replace(loaded.metadata.authors[0], name=loaded.metadata.title)
    named = replace(loaded, metadata=replace(loaded.metadata, authors=(authors,)))
    page = "<html><body><p>{}</p></body></html>"
    # The title stands in for a name here: `Synthetic title`, whose words are ordinary.
    assert find_leaks({"r.html": page.format("Synthetic data").encode()}, named, blind)
    assert not find_leaks({"r.html": page.format("Synthetic and synthetic").encode()}, named, blind)


def test_blinding_keeps_everything_else(tmp_path: Path) -> None:
    loaded = pipeline.load(folder(tmp_path))
    blind = blinded(loaded)
    assert (blind.sections, blind.bibliography, blind.tables) == (
        loaded.sections,
        loaded.bibliography,
        loaded.tables,
    )
    assert blind.metadata.title == loaded.metadata.title
    assert set(blind.metadata.statements) == {"conflict_of_interest"}
