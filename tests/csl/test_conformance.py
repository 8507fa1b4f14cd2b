"""The engine against the CSL test data: a ratchet. See `python -m tests.csl.conformance --help`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.csl.cases import oracle_groups
from tests.csl.conformance import Outcome, oracle_outcomes, suite_outcomes
from tests.csl.ratchet import DIVERGENCES, PASSING, read_divergences, read_passing, write_passing
from tests.csl.running import fold, in_section


def hold(outcomes: Sequence[Outcome]) -> None:
    """Fail for a listed case that breaks and for an unlisted one that passes."""
    listed = read_passing(PASSING)
    broken = [outcome for outcome in outcomes if outcome.key in listed and not outcome.passed]
    gained = [outcome.key for outcome in outcomes if outcome.key not in listed and outcome.passed]
    shown = "\n".join(f"{outcome.key}\n{outcome.difference()}" for outcome in broken[:5])
    assert not broken, f"{len(broken)} cases passed before and fail now:\n{shown}"
    assert not gained, f"{len(gained)} more cases pass: run the runner with --update ({gained[:5]} …)"


def test_official_suite(shared: Path) -> None:
    hold(suite_outcomes(shared / "csl" / "suite"))


@pytest.mark.parametrize("group", ["official", "bilingual"])
def test_oracle(shared: Path, group: str) -> None:
    hold(oracle_outcomes(shared / "csl" / "oracle" / group))


def test_divergences_name_failing_cases_with_a_reason() -> None:
    passing = read_passing(PASSING)
    for key, reason in read_divergences(DIVERGENCES).items():
        assert reason
        assert key not in passing, f"{key} passes: it is no divergence any more"


def test_passing_list_survives_writing(tmp_path: Path) -> None:
    keys = {"suite/a_B", "official/apa/citation/0", "official/apa/citation/1", "official/apa/entry/7"}
    path = tmp_path / "passing.txt"
    write_passing(path, keys)
    assert read_passing(path) == keys
    assert "official/apa/citation 0-1\n" in path.read_text(encoding="utf-8")


def test_folding_leaves_spaces_within_a_line() -> None:
    assert fold("<div>\n  <i>a</i> <b>b</b>\n</div>\n") == "<div><i>a</i> <b>b</b></div>"


def test_groups_are_found_from_above_and_directly(tmp_path: Path) -> None:
    case = tmp_path / "official" / "apa"
    case.mkdir(parents=True)
    (case / "case.json").write_text("{}", encoding="utf-8")
    assert oracle_groups(tmp_path) == oracle_groups(tmp_path / "official") == [tmp_path / "official"]


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ({"include": [{"field": "type", "value": "book"}]}, True),
        ({"include": [{"field": "type", "value": "map"}]}, False),
        ({"exclude": [{"field": "categories", "value": "x"}]}, False),
        ({"select": [{"field": "type", "value": "book"}, {"field": "title", "value": "B"}]}, False),
        ({"quash": [{"field": "type", "value": "book"}, {"field": "title", "value": "B"}]}, True),
    ],
)
def test_bibliography_sections(section: dict[str, list[dict[str, str]]], expected: bool) -> None:
    assert in_section({"type": "book", "title": "A", "categories": ["x", "y"]}, section) is expected
