"""Every rule on its case file: what it must find, and the prose that it must let pass."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.check.cases import FOLDER, Case, all_cases, answering, lines_of, run, shown
from toolkit.check import registry
from toolkit.check.fix import apply_fixes
from toolkit.pipeline import check

CASES = all_cases()
_QUOTED = re.compile(r"`[^`]*`|'[^']*'|“[^”]*”|（[^（）]*）")
_ENGLISH = re.compile(r"[a-z]{2,} [a-z]{2,} [a-z]{2,}")
"""What is the author's own stands in quotation marks, a gloss in brackets."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case(case: Case, tmp_path: Path) -> None:
    result, root = run(case, tmp_path)
    abstained = [f"{item.code} {item.reason['en']}" for item in result.abstentions]
    assert list(map(_lasting, shown(result, root))) == case.findings
    assert list(map(_lasting, abstained)) == case.abstentions
    assert bool(case.findings or case.abstentions) is not case.clean


def _lasting(line: str) -> str:
    """What is the same on every day and with every server."""
    line = line.replace(datetime.now(UTC).date().isoformat(), "TODAY")
    return re.sub(r"127\.0\.0\.1:\d+", "HOST", line)


@pytest.mark.parametrize("code", [entry.code for entry in registry.entries()])
def test_every_rule_has_a_failing_and_a_clean_case(code: str) -> None:
    kinds = {case.clean for case in CASES if case.code == code}
    assert kinds == {True, False}, f"write {FOLDER.name}/{code}.md with a `Finds` and a `Clean` case"


def test_every_case_file_belongs_to_a_rule() -> None:
    codes = {entry.code for entry in registry.entries()}
    assert {path.stem for path in FOLDER.glob("[A-Z]*.md")} == codes


@pytest.mark.parametrize("case", [case for case in CASES if not case.clean], ids=lambda case: case.id)
def test_findings_point_into_a_file_and_read_well(case: Case, tmp_path: Path) -> None:
    result, root = run(case, tmp_path)
    for finding in result.findings:
        assert finding.span is not None
        lines = lines_of(finding.span.path)
        assert 1 <= finding.span.line <= len(lines)
        assert 1 <= finding.span.column <= len(lines[finding.span.line - 1]) + 1
        for texts in (finding.message, finding.help):
            assert set(texts) == {"en", "zh"}
            for sentence in texts.values():
                assert sentence
                assert not re.search(r"\{\w+\}", sentence), "a place that nothing filled"
                assert not sentence.endswith((".", "。")), "the report punctuates"
        for texts in (finding.message, finding.help):
            bare = _QUOTED.sub("", texts["zh"])
            assert not _ENGLISH.search(bare), f"English in a Chinese message: {bare}"
        if finding.fix:
            assert all(edit.span.path.is_relative_to(root) for edit in finding.fix.edits)
            assert case.code in OFFERED, "a fix is counted, so that it cannot get lost"


def _texts(root: Path) -> dict[Path, str]:
    """The texts of a case, those beside its review too."""
    return {
        path: path.read_text(encoding="utf-8")
        for path in root.parent.rglob("*")
        if path.suffix in {".md", ".yaml", ".bib", ".json"}
    }


@pytest.mark.parametrize("case", [case for case in CASES if not case.clean], ids=lambda case: case.id)
def test_a_fix_mends_its_finding_and_nothing_else(case: Case, tmp_path: Path) -> None:
    result, root = run(case, tmp_path)
    mended = [finding for finding in result.findings if finding.fix]
    done = apply_fixes(mended, _texts(root), unsafe=True)
    for path, text in done.texts.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    if not done.applied:
        return
    with answering(case.answers, tmp_path) as outside:
        again = check(root, select=[case.code], outside=outside).result
    left = [finding.message["en"] for finding in result.findings if not finding.fix]
    assert [finding.message["en"] for finding in again.findings if finding.code == case.code] == left


OFFERED = {
    "ABB007": {"unsafe": 3},
    "CIT001": {"unsafe": 3},
    "CIT005": {"unsafe": 5},
    "CIT007": {"unsafe": 2},
    "CIT009": {"safe": 2},
    "EVD003": {"safe": 1},
    "EVD008": {"unsafe": 5},
    "JRN014": {"unsafe": 13},
    "LNG002": {"unsafe": 3},
    "LNG003": {"safe": 4},
    "LNG004": {"unsafe": 3},
    "LNG005": {"safe": 9},
    "MAN020": {"safe": 4},
    "NUM002": {"unsafe": 1},
    "PRJ001": {"safe": 1},
    "REF003": {"unsafe": 5},
    "REF004": {"safe": 2},
    "REF005": {"safe": 3, "unsafe": 1},
    "REF006": {"safe": 2},
    "REF008": {"safe": 1},
    "REF011": {"unsafe": 7},
    "REF014": {"unsafe": 2},
    "REF015": {"unsafe": 3},
    "REF016": {"unsafe": 4},
    "REF019": {"unsafe": 5},
    "REF028": {"unsafe": 2},
    "TYP001": {"safe": 9},
    "TYP002": {"safe": 4},
    "TYP003": {"safe": 2},
    "TYP005": {"unsafe": 1},
    "TYP006": {"safe": 3},
    "TYP007": {"safe": 2},
    "TYP008": {"unsafe": 5},
    "TYP009": {"safe": 5},
    "TYP010": {"safe": 6},
    "TYP011": {"safe": 6},
    "TYP012": {"safe": 2},
    "TYP013": {"safe": 3},
    "TYP014": {"safe": 15},
    "TYP015": {"safe": 5},
    "TYP016": {"safe": 12, "unsafe": 2},
    "TYP017": {"unsafe": 6},
    "TYP018": {"safe": 7},
    "TYP019": {"unsafe": 3},
    "TYP020": {"safe": 1},
    "TYP022": {"safe": 2},
    "TYP023": {"unsafe": 2},
    "TYP024": {"safe": 2},
    "TYP025": {"safe": 6},
    "TYP026": {"safe": 2},
    "XRF001": {"unsafe": 2},
}
"""How many fixes the case files see. What changes the data of a reference is never safe."""


@pytest.mark.parametrize("code", OFFERED)
def test_fixes_are_offered_where_what_is_meant_is_certain(code: str, tmp_path: Path) -> None:
    fixes: Counter[str] = Counter()
    for number, case in enumerate(case for case in CASES if case.code == code):
        result, _ = run(case, tmp_path / str(number))
        fixes.update(finding.fix.applicability.value for finding in result.findings if finding.fix)
    assert fixes == OFFERED[code]
