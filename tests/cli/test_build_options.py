"""`review build` for submission: `--blind`, `--line-numbers`, `--zotero`, `--to pdf`."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from tests.cli.running import Run, run
from tests.folders import REVIEW, section, write_review
from toolkit.render import pdf

Build: TypeAlias = Callable[..., Run]

TEXT = "已有报道[@adams; @zhwang]。@brown 等发现……。\n"


@pytest.fixture
def build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Build:
    """Builds a synthetic review with these options; the files are in `tmp_path/out`."""

    def go(*options: str, text: str = TEXT, more: str = "") -> Run:
        write_review(tmp_path / "sample", {"sections/01-one.md": section(text)}, review=REVIEW + more)
        arguments = ("build", tmp_path / "sample", "-o", tmp_path / "out", "--force", "--lang", "en")
        return run(capsys, *arguments, *options)

    return go


def written(tmp_path: Path) -> list[str]:
    folder = tmp_path / "out"
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def part(tmp_path: Path, name: str) -> str:
    with zipfile.ZipFile(tmp_path / "out" / "sample.docx") as archive:
        return archive.read(name).decode("utf-8")


def test_default_names_the_authors_and_has_no_fields_of_zotero(build: Build, tmp_path: Path) -> None:
    build()
    assert written(tmp_path) == ["sample.docx", "sample.html"]
    assert "作者甲" in part(tmp_path, "word/document.xml")
    assert "ZOTERO" not in part(tmp_path, "word/document.xml")


def test_blind(build: Build, tmp_path: Path) -> None:
    assert build("--blind").status != 2
    assert "作者甲" not in part(tmp_path, "word/document.xml") + part(tmp_path, "docProps/core.xml")
    assert "作者甲" not in (tmp_path / "out" / "sample.html").read_text(encoding="utf-8")


@pytest.mark.needs("soffice")
def test_leak_stops_a_build_of_the_pdf_alone(build: Build, tmp_path: Path) -> None:
    result = build("--blind", "--to", "pdf", text="作者甲曾报道此事[@adams]。\n")
    assert result.status == 2
    assert "作者甲" in result.err
    assert written(tmp_path) == []


def test_leak_stops_the_build_and_nothing_is_written(build: Build, tmp_path: Path) -> None:
    result = build("--blind", text=TEXT + "\n本文作者甲认为如此。\n")
    assert result.status == 2
    assert "gives away the name 作者甲" in result.err
    assert "01-one.md:7:3" in result.err
    assert written(tmp_path) == []


def test_zotero(build: Build, tmp_path: Path) -> None:
    result = build("--zotero")
    assert part(tmp_path, "word/document.xml").count("ADDIN ZOTERO_ITEM CSL_CITATION") == 2
    assert "ZOTERO_PREF_1" in part(tmp_path, "docProps/custom.xml")
    assert "china-national-standard-gb-t-7714-2015-numeric" in result.err


def test_no_note_where_zotero_has_the_style(build: Build) -> None:
    assert "zotero.org" not in build("--zotero", "--journal", "bmc").err


def test_note_speaks_chinese(build: Build) -> None:
    assert "最接近的" in build("--zotero", "--lang", "zh").err


def test_line_numbers(build: Build, tmp_path: Path) -> None:
    build("--line-numbers")
    assert "w:lnNumType" in part(tmp_path, "word/document.xml")


def test_all_options_together_are_the_same_each_time(build: Build, tmp_path: Path) -> None:
    options = ("--blind", "--line-numbers", "--zotero", "--to", "docx")
    build(*options)
    first = (tmp_path / "out" / "sample.docx").read_bytes()
    build(*options)
    assert (tmp_path / "out" / "sample.docx").read_bytes() == first


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--zotero", "--to", "html"), "add docx to --to"),
        (("--line-numbers", "--to", "html"), "add docx or pdf to --to"),
        (("--to", "odt"), "'odt' is not one of docx, html, pdf"),
    ],
)
def test_options_that_do_not_fit(
    build: Build, tmp_path: Path, options: tuple[str, ...], message: str
) -> None:
    result = build(*options)
    assert result.status == 2
    assert message in " ".join(result.err.split())
    assert written(tmp_path) == []


@pytest.mark.needs("soffice", "pdftotext")
def test_pdf_beside_the_others_and_alone(build: Build, tmp_path: Path) -> None:
    build("--to", "pdf")
    assert written(tmp_path) == ["sample.pdf"]
    assert (tmp_path / "out" / "sample.pdf").read_bytes().startswith(b"%PDF-")


def test_without_libreoffice_nothing_is_written(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "find_libreoffice", lambda: None)
    result = build("--to", "docx,html,pdf")
    assert result.status == 2
    assert "LibreOffice is not installed" in result.err
    assert "libreoffice.org" in result.err
    assert written(tmp_path) == []
