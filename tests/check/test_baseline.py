"""What makes a finding known: its words and those around it, not its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.check.baseline import baseline_text, fingerprint, read_baseline, without_known
from toolkit.check.run import CheckResult
from toolkit.check.verdict import Verdict
from toolkit.errors import ToolkitError
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.source import Span

BASE = Path("/work")
FILE = BASE / "01.md"


def verdict(text: str, *words: str, code: str = "TYP016", message: str = "a slip") -> Verdict:
    """A finding at every place of these words."""
    found = []
    for number, line in enumerate(text.split("\n"), 1):
        for word in words:
            column = line.find(word)
            while column >= 0:
                span = Span.at(FILE, number, column + 1, len(word))
                found.append(Finding(code, Severity.WARNING, {"en": message}, span))
                column = line.find(word, column + 1)
    return Verdict(BASE, CheckResult(tuple(found)), sources={FILE: text})


def new_ones(old: Verdict, new: Verdict) -> tuple[int, int, int]:
    """How many findings are new and known, and how many are gone."""
    known = read_baseline(baseline_text([old], BASE), FILE)
    (judged,), gone = without_known([new], known)
    return len(judged.result.findings), len(judged.result.known), gone


TEXT = "创面愈合是复杂的过程，外泌体可显着促进创面愈合，其作用机制尚不清楚。"


@pytest.mark.parametrize(
    "moved",
    [
        TEXT,
        f"新的一段。\n\n{TEXT}",
        f"前面加了一整句很长的话，与此无关。{TEXT}后面又加了一句。",
        TEXT.replace("，", ", "),
        TEXT.replace("外泌体可", "外泌体 可"),
    ],
)
def test_a_finding_is_known_wherever_its_text_moves(moved: str) -> None:
    assert new_ones(verdict(TEXT, "显着"), verdict(moved, "显着")) == (0, 1, 0)


def test_the_same_slip_elsewhere_is_new() -> None:
    assert new_ones(verdict(TEXT, "显着"), verdict(f"{TEXT}\n另一处显着降低", "显着")) == (1, 1, 0)


def test_the_same_words_again_are_new_but_as_often_as_known_they_are_not() -> None:
    twice = f"{TEXT}\n{TEXT}"
    assert new_ones(verdict(TEXT, "显着"), verdict(twice, "显着")) == (1, 1, 0)
    assert new_ones(verdict(twice, "显着"), verdict(twice, "显着")) == (0, 2, 0)


def test_what_is_mended_is_gone() -> None:
    assert new_ones(verdict(TEXT, "显着"), verdict(TEXT, "没有")) == (0, 0, 1)


def test_rule_and_quoted_words_count_the_wording_does_not() -> None:
    def mark(**changes: str) -> str:
        item = verdict(TEXT, "显着", **changes)
        return fingerprint(item.result.findings[0], item.sources)

    assert mark(message="`a` is wrong") == mark(message="wrong is `a`")
    assert mark(message="`a` is wrong") != mark(message="`b` is wrong")
    assert mark(message="as in `x.bib:12`") == mark(message="as in `x.bib:40`")
    assert mark(code="TYP001") != mark(code="TYP002")


def test_a_finding_without_a_place_has_a_fingerprint_too() -> None:
    item = Finding("JRN001", Severity.WARNING, {"en": "too long"}, None)
    assert len(fingerprint(item, {})) == 16


def test_a_known_finding_stays_in_a_baseline_that_is_written_anew() -> None:
    old = verdict(TEXT, "显着")
    known = read_baseline(baseline_text([old], BASE), FILE)
    judged, _ = without_known([old], known)
    assert baseline_text(judged, BASE) == baseline_text([old], BASE)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "the baseline is not valid JSON"),
        ("[]", "no baseline"),
        ('{"version": 1, "findings": [{"count": "many"}]}', "no baseline"),
        ('{"version": 2, "findings": []}', "version 2"),
    ],
)
def test_a_damaged_baseline_is_named(text: str, message: str) -> None:
    with pytest.raises(ToolkitError) as caught:
        read_baseline(text, FILE)
    assert message in caught.value.problems[0].message
    assert caught.value.problems[0].help
