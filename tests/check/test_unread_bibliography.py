"""A bibliography that cannot be read is the problem; the citations of its works are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.folders import REVIEW, section, write_review
from toolkit.pipeline import check

TEXT = {"sections/01.md": section("合成的句子[@nobody2020]，又一句[@nowhere2021]，已知[@adams]。\n")}


@pytest.mark.parametrize(
    ("bibliography", "content"),
    [
        ("missing.bib", None),
        ("page.bib", b"<!DOCTYPE html><html></html>"),
        ("list.bib", "作者甲. 合成题名".encode("gb18030")),
        ("list.bib", b"PK\x03\x04 word/document.xml"),
        ("list.bib", b"Author A. Synthetic title."),
    ],
)
def test_the_cause_alone_is_reported(tmp_path: Path, bibliography: str, content: bytes | None) -> None:
    listed = REVIEW.replace("[refs.bib]", f"[refs.bib, {bibliography}]")
    root = write_review(tmp_path, TEXT, review=listed)
    if content is not None:
        (root / bibliography).write_bytes(content)
    checked = check(root, select=["CIT001"])
    (problem,) = checked.problems
    assert bibliography in f"{problem.message} {problem.span.path if problem.span else ''}"
    assert not checked.result.findings
    (abstention,) = checked.result.abstentions
    assert abstention.code == "CIT001"
    assert abstention.reason["en"].startswith("2 cited works")
    assert bibliography in abstention.reason["en"]
    assert bibliography in abstention.reason["zh"]


def test_a_review_file_that_is_damaged_above_its_bibliography(tmp_path: Path) -> None:
    damaged = REVIEW.replace("bibliography: [refs.bib]", 'bibliography: ["refs.bib]')
    checked = check(write_review(tmp_path, TEXT, review=damaged), select=["CIT001"])
    (problem,) = checked.problems
    assert "never closed" in problem.message
    assert not checked.result.findings
    assert "review.yaml" in checked.result.abstentions[0].reason["en"]


def test_nothing_is_left_unjudged_if_all_works_are_found(tmp_path: Path) -> None:
    text = {"sections/01.md": section("已知[@adams]。\n")}
    listed = REVIEW.replace("[refs.bib]", "[refs.bib, missing.bib]")
    checked = check(write_review(tmp_path, text, review=listed), select=["CIT001"])
    assert len(checked.problems) == 1
    assert not checked.result.findings
    assert not checked.result.abstentions


def test_a_review_that_lists_no_bibliography(tmp_path: Path) -> None:
    unlisted = REVIEW.replace("bibliography: [refs.bib]\n", "")
    checked = check(write_review(tmp_path, TEXT, review=unlisted), select=["CIT001"])
    (finding,) = checked.result.findings
    assert "3 in all" in finding.message["en"]
    assert "`bibliography:`" in finding.help["en"]
    assert finding.span is not None
    assert finding.span.path.name == "review.yaml"
