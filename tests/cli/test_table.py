"""`review table`: tables of a review, and of a folder that holds records and nothing else."""

from __future__ import annotations

import io
import shutil
import sys
import time
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.cli.running import run
from tests.conftest import REPOSITORY
from tests.folders import section, write_review
from toolkit.cli.console import Progress
from toolkit.pipeline.table_files import tables

RECORDS = """\
schema: trial
records:
  - {id: a, registry: NCT00000001, title: Synthetic *one*, participants: 10, phase: I}
  - {id: b, registry: NCT00000002, title: Synthetic two, participants: 5}
"""
BROKEN = """\
caption: Synthetic
records: trials
where: phaze == "I"
columns: [{field: title}, {field: partcipants}, {value: participants ** 9}]
totals: [{show: {phase: sum}}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The least that an author writes."""
    path = tmp_path / "mine" / "evidence" / "trials.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(RECORDS, encoding="utf-8")
    return tmp_path / "mine"


def test_records_alone_become_a_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(capsys, "table", folder, "--to", "md", "-o", folder / "out")
    assert (ran.status, ran.err) == (0, "")
    written = (folder / "out" / "trials.md").read_text(encoding="utf-8").splitlines()
    assert written[0].startswith("**Table 1**")
    cells = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in written if line.startswith("|")
    ]
    assert cells[0] == ["Registry number", "Title", "Participants", "Phase"]
    assert cells[2:] == [
        ["NCT00000001", "Synthetic *one*", "10", "phase I"],
        ["NCT00000002", "Synthetic two", "5", "–"],
    ]


def test_every_format_of_records_alone(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    forms = "docx,html,xlsx,csv,md,latex,jats"
    ran = run(capsys, "table", folder, "--to", forms, "--journal", "cma", "-o", folder / "out")
    assert ran.status == 0
    assert sorted(path.suffix for path in (folder / "out").iterdir()) == sorted(
        [".docx", ".html", ".xlsx", ".csv", ".md", ".tex", ".xml"]
    )


def test_one_file_and_a_language(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "evidence" / "trials.yaml"
    run(capsys, "table", path, "--language", "zh-CN", "--to", "csv", "-o", folder / "out")
    assert "注册号" in (folder / "out" / "trials.csv").read_text(encoding="utf-8-sig")


def test_numbers_are_numbers_in_a_workbook(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "table", folder, "--to", "xlsx", "-o", folder / "out")
    sheet = load_workbook(io.BytesIO((folder / "out" / "trials.xlsx").read_bytes())).active
    assert sheet is not None
    values = [cell.value for row in sheet.iter_rows() for cell in row]
    assert {10, 5} <= set(values)
    assert sheet.freeze_panes == "B3"


def test_everything_wrong_is_told_at_once_and_nothing_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "tables").mkdir()
    (folder / "tables" / "t.yaml").write_text(BROKEN, encoding="utf-8")
    records = folder / "evidence" / "trials.yaml"
    records.write_text(RECORDS.replace("participants: 5", "participants: many"), encoding="utf-8")
    ran = run(capsys, "table", folder, "-o", folder / "out")
    assert ran.status == 2
    places = [
        line.split(": error")[0].replace("\\", "/") for line in ran.err.splitlines() if ": error" in line
    ]
    assert [place.rsplit("mine/", 1)[-1] for place in places] == [
        "evidence/trials.yaml:4:72",
        "tables/t.yaml:3:8",
        "tables/t.yaml:4:27",
        "tables/t.yaml:4:49",
        "tables/t.yaml:5:25",
    ]
    assert not (folder / "out").exists()
    assert run(capsys, "table", folder, "--force", "-o", folder / "out").status == 0


def test_a_review_writes_tables_that_its_text_does_not_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = "caption: 合成\nrecords: trials\ncolumns: [{field: title}]\n"
    files = {
        "sections/01-one.md": section("见 @tbl:first。\n\n::: table first\n:::\n"),
        "evidence/trials.yaml": RECORDS,
        "tables/first.yaml": table,
        "tables/second.yaml": table,
    }
    review = write_review(tmp_path / "review", files)
    assert run(capsys, "table", review, "--to", "md", "-o", tmp_path / "out").status == 0
    assert "表 2" in (tmp_path / "out" / "second.md").read_text(encoding="utf-8")


SHEET = """\
研究,外泌体表征 | 尺寸,外泌体表征 | 标志物,例数,编码,注册号,效果,文献
合成研究一,100 nm,CD63,61,007,NCT00000001,*体外* H~2~O~2~,@syn1
合成研究二,50 ~ 150 nm,,30,008,NCT00000002,10^7^ 个细胞,[@syn2]
"""
BIBLIOGRAPHY = """\
@article{syn1, title={Synthetic work 1}, author={Alpha, A.}, journal={Synthetic Journal}, year={2020}}
@article{syn2, title={Synthetic work 2}, author={Beta, B.}, journal={Synthetic Journal}, year={2021}}
"""


def test_a_spreadsheet_is_a_table_as_it_stands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No schema, folder or review: types from the values, spanning headers from bars, Markdown in cells."""
    (tmp_path / "refs.bib").write_text(BIBLIOGRAPHY, encoding="utf-8")
    (tmp_path / "studies.csv").write_text(SHEET, encoding="utf-8-sig")
    options = ("--caption", "合成一览", "--journal", "hans-acm", "--to", "md,html,docx,xlsx")
    ran = run(capsys, "table", tmp_path / "studies.csv", *options, "-o", tmp_path / "out")
    assert (ran.status, ran.err) == (0, "")
    written = (tmp_path / "out" / "studies.md").read_text(encoding="utf-8").splitlines()
    assert written[0] == "**表 1**  合成一览"
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in written if line[:1] == "|"]
    assert cells[2] == ["合成研究一", "100 nm", "CD63", "61", "007", "NCT00000001", "*体外* H~2~O~2~", "[1]"]
    assert cells[3] == ["合成研究二", "50 ~ 150 nm", "N/A", "30", "008", "NCT00000002", "10^7^ 个细胞", "[2]"]
    html = (tmp_path / "out" / "studies.html").read_text(encoding="utf-8")
    assert 'colspan="2"' in html
    assert "https://clinicaltrials.gov/study/NCT00000001" in html
    sheet = load_workbook(tmp_path / "out" / "studies.xlsx").active
    assert sheet is not None
    assert 61 in {cell.value for row in sheet.iter_rows() for cell in row}


def test_a_citation_without_a_bibliography_says_where_to_put_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "s.csv").write_text("Product,Source\nGelA,[@x2020]\n", encoding="utf-8")
    ran = run(capsys, "table", tmp_path / "s.csv", "-o", tmp_path)
    assert "put a bibliography such as references.bib beside it" in ran.out + ran.err
    (tmp_path / "references.bib").write_text(
        "@book{x2020, author = {Nobody, Ann}, title = {Synthetic work}, year = 2020}", encoding="utf-8"
    )
    assert run(capsys, "table", tmp_path / "s.csv", "-o", tmp_path).status == 0


def test_a_library_that_nothing_cites_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "damaged.ris").write_text("TY  - JOUR\nTI  - Synthetic work without an end\n", "utf-8")
    (tmp_path / "s.csv").write_text("Product,Dose\nGelA,5\n", encoding="utf-8")
    assert run(capsys, "table", tmp_path / "s.csv", "-o", tmp_path).status == 0
    (tmp_path / "s.csv").write_text("Product,Source\nGelA,[@x2020]\n", encoding="utf-8")
    ran = run(capsys, "table", tmp_path / "s.csv", "-o", tmp_path)
    assert ran.status == 2
    assert "damaged.ris:1:" in ran.out + ran.err


def test_a_spreadsheet_cites_a_large_library(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of which only what is cited is read."""
    monkeypatch.setattr("toolkit.load.bibliography.library.LARGE", 10)
    (tmp_path / "references.bib").write_text(
        "@book{x2020, author = {Nobody, Ann}, title = {Synthetic work}, year = 2020}", encoding="utf-8"
    )
    (tmp_path / "s.csv").write_text("Product,Source\nGelA,[@x2020]\n", encoding="utf-8")
    assert run(capsys, "table", tmp_path / "s.csv", "-o", tmp_path).status == 0


def test_a_header_of_countless_bars_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bars.csv").write_text(f"{'|' * 3000}a,b\n1,2\n", encoding="utf-8")
    assert run(capsys, "table", tmp_path / "bars.csv", "-o", tmp_path).status == 0


def test_a_workbook_with_a_sheet_of_ones_choice(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = Workbook()
    for name in ("first", "second"):
        sheet = book.create_sheet(name)
        sheet.append(["Study", "Patients"])
        sheet.append([f"Synthetic {name}", 5])
    book.save(tmp_path / "studies.xlsx")
    asked = run(capsys, "table", tmp_path / "studies.xlsx", "--to", "csv", "-o", tmp_path / "out")
    assert asked.status == 2
    assert "--sheet" in asked.err
    options = ("--sheet", "second", "--to", "csv", "-o", tmp_path / "out")
    assert run(capsys, "table", tmp_path / "studies.xlsx", *options).status == 0
    assert "Synthetic second,5" in (tmp_path / "out" / "studies.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("place", ["evidence/studies.csv", "studies.csv"])
def test_a_csv_of_a_chinese_windows_and_one_beside_records(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / place
    path.parent.mkdir(exist_ok=True)
    path.write_bytes("研究,例数\n合成研究一,61\n".encode("gb18030"))
    assert run(capsys, "table", path, "--to", "csv", "-o", tmp_path / "out").status == 0
    assert "合成研究一,61" in (tmp_path / "out" / "studies.csv").read_text(encoding="utf-8-sig")


def test_records_outside_a_folder_of_evidence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "records.yml").write_text(RECORDS, encoding="utf-8")
    assert run(capsys, "table", tmp_path / "records.yml", "--to", "csv", "-o", tmp_path / "out").status == 0
    assert "NCT00000002" in (tmp_path / "out" / "records.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (".", "", "`review table studies.csv` makes a table"),
        ("gone.csv", None, "There is no file or folder"),
        ("refs.bib", BIBLIOGRAPHY, "refs.bib is no table that can be read"),
        ("bad.csv", 'a,b\n1,"2\n', "is no CSV file that can be read"),
        ("wide.csv", "a,b\n1,2,3\n", "stands in a column without a header"),
    ],
)
def test_what_cannot_be_a_table_is_told_with_a_remedy(
    name: str, content: str | None, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    if content:
        (folder / name).write_text(content, encoding="utf-8")
    ran = run(capsys, "table", folder / name, "-o", tmp_path / "out")
    assert ran.status == 2
    assert said in " ".join(ran.err.split())
    assert not (tmp_path / "out").exists()


def test_a_spreadsheet_in_the_folder_is_proposed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "trials.csv").write_text(SHEET, encoding="utf-8")
    ran = run(capsys, "table", tmp_path, "--lang", "zh")
    assert "用 `review table trials.csv`" in ran.err


def test_a_caption_needs_one_table(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records = folder / "evidence" / "trials.yaml"
    (records.parent / "more.yaml").write_text(RECORDS, encoding="utf-8")
    ran = run(capsys, "table", folder, "--caption", "x", "-o", folder / "out")
    assert ran.status == 2
    assert "name one of them: more, trials" in ran.err


def test_a_folder_with_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine" / "evidence").mkdir(parents=True)
    ran = run(capsys, "table", tmp_path / "mine")
    assert ran.status == 2
    assert "there are no tables here" in ran.err


def test_a_slow_run_shows_a_bar(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with Progress() as progress:
        progress("reading", 0.0)
        time.sleep(1.2)
        progress("writing xlsx", 0.5)
    shown = terminal.getvalue()
    assert f"[{'-' * 24}] reading …" in shown
    assert f"[{'#' * 12}{'-' * 12}] writing xlsx …" in shown
    assert shown.endswith("\r")


@pytest.mark.parametrize("journal", ["cma", "apa7", "mdpi"])
def test_a_real_review_in_other_journals(
    journal: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    review = shutil.copytree(REPOSITORY / "reviews" / "poi-clinical", tmp_path / "reviews" / "poi")
    shutil.copytree(REPOSITORY / "references", tmp_path / "references")
    ran = run(capsys, "table", review, "--journal", journal, "--to", "html,jats", "-o", tmp_path / "out")
    assert ran.status == 0


def test_what_is_found_is_told_in_the_language_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "tables").mkdir(exist_ok=True)
    (folder / "evidence" / "few.yaml").write_text(
        "schema: trial\nrecords:\n  - {id: a, registry: NCT0507838}\n", encoding="utf-8"
    )
    spec = "id: few\ncaption: {en: Synthetic}\nrecords: few\ncolumns: [{field: registry}]\n"
    (folder / "tables" / "few.yaml").write_text(spec, encoding="utf-8")
    warned = run(
        capsys, "table", str(folder), "few", "--to", "csv", "--lang", "zh", "-o", str(folder / "out")
    )
    assert warned.status == 0
    assert "evidence" in warned.err
    assert "警告 EVD003" in warned.err
    assert (folder / "out" / "few.csv").is_file()

    unreadable = spec.replace("field: registry", "value: '[a for a in b]', label: {zh: 环}")
    (folder / "tables" / "few.yaml").write_text(unreadable, encoding="utf-8")
    refused = run(
        capsys, "table", str(folder), "few", "--to", "md", "--lang", "zh", "-o", str(folder / "out")
    )
    assert refused.status == 2
    assert "此处应为 ','，却是 'for'" in refused.err
    assert "'a'" not in refused.err.split("TAB004")[1].split("\n")[0]  # no record is to blame
    assert not (folder / "out" / "few.md").exists()


def test_the_bar_moves_while_one_large_file_is_read(tmp_path: Path) -> None:
    records = "".join(
        f"  - {{id: t{number}, registry: NCT{number:08d}, title: Synthetic trial {number}}}\n"
        for number in range(4000)
    )
    path = tmp_path / "evidence" / "trials.yaml"
    path.parent.mkdir()
    path.write_text(f"schema: trial\nrecords:\n{records}", encoding="utf-8")
    heard: list[tuple[str, float]] = []
    tables(
        tmp_path,
        tmp_path / "out",
        formats=("csv",),
        progress=lambda step, done=None: heard.append((step, done or 0.0)),
    )
    reading = [done for step, done in heard if step == "reading"]
    assert reading == sorted(reading)
    assert len(set(reading)) > 10
    assert reading[-1] <= next(done for step, done in heard if step == "making tables")
