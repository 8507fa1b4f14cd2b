"""`review check` on Word files, as an editor types it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.running import run
from tests.word_text import docx_from_text

TEXT = """\
合成标题
【摘要】 合成摘要。
【关键词】 合成；测试
# 1 引言
外泌体可促进愈合[1]，水凝胶可延长滞留[2]，{+新的+}{-旧的-}材料减轻炎症[5]。
# 参考文献
[1] AUTHOR A. Synthetic work 1[J]. Synth J, 2020, 1(1): 1-9.
[2] AUTHOR B. Synthetic work 2[J]. Synth J, 2021, 2(1): 1-9.
"""


@pytest.fixture
def manuscript(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "manuscript.docx"
    path.write_bytes(docx_from_text(TEXT))
    monkeypatch.chdir(tmp_path)
    return path


def test_a_finding_names_the_paragraph_and_shows_it(
    manuscript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    done = run(capsys, "check", "manuscript.docx", "--select", "MAN")
    assert done.status == 1
    assert "manuscript.docx:5:34: error MAN001 [citation-not-in-list]" in done.out
    assert "5 | 外泌体可促进愈合[1]" in done.out
    assert done.out.endswith("Found 1 error.\n")


def test_tracked_changes_can_be_refused(manuscript: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "新的材料" in run(capsys, "check", manuscript, "--select", "MAN").out
    assert "旧的材料" in run(capsys, "check", manuscript, "--select", "MAN", "--as-original").out


@pytest.mark.parametrize("form", ["json", "sarif", "github", "junit", "html", "concise"])
def test_every_form_of_report(manuscript: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "check", manuscript, "--format", form, "--select", "MAN001")
    assert done.status == 1
    assert "MAN001" in done.out


def test_a_journal_and_the_language_of_messages(manuscript: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "check", manuscript, "--journal", "cma", "--lang", "zh", "--format", "json")
    found = json.loads(done.out)["findings"]
    required = [each["help"] for each in found if each["code"] == "JRN008"]
    assert required
    assert set(required) == {"请在稿件中补充"}


def test_a_folder_stands_for_its_word_files_and_one_damaged_file_stops_none(
    manuscript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (manuscript.parent / "damaged.docx").write_bytes(manuscript.read_bytes()[:900])
    (manuscript.parent / "~$nuscript.docx").write_bytes(b"\x06Editor")
    done = run(capsys, "check", ".", "--select", "MAN001")
    assert done.status == 2
    assert "damaged.docx:1:1: error: The Word file is damaged" in done.out
    assert "manuscript.docx:5:34: error MAN001" in done.out


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("paper.pdf", b"%PDF-1.7", "it is a PDF"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "Word 97–2003"),
        ("text.docx", "文字".encode(), "it is a text file"),
    ],
)
def test_other_files_are_named(
    tmp_path: Path, name: str, data: bytes, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / name).write_bytes(data)
    done = run(capsys, "check", tmp_path / name)
    assert done.status == 2
    assert said in done.out + done.err
    assert "help:" in done.out + done.err


def test_a_file_that_is_not_there(manuscript: Path, capsys: pytest.CaptureFixture[str]) -> None:
    done = run(capsys, "check", "manuskript.docx")
    assert done.status == 2
    assert "In that folder lie manuscript.docx." in done.err


def test_fixes_are_not_written_into_word_files(manuscript: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = manuscript.read_bytes()
    done = run(capsys, "check", manuscript, "--fix")
    assert done.status == 2
    assert "do not go with a Word file" in done.err
    assert manuscript.read_bytes() == before


@pytest.mark.parametrize("ending", ["csv", "xlsx", "html"])
def test_an_overview_has_a_row_for_each_file(
    manuscript: Path, ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (manuscript.parent / "damaged.docx").write_bytes(manuscript.read_bytes()[:900])
    formula = docx_from_text(TEXT.replace("合成标题", "=1+1 合成标题"))
    (manuscript.parent / "third.docx").write_bytes(formula)
    target = manuscript.parent / f"overview.{ending}"
    done = run(capsys, "check", ".", "--select", "MAN001", "--overview", target)
    assert done.status == 2
    if ending == "xlsx":
        sheet = load_workbook(target).active
        assert sheet is not None
        rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    elif ending == "csv":
        rows = list(csv.reader(target.read_text(encoding="utf-8-sig").splitlines()))
    else:
        assert target.read_text(encoding="utf-8").count("<tr>") == 4
        return
    assert [row[0] for row in rows] == ["File", "damaged.docx", "manuscript.docx", "third.docx"]
    assert "damaged" in str(rows[1][6])
    assert [str(cell) for cell in rows[2][1:6]] == ["合成标题", "1", "0", "0", "MAN001 × 1"]


def test_an_overview_of_another_ending_is_refused(
    manuscript: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ".csv, .xlsx or .html" in run(capsys, "check", ".", "--overview", "overview.pdf").err


def test_a_run_that_is_stopped_says_that_it_goes_on(
    manuscript: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (manuscript.parent / "second.docx").write_bytes(manuscript.read_bytes())

    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("toolkit.pipeline.many.check_many", stop)
    assert "the same command goes on from here" in run(capsys, "check", ".").err
