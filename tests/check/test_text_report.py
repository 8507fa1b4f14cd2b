"""The report for people: places, carets under wide characters, long lines, languages, colours."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.check.report.common import shown_path
from toolkit.check.report.display import ELLIPSIS, printable, width, window
from toolkit.check.report.text import summary, text_report
from toolkit.model.diagnostic import Abstention, Finding, Problem, Severity
from toolkit.model.source import Span

BASE = Path("/work")
FILE = BASE / "sections" / "01.md"


def finding(line: int, column: int, length: int, *, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(
        "CIT001",
        severity,
        {"en": "no such key", "zh": "没有此键"},
        Span.at(FILE, line, column, length),
        {"en": "mend it", "zh": "请更正"},
    )


def report(item: Finding, source: str, **options: object) -> str:
    return text_report([item], sources={FILE: source}, base=BASE, **options)  # type: ignore[arg-type]


def test_a_finding_in_full() -> None:
    assert report(finding(2, 8, 4), "first\nText [@key] goes on.\n") == (
        "sections/01.md:2:8: error CIT001 [unknown-citation-key] no such key\n"
        "  |\n"
        "2 | Text [@key] goes on.\n"
        "  |        ^^^^\n"
        "  = help: mend it\n\n"
    )


def test_carets_stand_right_under_wide_characters() -> None:
    text = report(finding(1, 7, 5), "水凝胶ab[@key]，")
    assert "1 | 水凝胶ab[@key]，\n  |          ^^^^^\n" in text
    text = report(finding(1, 2, 2), "水凝胶")
    assert "1 | 水凝胶\n  |   ^^^^\n" in text


def test_combining_marks_take_no_room() -> None:
    text = report(finding(1, 3, 1), "e\u0301x")
    assert "1 | e\u0301x\n  |  ^\n" in text


def test_a_tab_is_shown_as_four_columns() -> None:
    assert "1 |     x\n  |     ^\n" in report(finding(1, 2, 1), "\tx")


def test_an_empty_passage_has_its_caret_even_at_the_end_of_the_line() -> None:
    assert "1 | abc\n  |    ^\n" in report(finding(1, 4, 0), "abc")
    assert "1 | abc\n  |    ^\n" in report(finding(1, 99, 3), "abc")


def test_a_passage_over_several_lines_shows_its_first() -> None:
    item = Finding("CIT001", Severity.ERROR, {"en": "x"}, Span(FILE, 1, 3, 3, 2))
    assert "1 | ab cd\n  |   ^^^\n" in report(item, "ab cd\nef\ng")


def test_without_the_source_the_place_is_still_said() -> None:
    text = text_report([finding(3, 1, 1)], base=BASE)
    assert text == (
        "sections/01.md:3:1: error CIT001 [unknown-citation-key] no such key\n  = help: mend it\n\n"
    )
    assert report(finding(9, 1, 1), "one line").count("|") == 0


def test_a_long_line_is_cut_around_the_passage() -> None:
    line = "外泌体" * 100 + "[@key]" + "水凝胶" * 100
    text = report(finding(1, 302, 4), line, width=80)
    shown, carets = text.splitlines()[2:4]
    assert width(shown) <= 80
    assert shown.startswith(f"1 | {ELLIPSIS}")
    assert shown.endswith(ELLIPSIS)
    start = width(carets) - 4
    assert shown[_index_at(shown, start) :].startswith("@key")


def _index_at(text: str, column: int) -> int:
    """The index of the character at a column."""
    return next(index for index in range(len(text)) if width(text[:index]) == column)


def test_a_terminal_obeys_nothing_in_the_text() -> None:
    item = Finding("CIT001", Severity.ERROR, {"en": "key \x1b[31m\u202e"}, Span.at(FILE, 1, 1, 1))
    text = text_report([item], sources={FILE: "\x1b]0;title\x07 \u202e"}, base=BASE)
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\u202e" not in text


def test_problems_look_like_findings_and_come_first() -> None:
    problem = Problem("the block is not closed", Span.at(FILE, 1, 1, 3), "end it with :::\non a line")
    text = text_report([finding(1, 1, 1)], problems=[problem], sources={FILE: "::: table"}, base=BASE)
    assert text.startswith(
        "sections/01.md:1:1: error: the block is not closed\n"
        "  |\n1 | ::: table\n  | ^^^\n  = help: end it with :::\n    on a line\n\n"
        "sections/01.md:1:1: error CIT001"
    )


def test_a_problem_without_a_place() -> None:
    assert text_report([], problems=[Problem("no review here", None, "")]) == "error: no review here\n\n"


def test_abstentions_are_listed_and_are_no_pass() -> None:
    abstention = Abstention("CIT003", {"en": "another script", "zh": "文字不同"})
    assert text_report([], abstentions=[abstention]) == (
        "not judged: CIT003 [narrative-name-mismatch] another script\n\n"
    )
    line = summary([], abstentions=[abstention], rules=["CIT003"])
    assert "passed" not in line
    assert "1 check could not judge everything" in line


def test_chinese_messages() -> None:
    text = report(finding(1, 1, 1, severity=Severity.WARNING), "x", language="zh")
    assert "警告 CIT001 [unknown-citation-key] 没有此键" in text
    assert "= 建议: 请更正" in text


def test_colours_only_on_request() -> None:
    plain = report(finding(1, 1, 1), "x")
    coloured = report(finding(1, 1, 1), "x", colour=True)
    assert "\x1b[" not in plain
    assert "\x1b[31m" in coloured
    stripped = coloured
    for code in ("\x1b[0m", "\x1b[1m", "\x1b[31m", "\x1b[34m"):
        stripped = stripped.replace(code, "")
    assert stripped == plain


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/work/sections/01.md", "sections/01.md"),
        ("/shared/references.bib", "../shared/references.bib"),
        ("/work/a/../b.md", "b.md"),
    ],
)
def test_paths_are_seen_from_the_current_folder(path: str, shown: str) -> None:
    assert shown_path(Path(path), BASE) == str(Path(shown))


def test_a_path_far_away_stays_absolute() -> None:
    assert shown_path(Path("/x/y.md"), Path("/a/b/c/d")) == str(Path("/x/y.md"))


@pytest.mark.parametrize(
    ("errors", "warnings", "language", "expected"),
    [
        (0, 0, "en", "All 3 checks passed."),
        (1, 0, "en", "Found 1 error."),
        (2, 1, "en", "Found 2 errors, 1 warning."),
        (2, 1, "zh", "共发现 2 个错误、1 个警告。"),
        (0, 0, "zh", "3 项检查全部通过。"),
    ],
)
def test_summary(errors: int, warnings: int, language: str, expected: str) -> None:
    findings = [finding(1, 1, 1)] * errors + [finding(1, 1, 1, severity=Severity.WARNING)] * warnings
    assert summary(findings, rules=["A", "B", "C"], language=language) == expected


def test_nothing_run_is_no_pass() -> None:
    assert summary([], rules=[]) == "No checks ran."


def test_summary_counts_what_is_silenced_and_what_cannot_be_read() -> None:
    mistakes = [Problem("x"), Problem("y")]
    assert summary([], problems=mistakes, language="zh") == "共发现 2 处输入有误。"
    assert summary([], problems=mistakes) == "Found 2 mistakes in the input."
    line = summary([finding(1, 1, 1)], problems=[Problem("x")], suppressed=[finding(1, 1, 1)])
    assert line == "Found 1 mistake in the input, 1 error; 1 suppressed by comments."


TEXTS = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\n"), max_size=120)


@given(TEXTS, st.integers(0, 130), st.integers(0, 130), st.integers(12, 200))
def test_a_window_fits_and_its_caret_stands_under_the_passage(
    line: str, start: int, length: int, columns: int
) -> None:
    seen = window(line, start, start + length, columns)
    assert width(seen.text) <= columns
    assert seen.indent <= width(seen.text)
    assert seen.length >= 1
    passage = line[start : start + length]
    if passage and start < len(line):
        under = seen.text[_first_at(seen.text, seen.indent) :]
        first = printable(passage[0])
        assert under.startswith((first, ELLIPSIS)) or width(first) == 0


def _first_at(text: str, column: int) -> int:
    return next((index for index in range(len(text) + 1) if width(text[:index]) >= column), len(text))


@given(TEXTS)
def test_a_line_that_fits_is_shown_whole(line: str) -> None:
    assert window(line, 0, 1, None).text == printable(line)
    assert window(line, 0, 1, max(12, width(printable(line)))).text == printable(line)
