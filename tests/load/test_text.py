"""Bytes → text, and what is said of bytes that are none."""

from __future__ import annotations

import codecs
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.load.text import decode, read_text
from toolkit.model.diagnostic import Problem

PATH = Path("file.md")
CHINESE = "水凝胶是稳定的亲水性网络"


def refused(data: bytes) -> Problem:
    problems: list[Problem] = []
    assert decode(data, PATH, problems) is None
    assert len(problems) == 1
    return problems[0]


@pytest.mark.parametrize(
    "data",
    [
        CHINESE.encode("utf-8"),
        codecs.BOM_UTF8 + CHINESE.encode("utf-8"),
        CHINESE.encode("utf-16"),
        codecs.BOM_UTF16_BE + CHINESE.encode("utf-16-be"),
        CHINESE.encode("utf-32"),
    ],
)
def test_reads_utf8_and_what_has_a_byte_order_mark(data: bytes) -> None:
    problems: list[Problem] = []
    assert decode(data, PATH, problems) == CHINESE
    assert not problems


def test_line_ends_become_newlines() -> None:
    assert decode(b"a\r\nb\rc\n", PATH, []) == "a\nb\nc\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (CHINESE.encode("gb18030"), "GB18030"),
        ("作者：张三".encode("gbk"), "GB18030"),
        ("title: 水凝胶\n".encode("gb18030"), "GB18030"),
        ("標題：水凝膠是穩定的親水性網絡結構，研究進展".encode("big5"), "Big5"),
        ("Müller, naïve – a “test” of quotation marks".encode("cp1252"), "Windows-1252"),
        ("日本語のテキストです。これはテストです。".encode("shift_jis"), "Shift JIS"),
        (
            f"id: a\ntitle: {CHINESE}\n".encode("utf-16-le"),
            "UTF-16 without a byte order mark (little endian)",
        ),
        (b"title: only ASCII".replace(b"", b"\0")[1:], "UTF-16 without a byte order mark (little endian)"),
        (f"id: a\ntitle: {CHINESE}\n".encode("utf-16-be"), "UTF-16 without a byte order mark (big endian)"),
    ],
)
def test_names_the_encoding_and_the_remedy(data: bytes, encoding: str) -> None:
    problem = refused(data)
    assert encoding in problem.message
    assert "Notepad" in problem.help
    assert "WPS" in problem.help


def test_points_at_the_first_bad_byte() -> None:
    problem = refused("id: a\r\ntitle: 水凝胶\r\n".encode("gb18030"))
    assert problem.span is not None
    # The two bytes of 水 happen to be valid UTF-8.
    assert problem.span.start == (2, 9)
    assert "0xC4" in problem.message


def test_a_single_damaged_byte_is_no_other_encoding() -> None:
    problem = refused(f"a\n{CHINESE}".encode() + b"\xff" + f"\n{CHINESE}".encode())
    assert problem.message.startswith("The file is UTF-8 but for byte 0xFF")
    assert problem.span is not None
    assert problem.span.start == (2, 13)


def test_a_null_character_is_reported_at_its_place() -> None:
    problem = refused(b"abc\nde\0f")
    assert "null" in problem.message
    assert problem.span is not None
    assert problem.span.start == (2, 3)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    problems: list[Problem] = []
    assert read_text(tmp_path / "none.md", problems) is None
    assert read_text(tmp_path, problems) is None
    assert "There is no file" in problems[0].message
    assert "folder" in problems[1].message


@given(st.binary())
def test_no_bytes_crash_the_reader(data: bytes) -> None:
    problems: list[Problem] = []
    text = decode(data, PATH, problems)
    assert (text is None) == (len(problems) == 1)
    if text is not None:
        assert "\r" not in text


@given(st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"])))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    if not text.startswith("\ufeff"):
        assert decode(text.encode("utf-8"), PATH, []) == text


def _package(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(zipfile.ZipInfo("[Content_Types].xml"), "<Types/>" * 50)
        package.writestr(zipfile.ZipInfo(name), "<x/>" * 50)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (_package("word/document.xml"), "a Word document (a zip package)"),
        (_package("xl/workbook.xml"), "an Excel workbook (a zip package)"),
        (_package("notes.txt"), "a zip archive"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "a PDF file"),
        # A PDF of ASCII characters alone would be valid UTF-8.
        (b"%PDF-1.4\n1 0 obj\n", "a PDF file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "an old Office document"),
    ],
)
def test_a_file_of_another_program_is_named(data: bytes, kind: str) -> None:
    problem = refused(data)
    assert problem.message.startswith(f"file.md is {kind}")
    assert problem.message.endswith(", not text.")
    assert "plain text (.txt, UTF-8)" in problem.help


def test_a_bibliography_of_another_program_is_to_be_exported() -> None:
    problems: list[Problem] = []
    assert decode(_package("word/document.xml"), Path("references.bib"), problems) is None
    assert "BibTeX" in problems[0].help


def test_a_text_about_file_formats_is_text() -> None:
    text = "PK values and %PDF\n"
    assert decode(text.encode(), PATH, []) == text
