"""The runner: what runs, in which order findings come, what settings and comments do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.check.build import ROOT, TEXT, at, review, text
from toolkit.check.registry import matching
from toolkit.check.run import CheckResult, run_checks
from toolkit.check.selection import ignored_in_file, selected
from toolkit.errors import ToolkitError
from toolkit.model.block import Paragraph, Suppression
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.inline import Citation, CiteItem, Inline, ResolvedCitation
from toolkit.model.reference import Name, Reference
from toolkit.model.review import CheckSettings, Unresolved

NO_SETTINGS = CheckSettings()

# With no reference at all, unknown keys would be one finding.
KNOWN = Reference("known", "book")


def missing_key(key: str, line: int, column: int = 1) -> Unresolved:
    return Unresolved("citation", key, "", at(line, column, len(key) + 1))


def missing_note(name: str, line: int, column: int = 1) -> Unresolved:
    return Unresolved("footnote", name, "", at(line, column, len(name) + 3))


def comment(line: int, *codes: str, whole_file: bool = False) -> Suppression:
    return Suppression(codes, "a reason", line, at(line), whole_file)


def found(result: CheckResult) -> list[tuple[str, int]]:
    return [(finding.code, finding.span.line if finding.span else 0) for finding in result.findings]


def codes(settings: CheckSettings, select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> set[str]:
    return {entry.code for entry in selected(settings, select, ignore)}


class TestSelection:
    def test_without_settings_everything_runs(self) -> None:
        assert {"CIT001", "REF001", "ABB001"} <= codes(NO_SETTINGS)

    def test_select_leaves_only_what_it_names(self) -> None:
        assert codes(NO_SETTINGS, ("CIT", "REF001")) == matching("CIT") | {"REF001"}

    def test_ignore_takes_away(self) -> None:
        assert codes(NO_SETTINGS, ("CIT",), ("CIT002",)) == matching("CIT") - {"CIT002"}

    def test_the_more_exact_selector_decides_whichever_it_is(self) -> None:
        assert codes(NO_SETTINGS, ("CIT002",), ("CIT",)) == {"CIT002"}
        assert "CIT002" in codes(CheckSettings(ignore=("CIT",)), ("CIT002",))

    def test_of_two_equal_ones_ignore_decides(self) -> None:
        assert codes(NO_SETTINGS, ("CIT001",), ("CIT001",)) == set()

    def test_the_command_line_comes_before_the_settings(self) -> None:
        settings = CheckSettings(select=("REF",), ignore=("CIT002",))
        assert codes(settings) == matching("REF")
        assert codes(settings, ("CIT",)) == matching("CIT") - {"CIT002"}
        assert codes(settings, ("CIT002",)) == {"CIT002"}

    def test_a_name_is_as_exact_as_a_code(self) -> None:
        assert codes(NO_SETTINGS, ("uncited-reference",), ("CIT002",)) == set()
        assert codes(NO_SETTINGS, ("uncited-reference",), ("CIT",)) == {"CIT002"}

    def test_unknown_selectors_of_the_command_line_stop_the_run_with_the_nearest(self) -> None:
        with pytest.raises(ToolkitError) as caught:
            run_checks(review(), select=("CTI001",), ignore=("xyzzy",))
        messages = [(problem.message, problem.help) for problem in caught.value.problems]
        assert messages == [
            ("no check is called 'CTI001'", "did you mean 'CIT001'?"),
            ("no check is called 'xyzzy'", "`review explain --all` lists them"),
        ]

    def test_a_slip_in_the_settings_is_reported_even_if_nothing_else_runs(self) -> None:
        result = run_checks(review(settings=CheckSettings(select=("CTI",))))
        assert [finding.message["en"] for finding in result.findings] == ["no check is called `CTI`"]
        assert result.rules == ("PRJ002",)


class TestOrder:
    def test_findings_come_by_line_column_and_code(self) -> None:
        misses = [
            missing_key("b", 9),
            missing_note("c", 2, 5),
            missing_key("a", 2, 5),
            missing_key("z", 2, 1),
        ]
        result = run_checks(review(references=[KNOWN], unresolved=misses))
        assert found(result) == [("CIT001", 2), ("CIT001", 2), ("XRF002", 2), ("CIT001", 9)]

    def test_the_order_of_the_input_does_not_matter(self) -> None:
        misses = [missing_key(f"k{n % 7}", n % 5 + 1, n % 3 + 1) for n in range(30)]
        first = run_checks(review(references=[KNOWN], unresolved=misses))
        misses.sort(key=lambda miss: miss.name[::-1])
        assert run_checks(review(references=[KNOWN], unresolved=misses)).findings == first.findings

    def test_what_says_the_same_of_the_same_place_is_said_once(self) -> None:
        result = run_checks(review(references=[KNOWN], unresolved=[missing_key("a", 2), missing_key("a", 2)]))
        assert found(result) == [("CIT001", 2)]

    def test_merging_sorts_again(self) -> None:
        one = run_checks(review(references=[KNOWN], unresolved=[missing_key("a", 9)]), select=["CIT"])
        other = run_checks(review(references=[KNOWN], unresolved=[missing_note("b", 3)]), select=["XRF"])
        merged = CheckResult.merged([one, other])
        assert found(merged) == [("XRF002", 3), ("CIT001", 9)]
        assert merged.rules == tuple(sorted((matching("CIT") - {"CIT013", "CIT014"}) | matching("XRF")))


class TestSuppression:
    def test_a_comment_silences_its_line_only(self) -> None:
        result = run_checks(
            review(
                references=[KNOWN],
                unresolved=[missing_key("a", 2), missing_key("b", 3)],
                suppressions=[comment(2, "CIT001")],
            )
        )
        assert found(result) == [("CIT001", 3)]
        assert [finding.span.line for finding in result.suppressed if finding.span] == [2]

    def test_other_codes_are_not_silenced(self) -> None:
        misses = [missing_key("a", 2), missing_note("b", 2)]
        result = run_checks(review(references=[KNOWN], unresolved=misses, suppressions=[comment(2, "XRF")]))
        assert found(result) == [("CIT001", 2)]

    def test_a_whole_file_can_be_silenced(self) -> None:
        misses = [missing_key("a", 2), missing_key("b", 30)]
        result = run_checks(
            review(
                references=[KNOWN],
                unresolved=misses,
                suppressions=[comment(1, "unknown-citation-key", whole_file=True)],
            )
        )
        assert found(result) == []
        assert len(result.suppressed) == 2

    def test_a_comment_with_nothing_to_do_is_reported(self) -> None:
        result = run_checks(
            review(
                references=[KNOWN],
                unresolved=[missing_key("a", 2)],
                suppressions=[comment(2, "CIT001", "XRF002")],
            )
        )
        assert found(result) == [("PRJ001", 2)]
        assert "XRF002" in result.findings[0].message["en"]

    def test_a_comment_for_a_rule_that_did_not_run_is_not_judged(self) -> None:
        assert found(run_checks(review(suppressions=[comment(2, "CIT001")]), ignore=["CIT001"])) == []
        # `ABB` means several rules: all must have run.
        assert found(run_checks(review(suppressions=[comment(2, "ABB")]), ignore=["ABB001"])) == []
        assert found(run_checks(review(suppressions=[comment(2, "ABB")]))) == [("PRJ001", 2)]
        # Some of `CIT` run only with facts from outside: the comment may be there for them.
        assert found(run_checks(review(suppressions=[comment(2, "CIT")]))) == []

    def test_the_report_of_an_unused_comment_can_be_silenced_too(self) -> None:
        result = run_checks(review(suppressions=[comment(2, "CIT001"), comment(2, "PRJ001")]))
        assert found(result) == []
        assert [finding.code for finding in result.suppressed] == ["PRJ001"]


class TestFiles:
    def result(self, **files: tuple[str, ...]) -> CheckResult:
        settings = CheckSettings(files=files)
        return run_checks(
            review(references=[KNOWN], unresolved=[missing_key("a", 2)], settings=settings),
            select=["CIT", "XRF"],
        )

    @pytest.mark.parametrize("pattern", ["sections/*.md", "sections/01.md", "01.md", "*.md"])
    def test_codes_are_ignored_in_files_that_a_pattern_fits(self, pattern: str) -> None:
        assert found(self.result(**{pattern: ("CIT",)})) == []

    @pytest.mark.parametrize("pattern", ["evidence/*", "02.md", "sections"])
    def test_and_in_no_others(self, pattern: str) -> None:
        assert found(self.result(**{pattern: ("CIT",)})) == [("CIT001", 2)]

    def test_other_codes_stay(self) -> None:
        assert found(self.result(**{"*.md": ("XRF",)})) == [("CIT001", 2)]

    def test_a_shared_bibliography_is_named_by_its_path(self) -> None:
        span = at(1, path=ROOT.parent.parent / "references" / "stem.bib")
        finding = Finding("REF003", Severity.WARNING, {"en": "x"}, span)
        assert ignored_in_file(finding, {"../../references/*.bib": ["REF"]}, ROOT)
        assert not ignored_in_file(finding, {"references/*.bib": ["REF"]}, ROOT)


def test_a_rule_of_another_input_does_not_run() -> None:
    result = run_checks(review([Paragraph((text("Text"),))]), source="manuscript")
    assert "CIT003" in result.rules
    assert "EVD001" not in result.rules


def test_severities_are_counted() -> None:
    result = run_checks(
        review(references=[KNOWN], unresolved=[missing_key("a", 2)], suppressions=[comment(5, "XRF")])
    )
    assert (result.count(Severity.ERROR), result.count(Severity.WARNING)) == (1, 1)


def test_a_shown_path_is_the_authors() -> None:
    result = run_checks(review(references=[KNOWN], unresolved=[missing_key("a", 2)]))
    assert result.findings[0].span is not None
    assert result.findings[0].span.path == TEXT


PROSE = st.text(
    alphabet="AaYyBb19α-‐/@.,;:()（），。、；： 等人和图表见细胞王明TablefigNCT\n\\*", max_size=80
)


@given(st.lists(PROSE, min_size=1, max_size=4), st.booleans())
def test_any_prose_can_be_checked(parts: list[str], cited: bool) -> None:
    """No rule stumbles over odd text, and every finding points into its line."""
    nodes: list[Inline] = []
    for number, part in enumerate(parts, 1):
        nodes.append(text(part, number))
        keys = ("yang",) if cited else ()
        nodes.append(ResolvedCitation(Citation((CiteItem("yang"),), span=at(number, 90, 7)), (), keys))
    work = Reference("yang", "article-journal", names={"author": (Name("Yang", "Li"),)}, span=at(1))
    for finding in run_checks(review([Paragraph(tuple(nodes))], references=[work])).findings:
        assert finding.span is not None
        assert 1 <= finding.span.line <= len(parts)
        assert 1 <= finding.span.column <= finding.span.end_column
