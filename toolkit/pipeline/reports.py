"""What was found, as text or data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from toolkit.model.diagnostic import Problem, Severity
from toolkit.pipeline.checking import Checked


def report(
    checked: Checked,
    *,
    errors_only: bool = False,
    colour: bool = False,
    width: int | None = None,
    language: str = "en",
) -> str:
    """Problems and findings as text, each with its line and a caret; a summary is not in it."""
    from toolkit.check.report.text import text_report

    findings = checked.result.findings
    return text_report(
        tuple(f for f in findings if f.severity is Severity.ERROR) if errors_only else findings,
        problems=checked.problems,
        abstentions=() if errors_only else checked.result.abstentions,
        sources=checked.loaded.sources,
        width=width,
        colour=colour,
        language=language,
    )


def summary(checks: Sequence[Checked], *, language: str = "en") -> str:
    """One line that counts what was found."""
    from toolkit.check.report.text import summary as count
    from toolkit.check.run import CheckResult

    result = CheckResult.merged(checked.result for checked in checks)
    return count(
        result.findings,
        problems=[problem for checked in checks for problem in checked.problems],
        abstentions=result.abstentions,
        suppressed=result.suppressed,
        rules=result.rules,
        language=language,
    )


def report_json(checks: Sequence[Checked], *, language: str = "en") -> str:
    """Everything found, as JSON for other programs."""
    from toolkit.check.report.json import json_report
    from toolkit.check.run import CheckResult

    return json_report(
        CheckResult.merged(checked.result for checked in checks),
        problems=[problem for checked in checks for problem in checked.problems],
        language=language,
    )


def report_problems(
    problems: Sequence[Problem],
    sources: Mapping[Path, str],
    *,
    colour: bool = False,
    width: int | None = None,
    language: str = "en",
) -> str:
    """Unreadable input as text: place, line, what is wrong, what to do."""
    from toolkit.check.report.text import text_report

    return text_report((), problems=problems, sources=sources, colour=colour, width=width, language=language)
