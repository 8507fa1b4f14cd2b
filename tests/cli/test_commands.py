"""The commands as a user runs them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import ClassVar

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.cli.running import run
from tests.conftest import REPOSITORY
from tests.folders import bib, section, write_review

REVIEW = REPOSITORY / "reviews" / "wound-healing"


def small(folder: Path, body: str) -> Path:
    return write_review(folder / "small", {"sections/01-one.md": section(body), "refs.bib": bib("adams")})


def test_building_twice_gives_the_same_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        assert run(capsys, "build", REVIEW, "-o", tmp_path / name).status == 0
    for form in ("docx", "html"):
        name = f"wound-healing.{form}"
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_the_bytes_do_not_depend_on_the_process(tmp_path: Path) -> None:
    for name, seed in (("one", "1"), ("two", "2")):
        command = [sys.executable, "-m", "toolkit", "build", str(REVIEW), "-o", str(tmp_path / name)]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run(command, check=True, capture_output=True, env=environment, cwd=REPOSITORY)
    for form in ("docx", "html"):
        name = f"wound-healing.{form}"
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_a_new_review_builds_and_checks_clean(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    folder = tmp_path / "mine"
    assert run(capsys, "new", folder, "--language", language, "--title", 'A "quoted" \\title').status == 0
    checked = run(capsys, "check", folder, "--lang", "en")
    assert (checked.status, checked.err) == (0, "")
    built = run(capsys, "build", folder, "-o", tmp_path / "dist")
    assert built.status == 0
    assert "A &#34;quoted&#34; \\title" in (tmp_path / "dist" / "mine.html").read_text(encoding="utf-8")
    assert zipfile.is_zipfile(tmp_path / "dist" / "mine.docx")


def test_new_never_writes_over_what_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work", encoding="utf-8")
    result = run(capsys, "new", tmp_path / "mine")
    assert result.status == 2
    assert "already exists" in result.err
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["thesis.txt"]


def test_new_takes_no_name_that_windows_forbids(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = run(capsys, "new", tmp_path / "why?")
    assert result.status == 2
    assert "Windows" in result.err


def test_new_shows_a_command_that_can_be_copied(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert 'review build "外泌体 综述"' in run(capsys, "new", "外泌体 综述").out


def test_new_names_the_journals_for_an_unknown_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = run(capsys, "new", tmp_path / "mine", "--journal", "icmj")
    assert result.status == 2
    assert "icmje" in result.err
    assert not (tmp_path / "mine").exists()


def test_errors_stop_a_build_unless_forced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = small(tmp_path, "甲[@nobody]。")
    stopped = run(capsys, "build", folder, "-o", tmp_path / "dist")
    assert stopped.status == 1
    assert "CIT001" in stopped.err
    assert not (tmp_path / "dist").exists()
    forced = run(capsys, "build", folder, "-o", tmp_path / "dist", "--force")
    assert forced.status == 1
    assert (tmp_path / "dist" / "small.docx").exists()
    assert "[?nobody]" in (tmp_path / "dist" / "small.html").read_text(encoding="utf-8")


def test_warnings_do_not_stop_a_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = small(tmp_path, "无引用。")
    assert run(capsys, "check", folder).status == 1
    assert run(capsys, "build", folder, "-o", tmp_path / "dist").status == 0


def test_only_the_format_asked_for_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = small(tmp_path, "甲[@adams]。")
    assert run(capsys, "build", folder, "-o", tmp_path / "dist", "--to", "html").status == 0
    assert [path.name for path in (tmp_path / "dist").iterdir()] == ["small.html"]
    wrong = run(capsys, "build", folder, "--to", "pages")
    assert wrong.status == 2
    assert "docx, html" in wrong.err


def test_another_journal_is_one_word(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = small(tmp_path, "甲[@adams]。")
    assert (
        run(capsys, "build", folder, "-o", tmp_path / "dist", "--to", "html", "--journal", "icmje").status
        == 0
    )
    text = (tmp_path / "dist" / "small.html").read_text(encoding="utf-8")
    assert "Adams A, Second B, Third C" in text


def test_check_speaks_json_and_chinese(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = small(tmp_path, "甲[@nobody]。")
    report = json.loads(run(capsys, "check", folder, "--format", "json", "--lang", "zh").out)
    finding = next(item for item in report["findings"] if item["code"] == "CIT001")
    assert finding["line"] == 5
    assert "nobody" in finding["message"]
    assert "CIT001" not in run(capsys, "check", folder, "--ignore", "CIT001").out
    assert "CIT002" not in run(capsys, "check", folder, "--select", "CIT001").out


@pytest.mark.parametrize("form", ["docx", "html", "xlsx", "csv", "md"])
def test_tables_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    result = run(capsys, "table", REVIEW, "trials", "--to", form, "-o", tmp_path)
    assert result.status == 0
    written = list(tmp_path.iterdir())
    assert len(written) == 1
    assert written[0].suffix == f".{form}"
    content = written[0].read_bytes()
    if form in {"docx", "xlsx"}:
        with zipfile.ZipFile(written[0]) as package:
            content = b"".join(package.read(name) for name in package.namelist())
    assert b"NCT04173650" in content


def test_an_unknown_table_is_named_with_those_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    result = run(capsys, "table", REVIEW, "trails")
    assert result.status == 2
    assert "'trails'" in result.err
    assert "hydrogels, trials" in result.err


def test_a_missing_folder_is_said_to_be_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    result = run(capsys, "build", tmp_path / "nothing")
    assert result.status == 2
    assert "nothing" in result.err
    assert "Traceback" not in result.err


def test_an_unknown_command_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    result = run(capsys, "biuld")
    assert result.status == 2
    assert "Did you mean 'build'?" in result.err


def test_journals_and_rules_can_be_listed(capsys: pytest.CaptureFixture[str]) -> None:
    journals = run(capsys, "journals", "--lang", "zh")
    assert "cn-medical-biotechnology  中国医药生物技术" in journals.out
    assert "CIT001" in run(capsys, "explain").out
    assert "Why it matters" in run(capsys, "explain", "CIT001").out
    assert run(capsys, "explain", "XYZ999").status == 2


def test_a_file_that_cannot_be_written_leaves_the_old_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small(tmp_path, "甲[@adams]。")
    blocked = tmp_path / "dist"
    (blocked / "small.html").mkdir(parents=True)
    (blocked / "small.docx").write_bytes(b"old")
    result = run(capsys, "build", folder, "-o", blocked)
    assert result.status == 2
    assert "cannot write" in result.err
    assert not [path for path in blocked.iterdir() if path.name.startswith(".")]


def test_a_new_folder_that_cannot_be_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    result = run(capsys, "new", tmp_path / "file" / "mine", "--lang", "zh")
    assert result.status == 2
    assert "请另选有写入权限的文件夹" in result.err
    assert "（-o）" not in result.err, "`review new` has no such option"
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept"


def core_schema_loader() -> type[yaml.SafeLoader]:
    """YAML as editors read it (1.2): only true, false and numbers are not text."""

    class Loader(yaml.SafeLoader):
        yaml_implicit_resolvers: ClassVar[dict[str, object]] = {}

    Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"true|false"), list("tf"))
    Loader.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"[0-9]+$"), list("0123456789"))
    return Loader


@pytest.mark.parametrize(
    ("pattern", "name"),
    [("review.yaml", "review"), ("tables/*.yaml", "table"), ("evidence/*.yaml", "evidence")],
)
def test_schemas_accept_the_real_review(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], pattern: str, name: str
) -> None:
    """An editor's judgement of the real files is the reader's: nothing to complain about."""
    assert run(capsys, "schema", tmp_path).status == 0
    schema = json.loads((tmp_path / ".schema" / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    for path in REVIEW.parent.glob(f"*/{pattern}"):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=core_schema_loader())  # noqa: S506
        assert [error.message for error in Draft202012Validator(schema).iter_errors(data)] == []


@pytest.mark.parametrize(
    ("record", "wrong"),
    [
        ("phase: i/ii", ""),
        ("phase: 0", ""),
        ("phase: IV 期", ""),
        ("status: Not yet recruiting", ""),
        ("results: unclear", ""),
        ("dose: N/A", ""),
        ("cite: '@adams'", ""),
        ("title: {zh: 甲, en: A}", ""),
        ("phase: VII", "phase"),
        ("particpants: 3", "particpants"),
        ("results: maybe", "results"),
        ("title: [a, b]", "title"),
        ("kind: one", "kind"),
    ],
)
def test_the_schema_of_evidence_knows_fields_and_choices(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], record: str, wrong: str
) -> None:
    own = "id: mine\nfields:\n  kind: {type: choice, choices: [one]}\n"
    write_review(tmp_path, {"schemas/mine.yaml": own})
    assert run(capsys, "schema", tmp_path).status == 0
    schema = json.loads((tmp_path / ".schema" / "evidence.json").read_text(encoding="utf-8"))
    for name, expected in (("trial", wrong), ("./schemas/mine.yaml", "" if wrong == "kind" else None)):
        text = f"schema: {name}\nrecords:\n  - id: a\n    {record}\n"
        data = yaml.load(text, Loader=core_schema_loader())  # noqa: S506
        errors = list(Draft202012Validator(schema).iter_errors(data))
        if expected is not None:
            assert bool(errors) == bool(expected), errors
            assert all(expected in error.message + str(list(error.path)) for error in errors)
