"""`review evidence`: what an author sees of imports, look-ups and exports. All studies are synthetic."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from tests.cli.running import Run, run
from tests.folders import write_review
from tests.net.server import FAULTS, FakeServer, Reply, sample
from toolkit.pipeline.evidence_files import import_records

STUDY = json.loads(sample("study.json").body)
RECORDS = """\
# Trials of synthetic vesicles.
schema: trial
records:
  # Named by hand.
  - id: mine
    registry: NCT99999991   # the number
    title: {zh: 合成研究}
    participants: 12
    condition: 我的疾病
"""


def study(number: str = "NCT99999991", *, count: int = 12, status: str = "COMPLETED") -> dict[str, object]:
    """The study of the documented shape, with another number, size and status."""
    data = json.loads(json.dumps(STUDY))
    section = data["protocolSection"]
    section["identificationModule"]["nctId"] = number
    section["designModule"]["enrollmentInfo"]["count"] = count
    section["statusModule"]["overallStatus"] = status
    return data


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = write_review(tmp_path / "mine", {"evidence/trials.yaml": RECORDS})
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[FakeServer]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("REVIEW_CACHE_DIR", str(tmp_path / "cache"))
    with FakeServer() as running:
        monkeypatch.setenv("REVIEW_CLINICALTRIALS_URL", running.url)
        yield running


def imported(capsys: pytest.CaptureFixture[str], data: object, *more: str, into: str = "trials") -> Run:
    Path("source.json").write_text(json.dumps(data), encoding="utf-8")
    return run(capsys, "evidence", "import", "source.json", "--into", f"evidence/{into}.yaml", *more)


def text(name: str = "trials") -> str:
    return Path(f"evidence/{name}.yaml").read_text(encoding="utf-8")


def test_a_study_fills_what_the_author_left_empty(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = imported(capsys, study())
    assert (shown.status, shown.err) == (0, "")
    assert shown.out == "evidence/trials.yaml: 9 empty fields filled\n"
    assert text() == RECORDS.replace("{zh: 合成研究}", "{zh: 合成研究, en: Synthetic study 1}") + (
        "    enrolment: actual\n    intervention: {en: Synthetic vesicles}\n    phase: I/II\n"
        "    status: completed\n    start: 2019-03\n    completion: 2021-06-30\n"
        "    sponsor: {en: Fixture Hospital}\n    results: false\n"
    )
    before = text()
    assert imported(capsys, study()).out == "evidence/trials.yaml: nothing new\n"
    assert text() == before


def test_a_search_result_makes_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = {"studies": [study(), study("NCT99999992")], "nextPageToken": "x", "totalCount": 2}
    shown = imported(capsys, data, into="found")
    assert shown.out == "evidence/found.yaml: 2 records added\n"
    assert text("found").startswith(
        "schema: trial\nrecords:\n  - id: NCT99999991\n    registry: NCT99999991\n"
    )
    # A record that the author takes out stays out.
    second = text("found").index("\n  - id: NCT99999992")
    Path("evidence/found.yaml").write_text(text("found")[:second], encoding="utf-8")
    shown = imported(capsys, data, into="found")
    assert shown.out == "evidence/found.yaml: 1 record that you took out left out\n"


def test_only_what_the_source_changed_is_updated(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    imported(capsys, study())
    Path("evidence/trials.yaml").write_text(text().replace("phase: I/II", "phase: II"), encoding="utf-8")
    shown = imported(capsys, study(count=15, status="TERMINATED"))
    assert shown.out == "evidence/trials.yaml: 2 fields updated, 1 field kept as you wrote it\n"
    assert "participants: 15\n" in text()
    assert "status: terminated\n" in text()
    assert "phase: II\n" in text()


def test_a_conflict_is_shown_and_nothing_of_the_author_lost(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(capsys, study())
    Path("evidence/trials.yaml").write_text(text().replace("ants: 12", "ants: 11"), encoding="utf-8")
    shown = imported(capsys, study(count=15))
    assert shown.status == 1
    assert "participants: 11\n" in text()
    assert shown.out.splitlines()[2:6] == [
        "conflict: record mine, field participants (evidence/trials.yaml:8)",
        "  yours     11",
        "  source    15  (source.json, NCT99999991, protocolSection.designModule.enrollmentInfo.count)",
        "  imported  12",
    ]
    assert imported(capsys, study(count=15)).status == 1
    assert imported(capsys, study(count=15), "--conflicts", "keep").status == 0
    assert imported(capsys, study(count=15)).out == "evidence/trials.yaml: 1 field kept as you wrote it\n"
    # The source changes once more.
    assert imported(capsys, study(count=16)).status == 1
    assert imported(capsys, study(count=16), "--conflicts", "take", "--dry-run").status == 0
    assert "participants: 11\n" in text()
    assert imported(capsys, study(count=16), "--conflicts", "take").status == 0
    assert "participants: 16\n" in text()


def test_line_ends_of_windows_and_the_mark_stay(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = Path("evidence/trials.yaml")
    path.write_bytes(b"\xef\xbb\xbf" + RECORDS.replace("\n", "\r\n").encode())
    imported(capsys, study())
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf# Trials")
    assert data.count(b"\n") == data.count(b"\r\n") > 10


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "is no JSON that can be read"),
        ("[]", "holds no study of ClinicalTrials.gov"),
        ('{"protocolSection": {}}', "identificationModule.nctId is missing"),
        ('{"studies": [{"protocolSection": {"identificationModule": {"nctId": 7}}}]}', "studies[0]"),
    ],
)
def test_json_that_is_no_study(
    folder: Path, capsys: pytest.CaptureFixture[str], content: str, message: str
) -> None:
    Path("source.json").write_text(content, encoding="utf-8")
    shown = run(capsys, "evidence", "import", "source.json", "--into", "evidence/trials.yaml")
    assert shown.status == 2
    assert message in shown.err
    assert text() == RECORDS


# --- tables ---------------------------------------------------------------------

TABLE = """\
编号,注册号,受试人数,Status,Title (en),last follow-up,备注
a,NCT99999993,"1,200",已完成,"A title: with a colon",90 d,
b,NCT99999994,30,recruiting,B,,N/A
"""


def test_a_csv_with_headers_in_two_languages(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("table.csv").write_text(TABLE, encoding="utf-8-sig")
    arguments = ("evidence", "import", "table.csv", "--into", "evidence/new.yaml", "--schema", "trial")
    shown = run(capsys, *arguments)
    assert shown.status == 2
    assert "table.csv, row 1, column G: the column “备注” is no field of the schema trial." in shown.err
    assert not Path("evidence/new.yaml").exists()
    assert run(capsys, *arguments, "--skip-unknown").out == "evidence/new.yaml: 2 records added\n"
    assert text("new") == (
        "schema: trial\nrecords:\n"
        '  - id: a\n    registry: NCT99999993\n    participants: "1,200"\n    status: completed\n'
        '    title: {en: "A title: with a colon"}\n    follow_up: 90 d\n\n'
        "  - id: b\n    registry: NCT99999994\n    participants: 30\n    status: recruiting\n"
        "    title: {en: B}\n"
    )


def test_required_fields_that_are_not_given_are_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("table.csv").write_text("id,title\na,A\nb,B\n", encoding="utf-8")
    arguments = ("evidence", "import", "table.csv", "--into", "evidence/new.yaml", "--schema", "trial")
    assert run(capsys, *arguments, "--dry-run").out.endswith("required, but not given: registry (a, b)\n")
    assert "必填而未给出：registry（a, b）" in run(capsys, *arguments, "--lang", "zh").out


def test_a_mapping_file_names_columns_and_values(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("table.csv").write_text("登记;例数;进展;题目\nNCT99999995;7;招募;甲\n", encoding="utf-8")
    Path("map.yaml").write_text(
        "id: 登记\ncolumns: {例数: participants, 进展: status, 题目: title.zh}\n"
        "values: {status: {招募: recruiting}}\n",
        encoding="utf-8",
    )
    shown = run(
        capsys, "evidence", "import", "table.csv", "--into", "evidence/new.yaml", "--schema", "trial",
        "--map", "map.yaml",
    )  # fmt: skip
    assert (shown.status, shown.err) == (0, "")
    assert text("new").endswith(
        "  - id: NCT99999995\n    participants: 7\n    status: recruiting\n    title: {zh: 甲}\n"
    )


def test_sources_that_disagree_and_texts_that_mean_something_else(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, count in (("a", 12), ("b", 12), ("c", 13)):
        data = json.dumps({"studies": [study("NCT99999997", count=count)]})
        Path(f"{name}.json").write_text(data, encoding="utf-8")
    into = ("--into", "evidence/new.yaml")
    shown = run(capsys, "evidence", "import", "a.json", "c.json", *into)
    assert shown.status == 2
    assert "The sources disagree on the field participants of record NCT99999997: “12” (a.json" in shown.err
    shown = run(capsys, "evidence", "import", "a.json", "b.json", *into)
    assert shown.out == "evidence/new.yaml: 1 record added\n"
    Path("t.csv").write_text("id,title\nx,a {{ b\n", encoding="utf-8")
    shown = run(capsys, "evidence", "import", "t.csv", *into)
    assert shown.status == 2
    assert "A record cannot be written: " in shown.err
    assert "It would say “title: " in shown.err
    assert "id: x" not in text("new")


BAD_ROWS = """\
id,product,size,administration,dose,cite
a,Gel A,12 mg,spray,,
b,Gel B,100 nm,dripped,1×107 EVs,
b,Gel C,0.1 μm,,,
,Gel D,,,,
"""


def test_every_bad_value_is_named_with_its_place_record_and_field(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("bad.csv").write_text(BAD_ROWS, encoding="utf-8")
    shown = run(
        capsys, "evidence", "import", "bad.csv", "--into", "evidence/gels.yaml", "--schema", "delivery"
    )
    assert shown.status == 2
    for message in (
        "bad.csv, row 2, column C (record a, field size): the unit mg cannot be converted to nm.",
        "bad.csv, row 3, column D (record b, field administration): “dripped” is not one of topical, spray",
        "bad.csv, row 3, column E (record b, field dose): the power of ten in “×107 EVs” has lost",
        "bad.csv: the record “b” is given twice, in rows 3 and 4.",
        "bad.csv, row 5: the record has no id.",
    ):
        assert message in shown.err
    assert not Path("evidence/gels.yaml").exists()
    assert not Path("evidence/.imported").exists()


def workbook(path: str, rows: list[list[object]]) -> Workbook:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "试验"
    for row in rows:
        sheet.append(row)
    book.save(path)
    return book


def test_a_workbook(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    power = CellRichText("1 × 10", TextBlock(InlineFont(vertAlign="superscript"), "7"), " EVs")
    workbook(
        "gels.xlsx",
        [
            ["id", "产品名称", "尺寸 (nm)", "表面标志物", "剂量", "文献"],
            ["a", "Gel A", 165.4, "CD63; CD81", power, "adams"],
            ["b", "Gel B", "0.2 μm", None, "5 mg", None],
        ],
    )
    arguments = ("evidence", "import", "gels.xlsx", "--into", "evidence/gels.yaml", "--schema", "delivery")
    assert run(capsys, *arguments).out == "evidence/gels.yaml: 2 records added\n"
    assert text("gels") == (
        "schema: delivery\nrecords:\n  - id: a\n    product: Gel A\n    size: 165.4 nm\n"
        "    markers: [CD63, CD81]\n"
        '    dose: 1 × 10^7^ EVs\n    cite: ["@adams"]\n\n'
        "  - id: b\n    product: Gel B\n    size: 0.2 μm\n    dose: 5 mg\n"
    )


def test_dates_of_a_workbook(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workbook("t.xlsx", [["id", "registry", "start"], ["a", "NCT99999993", date(2024, 5, 9)]])
    run(capsys, "evidence", "import", "t.xlsx", "--into", "evidence/new.yaml", "--schema", "trial")
    assert "start: 2024-05-09\n" in text("new")


def test_merged_cells_and_formulas_are_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = workbook("bad.xlsx", [["id", "product"], ["a", "=CONCAT(A1,A2)"], ["b", "B"], ["c", None]])
    sheet = book["试验"]
    sheet.merge_cells("B3:B4")
    book.save("bad.xlsx")
    arguments = ("evidence", "import", "bad.xlsx", "--into", "evidence/gels.yaml", "--schema", "delivery")
    shown = run(capsys, *arguments)
    assert shown.status == 2
    assert "bad.xlsx, sheet 试验: the cells B3:B4 are merged" in shown.err
    assert "bad.xlsx, sheet 试验, cell B2 holds a formula (=CONCAT(A1,A2)), not a value." in shown.err
    book.create_sheet("二").append(["id", "product"])
    book.save("bad.xlsx")
    assert "Name one with --sheet; there are 试验, 二." in run(capsys, *arguments).err
    assert "has no sheet “三”" in run(capsys, *arguments, "--sheet", "三").err


@pytest.mark.parametrize("content", [b"PK\x03\x04 no zip", b"", b"id,product\n", b"\xd0\xcf\x11\xe0"])
def test_what_is_no_workbook(folder: Path, capsys: pytest.CaptureFixture[str], content: bytes) -> None:
    Path("x.xlsx").write_bytes(content)
    shown = run(
        capsys, "evidence", "import", "x.xlsx", "--into", "evidence/gels.yaml", "--schema", "delivery"
    )
    assert shown.status == 2
    assert "x.xlsx is no Excel workbook" in shown.err


@pytest.mark.parametrize("part", ["xl/none", "word/document.xml"])
def test_what_is_another_package(folder: Path, capsys: pytest.CaptureFixture[str], part: str) -> None:
    with zipfile.ZipFile("x.xlsx", "w") as package:
        types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        package.writestr("[Content_Types].xml", types)
        package.writestr(part, "<x/>")
    shown = run(capsys, "evidence", "import", "x.xlsx", "--into", "evidence/g.yaml", "--schema", "delivery")
    assert shown.status == 2
    assert "x.xlsx is no Excel workbook" in shown.err


def test_the_note_of_an_open_workbook(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("~$x.xlsx").write_bytes(b"\x04user")
    shown = run(capsys, "evidence", "import", "~$x.xlsx", "--into", "evidence/g.yaml", "--schema", "delivery")
    assert shown.status == 2
    assert "keeps while a workbook is open" in shown.err
    assert "The workbook is x.xlsx." in shown.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("import", "none.csv", "--into", "evidence/trials.yaml"), "There is no file none.csv."),
        (("import", "x.xls", "--into", "evidence/trials.yaml"), "x.xls is no source of records."),
        (("import", "none.csv", "--into", "evidence/new.yaml"), "is not there yet, and no schema says"),
        (("import", "none.csv", "--into", "evidence/new.yaml", "--schema", "trail"), "Did you mean “trial”?"),
        (("import", "none.csv", "--into", "evidence/new.csv"), "is no evidence file."),
        (("import", "none.csv", "--into", "evidence/trials.yaml", "--schema", "delivery"), "not delivery"),
        (("export", "evidence/none.yaml"), "There is no file"),
        (("fetch", "NCT1", "--into", "evidence/new.yaml"), "“NCT1” is no number of ClinicalTrials.gov."),
    ],
)
def test_mistakes_in_the_command(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    shown = run(capsys, "evidence", *arguments)
    assert shown.status == 2
    assert message in " ".join(shown.err.split())


def test_a_damaged_workbook(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workbook("x.xlsx", [["id", "product"], ["a", "Gel A"]])
    data = bytearray(Path("x.xlsx").read_bytes())
    start = data.index(b"xl/worksheets/sheet1.xml") + 40
    data[start : start + 60] = bytes(60)
    Path("x.xlsx").write_bytes(data)
    shown = run(
        capsys, "evidence", "import", "x.xlsx", "--into", "evidence/gels.yaml", "--schema", "delivery"
    )
    assert (shown.status, shown.out) == (2, "")
    assert "x.xlsx is no Excel workbook" in shown.err


# --- export ---------------------------------------------------------------------


def test_what_was_exported_says_nothing_new(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    imported(capsys, {"studies": [study(), study("NCT99999992")]})
    before = text()
    shown = run(capsys, "evidence", "export", "evidence/trials.yaml", "--to", "csv,xlsx,json", "-o", "out")
    assert shown.out.split() == [str(Path("out") / f"trials.{form}") for form in ("csv", "xlsx", "json")]
    for form in ("csv", "xlsx"):
        again = run(capsys, "evidence", "import", f"out/trials.{form}", "--into", "evidence/trials.yaml")
        assert again.out == "evidence/trials.yaml: nothing new\n"
    assert text() == before
    data = json.loads(Path("out/trials.json").read_text(encoding="utf-8"))
    assert [record["id"] for record in data] == ["mine", "NCT99999992"]
    assert data[0]["title"] == {"zh": "合成研究", "en": "Synthetic study 1"}


def test_a_sheet_has_numbers_as_numbers_and_no_formulas(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("evidence/trials.yaml").write_text(
        'schema: trial\nrecords:\n  - {id: a, title: "=1+1", participants: 30}\n', encoding="utf-8"
    )
    run(capsys, "evidence", "export", "evidence/trials.yaml", "--to", "xlsx,csv", "-o", "out")
    sheet = load_workbook("out/trials.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[2]] == ["a", "=1+1", 30]
    assert [cell.data_type for cell in sheet[2]] == ["s", "s", "n"]
    assert sheet.freeze_panes == "B2"
    assert Path("out/trials.csv").read_text(encoding="utf-8-sig") == "id,title,participants\na,'=1+1,30\n"
    first = Path("out/trials.xlsx").read_bytes()
    run(capsys, "evidence", "export", "evidence/trials.yaml", "--to", "xlsx", "-o", "out")
    assert Path("out/trials.xlsx").read_bytes() == first


# --- the registry ---------------------------------------------------------------


def test_a_study_is_looked_up(folder: Path, capsys: pytest.CaptureFixture[str], server: FakeServer) -> None:
    server.answer("/api/v2/studies/NCT99999991", Reply(json.dumps(study()).encode()))
    shown = run(capsys, "evidence", "fetch", "nct99999991", "--into", "evidence/trials.yaml")
    assert (shown.status, shown.out) == (0, "evidence/trials.yaml: 9 empty fields filled\n"), shown.err
    memory = Path("evidence/.imported/trials.yaml").read_text(encoding="utf-8")
    assert "    source: ClinicalTrials.gov\n    read: 20" in memory
    [request] = server.requests
    assert request.path == "/api/v2/studies/NCT99999991"


@pytest.mark.parametrize("fault", ["500", "html", "nonsense", "cut off", "429 for an hour"])
def test_a_registry_that_fails_changes_nothing(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    server: FakeServer,
    fault: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("toolkit.net.client.time.sleep", lambda seconds: None)
    server.answer("/api/v2/studies/NCT99999991", FAULTS[fault])
    shown = run(capsys, "evidence", "fetch", "NCT99999991", "--into", "evidence/trials.yaml")
    assert shown.status == 2
    assert "NCT99999991 could not be looked up: " in shown.err
    assert text() == RECORDS
    assert not Path("evidence/.imported").exists()


def test_a_study_that_is_not_there_and_a_machine_that_is_offline(
    folder: Path,
    capsys: pytest.CaptureFixture[str],
    server: FakeServer,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("toolkit.net.client.time.sleep", lambda seconds: None)
    shown = run(capsys, "evidence", "fetch", "NCT99999990", "--into", "evidence/trials.yaml")
    assert "ClinicalTrials.gov has no study NCT99999990." in shown.err
    monkeypatch.setenv("REVIEW_CLINICALTRIALS_URL", "http://127.0.0.1:9")
    shown = run(capsys, "evidence", "fetch", "NCT99999990", "--into", "evidence/trials.yaml")
    assert shown.status == 2
    assert "NCT99999990 could not be looked up: " in shown.err


def test_an_import_speaks_chinese(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    imported(capsys, study())
    Path("evidence/trials.yaml").write_text(text().replace("participants: 12", "participants: 13"), "utf-8")
    shown = imported(capsys, study(count=14), "--lang", "zh")
    assert shown.status == 1
    assert "1 处冲突" in shown.out
    assert "冲突：记录 mine，字段 participants" in shown.out
    assert "您的值    13" in shown.out


def test_what_is_wrong_with_a_workbook_is_said_in_chinese(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["id", "registry", "participants"])
    sheet.append(["a", "NCT99999992", "=1+1"])
    book.save("source.xlsx")
    shown = run(capsys, "evidence", "import", "source.xlsx", "--into", "evidence/trials.yaml", "--lang", "zh")
    assert shown.status == 2
    assert "source.xlsx 工作表 Sheet 的单元格 C2 是公式（=1+1），而不是值。" in shown.err


def test_reading_and_comparing_are_steps_of_an_import(folder: Path) -> None:
    Path("source.json").write_text(json.dumps(study()), encoding="utf-8")
    steps: list[tuple[str, float | None]] = []
    import_records(
        [Path("source.json")],
        Path("evidence/trials.yaml"),
        None,
        lambda step, done=None: steps.append((step, done)),
    )
    assert [step for step, _ in steps] == ["reading source.json", "comparing the records"]
    assert steps[0][1] == 0
