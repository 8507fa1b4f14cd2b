"""Findings as JUnit XML, which CI systems show as tests: a suite per manuscript, a test per finding.

Attributes as in the schema that Jenkins, GitLab and Azure read. A manuscript without findings
is one test that passed; what could not be judged is a skipped one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree as ET

from toolkit.check.places import relative_posix
from toolkit.check.report.common import pick, rule_name
from toolkit.check.report.display import printable
from toolkit.check.verdict import Verdict
from toolkit.messages import translated
from toolkit.model.diagnostic import Abstention, Finding, Problem
from toolkit.model.source import Span


def junit_report(verdicts: Sequence[Verdict], *, base: Path, language: str = "en") -> str:
    """An XML document; paths are seen from `base`."""
    page = _Page(base, language)
    suites = [page.suite(verdict) for verdict in verdicts]
    root = ET.Element("testsuites", name="review check")
    for key in ("tests", "failures", "errors", "skipped"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in suites)))
    root.extend(suites)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


class _Page:
    def __init__(self, base: Path, language: str) -> None:
        self.base = base
        self.language = language

    def suite(self, verdict: Verdict) -> ET.Element:
        result = verdict.result
        name = relative_posix(verdict.root, self.base)
        cases = [self._problem(problem) for problem in verdict.problems]
        cases += [self._finding(finding) for finding in result.findings]
        cases += [self._abstention(abstention) for abstention in result.abstentions]
        if not (verdict.problems or result.findings):
            cases.insert(0, ET.Element("testcase", name="review check", classname=_valid(name), time="0"))
        _number_repeats(cases)
        counts = {
            "tests": len(cases),
            "failures": len(result.findings),
            "errors": len(verdict.problems),
            "skipped": len(result.abstentions),
        }
        suite = ET.Element("testsuite", name=_valid(name), time="0")
        for key, count in counts.items():
            suite.set(key, str(count))
        suite.extend(cases)
        return suite

    def _problem(self, problem: Problem) -> ET.Element:
        case = self._case("unreadable-input", problem.span)
        message, remedy = (translated(text, self.language) for text in (problem.message, problem.help))
        self._outcome(case, "error", "problem", message, remedy, problem.span)
        return case

    def _finding(self, finding: Finding) -> ET.Element:
        case = self._case(f"{finding.code} {rule_name(finding.code)}".strip(), finding.span)
        message, remedy = pick(finding.message, self.language), pick(finding.help, self.language)
        self._outcome(case, "failure", finding.severity.value, message, remedy, finding.span)
        return case

    def _abstention(self, abstention: Abstention) -> ET.Element:
        case = self._case(f"{abstention.code} {rule_name(abstention.code)}".strip(), None)
        ET.SubElement(case, "skipped", message=_valid(pick(abstention.reason, self.language)))
        return case

    def _case(self, name: str, span: Span | None) -> ET.Element:
        case = ET.Element("testcase", name=name, time="0")
        if span is None:
            case.set("classname", "review")
            return case
        path = _valid(relative_posix(span.path, self.base))
        case.set("name", f"{name} {span.line}:{span.column}")
        case.set("classname", path)
        case.set("file", path)
        case.set("line", str(span.line))
        return case

    def _outcome(
        self, case: ET.Element, tag: str, kind: str, message: str, remedy: str, span: Span | None
    ) -> None:
        """A failure or error; its text is what most CI systems show."""
        outcome = ET.SubElement(case, tag, type=kind, message=_valid(message))
        place = f"{relative_posix(span.path, self.base)}:{span.line}:{span.column}" if span else ""
        outcome.text = _valid("\n".join(filter(None, (place, message, remedy))))


def _number_repeats(cases: Sequence[ET.Element]) -> None:
    """Give every test a name of its own: GitLab shows only one of those with one name and class."""
    seen: Counter[tuple[str, str]] = Counter()
    for case in cases:
        key = (case.get("classname", ""), case.get("name", ""))
        seen[key] += 1
        if seen[key] > 1:
            case.set("name", f"{key[1]} ({seen[key]})")


def _valid(text: str) -> str:
    """The text without what XML 1.0 forbids; line breaks stay."""
    return "\n".join(map(printable, text.split("\n")))
