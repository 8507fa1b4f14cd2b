"""Findings on a line each, for editors and `grep`: `sections/01.md:6:201: error CIT001 no bibliography …`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from toolkit.check.mendable import mended
from toolkit.check.report.common import SEVERITIES, pick, say, shown_path
from toolkit.check.report.display import printable
from toolkit.check.report.text import MENDABLE
from toolkit.check.verdict import Verdict, all_problems, all_results
from toolkit.messages import translated
from toolkit.model.diagnostic import Applicability, Finding, Severity
from toolkit.model.source import Span


def concise_report(verdicts: Sequence[Verdict], *, base: Path, language: str = "en") -> str:
    """All problems, then all findings; paths are seen from `base`."""
    error = say(SEVERITIES[Severity.ERROR], language)
    lines = [
        f"{_place(problem.span, base)}{error}: {printable(translated(problem.message, language))}"
        for problem in all_problems(verdicts)
    ]
    lines += [_line(finding, base, language) for finding in all_results(verdicts).findings]
    return "".join(f"{line}\n" for line in lines)


def _line(finding: Finding, base: Path, language: str) -> str:
    severity = say(SEVERITIES[finding.severity], language)
    mark = f" {MENDABLE}" if mended(finding) is Applicability.SAFE else ""
    message = printable(" ".join(pick(finding.message, language).split()))
    return f"{_place(finding.span, base)}{severity} {finding.code}{mark} {message}"


def _place(span: Span | None, base: Path) -> str:
    return f"{printable(shown_path(span.path, base))}:{span.line}:{span.column}: " if span else ""
