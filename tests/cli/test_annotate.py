"""`review check manuscript.docx --annotate OUT.docx`."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.load.docx.kit import docx, p
from toolkit.load.docx import read_docx


@pytest.fixture
def manuscript(tmp_path: Path) -> Path:
    """A made-up manuscript that cites a work it does not list."""
    path = tmp_path / "manuscript.docx"
    entry = "SAMPLE A, MUSTER B. Synthetic work {0} [J]. J Made Up Works, 2021, 1{0}(1): 1-9."
    body = p("Synthetic title") + p("A made-up fact[1] and another[9].") + p("References")
    listed = "".join(p(f"[{number}] {entry.format(number)}") for number in range(1, 5))
    path.write_bytes(docx(body + listed))
    return path


def test_a_commented_copy(manuscript: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = manuscript.parent / "copies" / "commented.docx"
    before = manuscript.read_bytes()
    done = run(capsys, "check", manuscript, "--annotate", copy, "--lang", "zh")
    assert done.status == 1
    assert f"已写入 {copy}" in done.err
    assert manuscript.read_bytes() == before
    comments = [each.text for each in read_docx(copy).paragraphs if each.story == "comment"]
    codes = re.findall(r" ([A-Z]{3}\d{3}) \[", done.out)
    assert codes
    assert [text.split()[0] for text in comments if " · " in text] == codes


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--fix-references"], "--annotate OUT.docx"),
        (["--annotate", "{manuscript}"], "another name"),
        (["{folder}", "--annotate", "{folder}/out.docx"], "only that"),
    ],
)
def test_what_cannot_be_annotated(
    manuscript: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], says: str
) -> None:
    before = manuscript.read_bytes()
    filled = [each.format(manuscript=manuscript, folder=manuscript.parent) for each in arguments]
    done = run(capsys, "check", manuscript, *filled)
    assert done.status == 2
    assert says in done.err
    assert manuscript.read_bytes() == before


def test_a_damaged_file_gives_no_copy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    damaged = tmp_path / "damaged.docx"
    damaged.write_bytes(b"PK\x03\x04 no archive")
    done = run(capsys, "check", damaged, "--annotate", tmp_path / "out.docx")
    assert done.status == 2
    assert not (tmp_path / "out.docx").exists()


def test_corrections_of_references_are_tracked(manuscript: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = manuscript.parent / "mended.docx"
    options = ("--journal", "j-zhejiang-univ-med", "--select", "MAN020")
    done = run(capsys, "check", manuscript, *options, "--annotate", copy, "--fix-references", "--lang", "en")
    assert done.status == 1
    assert "4 can be mended with --annotate OUT.docx --fix-references ([*])" in done.out
    assert [each.text for each in read_docx(copy, view="original").paragraphs if each.story == "body"] == [
        each.text for each in read_docx(manuscript).paragraphs
    ]
    assert run(capsys, "check", copy, *options).status == 0


def test_a_page_beside_the_report(manuscript: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = manuscript.parent / "report.html"
    done = run(capsys, "check", manuscript, "--report", page, "--lang", "en")
    assert f"Wrote {page}" in done.err
    assert "MAN001" in done.out
    text = page.read_text(encoding="utf-8")
    assert '<table class="references">' in text
    assert '<table class="map">' in text


@pytest.mark.parametrize("option", ["-o", "--report", "--write-baseline"])
def test_no_report_takes_the_place_of_the_manuscript(
    option: str, manuscript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = manuscript.read_bytes()
    seen = run(capsys, "check", manuscript, option, manuscript)
    assert seen.status == 2
    assert "would overwrite a file that is checked" in seen.err
    assert manuscript.read_bytes() == before


def test_a_commented_copy_is_a_word_file(manuscript: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seen = run(capsys, "check", manuscript, "--annotate", manuscript.with_name("out.txt"))
    assert seen.status == 2
    assert "its name ends with .docx" in seen.err
