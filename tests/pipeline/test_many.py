"""Checking many reviews: all of a folder, on several cores, whatever is wrong with one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.pipeline.test_fixing import review
from tests.word_text import docx_from_text
from toolkit.errors import ToolkitError
from toolkit.pipeline import kept, many
from toolkit.pipeline.many import check_many, find_reviews


def folder(tmp_path: Path, count: int) -> list[Path]:
    return [review(tmp_path / f"r{number:02}") for number in range(count)]


def test_a_folder_stands_for_the_reviews_in_it(tmp_path: Path) -> None:
    reviews = folder(tmp_path, 3)
    (tmp_path / ".hidden").mkdir()
    assert find_reviews([tmp_path]) == reviews
    assert find_reviews([reviews[1], tmp_path]) == [reviews[1], reviews[0], reviews[2]]
    assert find_reviews([tmp_path / "none"]) == [tmp_path / "none"]
    assert find_reviews([reviews[0] / "sections"]) == [reviews[0] / "sections"]


def test_other_processes_find_the_same_in_the_same_order(tmp_path: Path) -> None:
    reviews = folder(tmp_path, many._FEW + 3)
    (reviews[2] / "review.yaml").write_text("title: [", encoding="utf-8")
    (reviews[4] / "review.yaml").unlink()
    steps: list[tuple[str, float | None]] = []
    alone = check_many(reviews, processes=1)
    together = check_many(reviews, processes=2, progress=lambda *step: steps.append(step))
    assert [verdict.root for verdict in together] == reviews
    assert [verdict.status for verdict in together] == [1, 1, 2, 1, 2] + [1] * (len(reviews) - 5)
    assert [verdict.result for verdict in together] == [verdict.result for verdict in alone]
    assert [verdict.problems for verdict in together] == [verdict.problems for verdict in alone]
    assert steps[-1] == (f"checked {len(reviews)} of {len(reviews)}", 1.0)
    assert together[0].sources, "a report can show the lines"


def test_a_fault_of_ours_is_told_and_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reviews = folder(tmp_path, 2)
    real = many.check

    def check(path: Path, **options: object) -> object:
        if path == reviews[0]:
            raise ZeroDivisionError("by nothing")
        return real(path, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(many, "check", check)
    first, second = check_many(reviews)
    assert "ZeroDivisionError in test_many.py" in first.problems[0].message
    assert (first.status, second.status) == (2, 1)


def test_a_code_that_is_no_rule_is_said_once(tmp_path: Path) -> None:
    with pytest.raises(ToolkitError) as caught:
        check_many(folder(tmp_path, 2), select=["CTI001"])
    assert len(caught.value.problems) == 1


TEXT = """\
合成标题
# 1 引言
外泌体可促进愈合[1]，水凝胶{count}可延长滞留[3]。
# 参考文献
[1] AUTHOR A. Synthetic work 1[J]. Synth J, 2020, 1(1): 1-9.
"""


def manuscripts(folder: Path, count: int) -> list[Path]:
    paths = [folder / f"m{number:02}.docx" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(docx_from_text(TEXT.format(count=number)))
    return paths


@pytest.fixture
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REVIEW_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache" / "verdicts"


def test_a_folder_stands_for_the_word_files_in_it_and_below(tmp_path: Path) -> None:
    for name in (
        "b.docx",
        "~$b.docx",
        ".c.docx",
        "2026/a.DOCX",
        "2026/03/x.docx",
        ".trash/y.docx",
        "n.txt",
        "old.doc",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    found = [path.relative_to(tmp_path).as_posix() for path in find_reviews([tmp_path])]
    assert found == ["b.docx", "old.doc", "2026/a.DOCX", "2026/03/x.docx"]


def test_what_was_checked_is_not_checked_again(
    tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = manuscripts(tmp_path, 4)
    checked: list[str] = []
    real = many.check_manuscript

    def check(path: Path, **options: object) -> object:
        checked.append(path.name)
        return real(path, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(many, "check_manuscript", check)

    def again(**options: object) -> tuple[list[str], list[many.Verdict]]:
        checked.clear()
        verdicts = check_many(paths, **options)  # type: ignore[arg-type]
        return list(checked), verdicts

    names = [path.name for path in paths]
    first = again()
    assert first[0] == names
    assert again() == ([], first[1]), "the same verdicts, to the last comma"
    assert first[1][0].result.findings
    paths[1].write_bytes(docx_from_text(TEXT.format(count="many")))
    assert again()[0] == [names[1]]
    assert again(outside=many.Outside(refresh=True))[0] == names
    assert again(select=["MAN"])[0] == names
    assert again(journal="cma")[0] == names
    assert again(view="original")[0] == names
    for file in own_cache.iterdir():
        file.write_bytes(file.read_bytes()[:-9])
    assert again() == (names, again()[1]), "a damaged verdict is none"
    monkeypatch.setattr(kept, "_program", lambda: "another version")
    assert again()[0] == names


def test_a_run_that_was_stopped_goes_on(
    tmp_path: Path, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = manuscripts(tmp_path, 4)

    def stop(step: str, done: float | None = None) -> None:
        if done == 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check_many(paths, progress=stop)
    assert len(list(own_cache.iterdir())) == 2
    monkeypatch.setattr(kept, "_OLD", -60)
    assert len(check_many(paths)) == 4
    assert not list(own_cache.iterdir()), "what nobody asks for again is deleted"


def test_a_cache_that_cannot_be_written_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("REVIEW_CACHE_DIR", str(tmp_path / "file"))
    assert [verdict.status for verdict in check_many(manuscripts(tmp_path, 2))] == [1, 1]


def end_the_process(path: Path) -> many.Verdict:
    """Stands for a check that takes its process with it."""
    if path.name == "m01.docx":
        os._exit(9)
    return many._unread(path)


def test_a_process_that_dies_takes_one_file_with_it(tmp_path: Path) -> None:
    paths = manuscripts(tmp_path, 3)
    first, second, third = many._in_parallel(end_the_process, paths, 2)
    assert "its process was ended" in second.problems[0].message
    assert (first.problems, third.problems) == ((), ())


def test_a_mistake_in_a_shared_library_is_listed_once(tmp_path: Path) -> None:
    from tests.folders import bib, section, write_review
    from toolkit.pipeline import report_as, summary

    text = bib("adams", "brown").replace("  year = {2001}", "  doi = {not a DOI},\n  year = {2001}")
    (tmp_path / "shared.bib").write_text(text + "\n@article{open, title = {Synthetic\n", encoding="utf-8")
    reviews = []
    for name in ("a", "b"):
        folder = write_review(tmp_path / name, {"sections/01.md": section("文献[@adams; @brown]。")})
        described = (folder / "review.yaml").read_text(encoding="utf-8")
        (folder / "review.yaml").write_text(described.replace("refs.bib", "../shared.bib"), encoding="utf-8")
        reviews.append(folder)
    verdicts = check_many(reviews, select=["REF003"])
    assert [len(verdict.result.findings) for verdict in verdicts] == [1, 1]
    assert [verdict.status for verdict in verdicts] == [2, 2]
    for form in ("text", "concise", "json", "github", "sarif"):
        told = report_as(form, verdicts, base=tmp_path)
        assert told.count("not a DOI") == report_as(form, verdicts[:1], base=tmp_path).count("not a DOI")
        assert told.count("The entry open is not closed") == 1
    assert summary(verdicts) == summary(verdicts[:1])
    assert report_as("html", verdicts, base=tmp_path).count("REF003") > report_as(
        "html", verdicts[:1], base=tmp_path
    ).count("REF003")
