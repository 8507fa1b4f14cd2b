"""Checking many reviews: all of a folder, on several cores, whatever is wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipeline.test_fixing import review
from toolkit.errors import ToolkitError
from toolkit.pipeline import many
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
    steps: list[str] = []
    alone = check_many(reviews, processes=1)
    together = check_many(reviews, processes=2, progress=steps.append)
    assert [verdict.root for verdict in together] == reviews
    assert [verdict.status for verdict in together] == [1, 1, 2, 1, 2] + [1] * (len(reviews) - 5)
    assert [verdict.result for verdict in together] == [verdict.result for verdict in alone]
    assert [verdict.problems for verdict in together] == [verdict.problems for verdict in alone]
    assert steps[-1] == f"checked {len(reviews)} of {len(reviews)}"
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
