"""Mending a review: what changes, what must not, and what becomes of the files."""

from __future__ import annotations

import codecs
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import REPOSITORY
from toolkit import pipeline
from toolkit.errors import ToolkitError
from toolkit.model.diagnostic import Applicability, Edit, Finding, Fix, Severity
from toolkit.model.source import Span
from toolkit.pipeline import Checked, fixing
from toolkit.pipeline.fixing import Mended, mend

YAML = """\
title: {zh: 题名, en: Title}
language: zh-CN
journal: cn-medical-biotechnology
bibliography: [refs.bib]
"""
BIB = """\
@article{syn1,
  author = {Nobody, Ann and Nobody, Bea},
  title = {Synthetic work 1},
  journal = {Synthetic Journal},
  year = {2020},
  volume = {1},
  pages = {1--9},
  doi = {10.5555/syn1},
  pmid = {PMID: 12345678},
}
@article{syn2,
  author = {无名, 甲},
  title = {合成文献二},
  journal = {合成期刊},
  year = {2021},
  doi = {10.5555/syn2},
}
"""
TEXT = "---\nid: text\ntitle: {zh: 正文, en: Text}\n---\n外泌体可显着促进愈合，，好[@syn1; @syn1]。\n"


def review(folder: Path, text: str = TEXT, bibliography: str = BIB) -> Path:
    root = folder / "review"
    (root / "sections").mkdir(parents=True, exist_ok=True)
    (root / "review.yaml").write_text(YAML, encoding="utf-8", newline="\n")
    (root / "refs.bib").write_text(bibliography, encoding="utf-8", newline="\n")
    (root / "sections" / "01.md").write_text(text, encoding="utf-8", newline="\n")
    return root


def section(root: Path) -> Path:
    return root / "sections" / "01.md"


def test_what_is_certain_is_mended_in_as_many_passes_as_it_takes(tmp_path: Path) -> None:
    root = review(tmp_path)
    mended = mend(root)
    mended.write()
    assert section(root).read_text(encoding="utf-8") == TEXT.replace("显着", "显著").replace(
        "，，", "，"
    ).replace("[@syn1; @syn1]", "[@syn1]")
    assert {finding.code for finding in mended.applied} == {"TYP016", "TYP006", "CIT009", "REF004"}
    assert mended.checked.result.findings == pipeline.check(root).result.findings
    assert mend(root).applied == (), "a second time there is nothing to do"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(b"", "utf-8"), (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le")],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encoding_mark_and_line_ends_stay(tmp_path: Path, mark: bytes, encoding: str, end: str) -> None:
    root = review(tmp_path)
    section(root).write_bytes(mark + TEXT.replace("\n", end).encode(encoding))
    mend(root, select=["TYP016"]).write()
    right = TEXT.replace("显着", "显著").replace("\n", end)
    assert section(root).read_bytes() == mark + right.encode(encoding)


def test_nothing_is_written_over_what_somebody_else_wrote_meanwhile(tmp_path: Path) -> None:
    root = review(tmp_path)
    mended = mend(root)
    section(root).write_text(TEXT + "又一段。\n", encoding="utf-8")
    with pytest.raises(ToolkitError, match="was changed while it was being mended"):
        mended.write()
    assert section(root).read_text(encoding="utf-8").endswith("又一段。\n")
    assert "PMID" in (root / "refs.bib").read_text(encoding="utf-8"), "all or nothing"


def test_a_link_stays_a_link_and_permissions_stay(tmp_path: Path) -> None:
    root = review(tmp_path)
    real = root / "text.md"
    section(root).rename(real)
    real.chmod(0o600)
    try:
        section(root).symlink_to(real)
    except OSError:
        pytest.skip("this system does not let us make links")
    mend(root).write()
    assert section(root).is_symlink()
    assert "显著" in real.read_text(encoding="utf-8")
    assert real.stat().st_mode & 0o777 == 0o600


def test_a_diff_says_what_would_be_written(tmp_path: Path) -> None:
    root = review(tmp_path, TEXT.rstrip("\n"))
    mended = mend(root, select=["TYP016"])
    assert mended.diff(root) == (
        "--- sections/01.md\n+++ sections/01.md\n@@ -2,4 +2,4 @@\n"
        " id: text\n title: {zh: 正文, en: Text}\n ---\n"
        "-外泌体可显着促进愈合，，好[@syn1; @syn1]。\n\\ No newline at end of file\n"
        "+外泌体可显著促进愈合，，好[@syn1; @syn1]。\n\\ No newline at end of file\n"
    )
    assert "显着" in section(root).read_text(encoding="utf-8")


def test_a_review_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    root = review(tmp_path)
    (root / "tables").mkdir()
    (root / "tables" / "t.yaml").write_text("id: [\n", encoding="utf-8")
    mended = mend(root)
    assert mended.checked.problems
    assert mended.after == {}


def _replacing(old: str, new: str, code: str, grade: Applicability) -> object:
    """A check that also finds `old` in any file and would write `new`."""
    real = fixing.check

    def check(path: Path, **options: object) -> Checked:
        checked = real(path, **options)  # type: ignore[arg-type]
        extra = []
        for file, text in checked.sources.items():
            for number, line in enumerate(text.split("\n"), 1):
                if (column := line.find(old)) >= 0:
                    span = Span.at(file, number, column + 1, len(old))
                    fix = Fix({"en": "x"}, (Edit(span, new),), grade)
                    extra.append(Finding(code, Severity.WARNING, {"en": "x"}, span, fix=fix))
        result = replace(checked.result, findings=(*checked.result.findings, *extra))
        return replace(checked, result=result)

    return check


@pytest.mark.parametrize(
    ("old", "new", "unsafe"),
    [
        ("title: {zh", "title: [{zh", True),
        ("Synthetic work 1", "Another work", False),
    ],
    ids=["breaks a file", "changes a reference"],
)
def test_a_fix_that_does_harm_is_refused_and_the_others_applied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, unsafe: bool
) -> None:
    root = review(tmp_path)
    monkeypatch.setattr(fixing, "check", _replacing(old, new, "BAD001", Applicability.SAFE))
    mended = mend(root, unsafe=unsafe)
    assert mended.refused == ("BAD001",)
    assert "BAD001" not in {finding.code for finding in mended.applied}
    assert {"TYP016", "TYP006"} <= {finding.code for finding in mended.applied}
    assert not any(new.encode() in data for data in mended.after.values())


def test_with_unsafe_fixes_a_reference_may_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = review(tmp_path)
    monkeypatch.setattr(
        fixing, "check", _replacing("Synthetic work 1", "Other", "BAD001", Applicability.UNSAFE)
    )
    assert mend(root).refused == ()
    assert any(b"Other" in data for data in mend(root, unsafe=True).after.values())


def test_fixes_that_undo_each_other_come_to_an_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = review(tmp_path)
    monkeypatch.setattr(fixing, "check", _replacing("促进", "加快", "BAD001", Applicability.SAFE))
    monkeypatch.setattr(fixing, "check", _replacing("加快", "促进", "BAD002", Applicability.SAFE))
    applied = [finding.code for finding in mend(root).applied]
    assert applied.count("BAD001") + applied.count("BAD002") == fixing.MOST_PASSES


# --- properties ------------------------------------------------------------------

PIECES = [
    "外泌体", "显着", "显著", "，", "，，", "。", ". ", " ", "  ", "MSCs", "（", "）", "(", ")", "[@syn1]",
    "[@syn1; @syn1]", "@syn2", "[@syn2]", "H2O2", "CD4+", "10 ~ 20", "5mg", "37℃", "37°C", "3 x 10^6^",
    "12%",    "12％", "et al.", "等", "…", "...", "p = 0.000", "-5", "ug",
    "μg", "“好”", '"好"', "的的", "、", "：", "的",
    "研究表明", "colour", "color", "細胞", "<b>", "&nbsp;", "1×107 cells", "{{ 1 }}", "`a  b`", "$x=1$",
    "https://example.org/a,,b", "10.5555/a..b", "<!-- check: ignore TYP016 -->",
    "<!-- check: ignore CIT001, TYP006 why -->", "<b>好</b>", "<sup>2</sup>", "[@syn3]", "\u202e",
    "## 2.1 方法",
    "间充质干细胞（mesenchymal stem cell, MSC）", "间充质干细胞", "\n", "\n\n", "- ", "# ",
]  # fmt: skip
PROSE = st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map("".join)


def _reported(checked: Checked) -> set[tuple[Path, int]]:
    """The lines for which the checker proposes an edit."""
    return {
        (edit.span.path, line)
        for finding in checked.result.findings
        for edit in (finding.fix.edits if finding.fix else ())
        for line in range(edit.span.line, edit.span.end_line + 1)
    }


def _changed(mended: Mended) -> set[tuple[Path, int]]:
    changed = set()
    for path, new in mended.after.items():
        old = mended.before[path].decode().split("\n")
        lines = new.decode().split("\n")
        if len(old) != len(lines):
            continue  # a comment that had its line to itself was taken out: lines are not comparable
        changed |= {
            (path, number)
            for number, pair in enumerate(zip(old, lines, strict=True), 1)
            if len(set(pair)) > 1
        }
    return changed


def _references(checked: Checked) -> list[object]:
    return [(entry.label, entry.content, entry.translation) for entry in checked.resolved.bibliography]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(PROSE, st.booleans())
def test_mending_is_idempotent_and_touches_only_what_was_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: str, unsafe: bool
) -> None:
    root = review(tmp_path, "---\nid: text\ntitle: {zh: 正文, en: Text}\n---\n" + words + "\n")
    try:
        before = pipeline.check(root)
    except ToolkitError:
        return
    if before.problems:
        return
    with monkeypatch.context() as patched:
        patched.setattr(fixing, "MOST_PASSES", 1)
        assert _changed(mend(root, unsafe=unsafe)) <= _reported(before)
    mended = mend(root, unsafe=unsafe)
    assert mended.refused == ()
    if not unsafe:
        assert _references(mended.checked) == _references(before)
    mended.write()
    again = mend(root, unsafe=unsafe)
    assert again.applied == ()
    assert again.after == {}


@pytest.mark.parametrize(
    "name", sorted(path.parent.name for path in (REPOSITORY / "reviews").glob("*/review.yaml"))
)
def test_the_sample_reviews_print_the_same_after_mending(name: str, tmp_path: Path) -> None:
    shutil.copytree(REPOSITORY / "reviews", tmp_path / "reviews")
    shutil.copytree(REPOSITORY / "references", tmp_path / "references")
    root = tmp_path / "reviews" / name
    before = pipeline.check(root)
    mended = mend(root)
    assert _references(mended.checked) == _references(before)
    assert mended.refused == ()
