"""`review check` as its user meets it: mending, baselines, forms of report, exit status."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import run
from tests.pipeline.test_fixing import TEXT, review, section


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")


def test_a_diff_writes_nothing_and_says_so_by_its_status(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    root = review(tmp_path)
    monkeypatch.chdir(root)
    seen = run(capsys, "check", "--diff")
    assert seen.status == 1
    assert seen.out.startswith("--- refs.bib\n+++ refs.bib\n")
    assert "+外泌体可显著促进愈合，好[@syn1]。" in seen.out
    assert seen.err.startswith("Would mend 4 in 2 files.")
    assert section(root).read_text(encoding="utf-8") == TEXT
    mended = run(capsys, "check", "--fix")
    assert mended.err.startswith("Mended 4 of ")
    again = run(capsys, "check", "--diff")
    assert (again.status, again.out) == (0, "")


def test_a_diff_shows_a_change_of_a_shared_file_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    roots = [review(tmp_path / name, bibliography="") for name in ("a", "b")]
    shared = "@article{syn1, title={Synthetic 1}, author={Nobody, A}, year={2020}, doi={10.5555/syn1.}}\n"
    (tmp_path / "shared.bib").write_text(shared, encoding="utf-8")
    for root in roots:
        file = root / "review.yaml"
        text = file.read_text(encoding="utf-8").replace("refs.bib", "../../shared.bib")
        file.write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    seen = run(capsys, "check", *roots, "--unsafe-fixes", "--diff", "--select", "REF003")
    assert seen.out.count("+@article{syn1") == 1
    assert seen.err.startswith("Would mend 1 in 1 file.")
    assert (tmp_path / "shared.bib").read_text(encoding="utf-8") == shared


def test_a_diff_says_what_could_not_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = review(tmp_path)
    (root / "refs.bib").unlink()
    seen = run(capsys, "check", root, "--diff")
    assert seen.status == 2
    assert "refs.bib" in seen.err


def test_what_is_left_after_mending_is_reported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = review(tmp_path, TEXT.replace("好", "好[@none]"))
    seen = run(capsys, "check", root, "--fix", "--select", "TYP,CIT001")
    assert seen.status == 1
    assert "CIT001" in seen.out
    assert "TYP016" not in seen.out
    assert run(capsys, "check", root, "--fix", "--select", "TYP").status == 0


def test_unsafe_fixes_are_applied_only_when_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = review(
        tmp_path,
        bibliography="@article{syn1, title={A}, author={Nobody, A}, year={2020}, doi={10.5555/syn1.}}\n",
    )
    options = ("check", root, "--select", "REF003")
    assert "1 can be mended with --unsafe-fixes." in run(capsys, *options).out
    assert run(capsys, *options, "--fix").status == 1
    assert run(capsys, *options, "--unsafe-fixes").status == 0
    assert "{10.5555/syn1}" in (root / "refs.bib").read_text(encoding="utf-8")


def test_a_baseline_hides_what_was_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root, file = review(tmp_path), tmp_path / "known.json"
    missing = run(capsys, "check", root, "--baseline", file)
    assert missing.status == 2
    assert "--write-baseline" in missing.err
    assert run(capsys, "check", root, "--write-baseline", file).status == 0
    assert run(capsys, "check", root, "--baseline", file).status == 0
    section(root).write_text(f"{TEXT}\n另一处显着降低。\n", encoding="utf-8")
    seen = run(capsys, "check", root, "--baseline", file, "--format", "json")
    assert [finding["line"] for finding in json.loads(seen.out)["findings"]] == [7]
    section(root).write_text(TEXT.replace("，，", "，"), encoding="utf-8")
    assert "No longer found, of the baseline: 1;" in run(capsys, "check", root, "--baseline", file).err


@pytest.mark.parametrize("form", ["text", "concise", "json", "github", "junit", "sarif", "html"])
def test_every_form_goes_to_a_file(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root, file = review(tmp_path), tmp_path / "out" / "report"
    seen = run(capsys, "check", root, "--format", form, "-o", file, "--exit-zero")
    assert (seen.status, seen.out) == (0, "")
    assert "TYP016" in file.read_text(encoding="utf-8")
    assert run(capsys, "check", root, "--format", form).out


def test_statistics(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = review(tmp_path)
    seen = run(capsys, "check", root, "--statistics", "--select", "TYP")
    assert seen.out.splitlines()[:2] == [
        "1  TYP006  [*] repeated-punctuation",
        "1  TYP016  [*] wrong-character",
    ]
    assert run(capsys, "check", root, "--statistics", "--format", "html").status == 2


def test_one_damaged_review_does_not_stop_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reviews = [review(tmp_path / name) for name in ("a", "b", "c")]
    (reviews[1] / "review.yaml").write_text("title: [", encoding="utf-8")
    seen = run(capsys, "check", *reviews, "--format", "concise", "--exit-zero")
    assert seen.status == 2
    assert seen.out.count("TYP016") == 2
    assert "review.yaml:1:" in seen.out
    assert run(capsys, "check", tmp_path, "--fix").status == 2
    assert all("显著" in section(root).read_text(encoding="utf-8") for root in (reviews[0], reviews[2]))


@pytest.mark.parametrize(
    "options",
    [("--fix", "--write-baseline", "x"), ("--watch", "--diff"), ("--statistics", "--format", "sarif")],
)
def test_options_that_contradict_each_other(
    options: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "check", review(tmp_path), *options).status == 2


def test_the_rules_as_one_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    seen = run(capsys, "explain", "CIT", "--format", "md")
    assert seen.out.startswith("# The rules of `review check`\n")
    assert "- [CIT001](#cit001-unknown-citation-key) unknown-citation-key:" in seen.out
    assert "## CIT001 unknown-citation-key\n" in seen.out
    file = tmp_path / "rules.html"
    assert run(capsys, "explain", "--all", "--format", "html", "-o", file).status == 0
    page = file.read_text(encoding="utf-8")
    assert page.count("<details id=") > 100
    assert "<script" not in page


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent to a process in another way there")
def test_watching_checks_again_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    import signal

    root, log = review(tmp_path), tmp_path / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "toolkit",
                "check",
                str(root),
                "--watch",
                "--format",
                "concise",
                "--lang",
                "en",
            ],
            stdout=out,
            stderr=subprocess.STDOUT,
        )
        try:
            _wait_for(log, lambda text: text.count("Watching") == 1)

            def saved_and_seen(text: str) -> bool:
                """The watcher starts after it says so: saved again until it was seen."""
                section(root).write_text(TEXT.replace("显着", "显著"), encoding="utf-8")
                return text.count("Watching") > 1

            _wait_for(log, saved_and_seen)
            process.send_signal(signal.SIGINT)
            status = process.wait(timeout=30)
        finally:
            process.kill()
            process.wait()
    first, second = log.read_text(encoding="utf-8").split("Watching")[:2]
    assert "TYP016" in first
    assert "TYP016" not in second
    assert "Traceback" not in log.read_text(encoding="utf-8")
    assert status == 0


def _wait_for(log: Path, condition: Callable[[str], bool]) -> None:
    for _ in range(300):
        if condition(log.read_text(encoding="utf-8")):
            return
        time.sleep(0.1)
    pytest.fail(log.read_text(encoding="utf-8"))


def test_unreadable_input_is_told_in_chinese_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = review(tmp_path)
    (root / "review.yaml").write_text("title: 题名\nlanguage：zh-CN\njournal: cmaa\n", encoding="utf-8")
    seen = run(capsys, "check", root, "--lang", "zh")
    assert seen.status == 2
    assert "错误: “language”之后是全角冒号（：）。" in seen.out
    assert "建议: 请写半角冒号加空格：`language: …`。" in seen.out
    nothing = run(capsys, "build", tmp_path / "none", "--lang", "zh")
    assert (nothing.status, nothing.out) == (2, "")
    assert "没有文件夹" in nothing.err
    assert "There is no folder" in run(capsys, "build", tmp_path / "none", "--lang", "en").err


@pytest.mark.parametrize("option", ["-o", "--report", "--write-baseline"])
def test_what_is_checked_is_never_overwritten(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = review(tmp_path)
    for name in ("review.yaml", "refs.bib", "sections/01.md"):
        target = root / name
        before = target.read_bytes()
        seen = run(capsys, "check", root, option, target)
        assert seen.status == 2
        assert f"{option} {target} would overwrite a file that is checked" in seen.err
        assert target.read_bytes() == before
    assert run(capsys, "check", root, option, tmp_path / "new.html").status < 2


def test_two_outputs_do_not_share_a_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = review(tmp_path)
    seen = run(capsys, "check", root, "-o", tmp_path / "x.html", "--report", tmp_path / "x.html")
    assert seen.status == 2
    assert "-o and --report would write one file" in seen.err
    assert not (tmp_path / "x.html").exists()
