"""Findings as annotations of GitHub Actions: workflow commands on standard output.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from toolkit.check.places import relative_posix
from toolkit.check.report.common import pick, rule_name
from toolkit.check.verdict import Verdict, all_problems, all_results
from toolkit.messages import translated
from toolkit.model.diagnostic import Finding, Problem, Severity
from toolkit.model.source import Span

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice"}


def github_report(verdicts: Sequence[Verdict], *, base: Path, language: str = "en") -> str:
    """One command a line. GitHub finds files by their path from the top of the checkout."""
    base = Path(os.environ.get("GITHUB_WORKSPACE") or base)
    lines = [
        _command("error", problem.span, base, "review", _text(problem, language))
        for problem in all_problems(verdicts)
    ]
    lines += [_annotation(finding, base, language) for finding in all_results(verdicts).findings]
    return "".join(f"{line}\n" for line in lines)


def _text(problem: Problem, language: str) -> str:
    return "\n".join(translated(text, language) for text in (problem.message, problem.help) if text)


def _annotation(finding: Finding, base: Path, language: str) -> str:
    title = f"{finding.code} {rule_name(finding.code)}".strip()
    text = "\n".join(filter(None, (pick(finding.message, language), pick(finding.help, language))))
    return _command(_LEVELS[finding.severity], finding.span, base, title, text)


def _command(level: str, span: Span | None, base: Path, title: str, text: str) -> str:
    properties: dict[str, object] = {}
    if span is not None:
        properties = {"file": relative_posix(span.path, base), "line": span.line, "endLine": span.end_line}
        if span.line == span.end_line:  # GitHub takes columns on one line only
            properties |= {"col": span.column, "endColumn": span.end_column}
    properties["title"] = title
    shown = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in properties.items())
    return f"::{level} {shown}::{_escaped(text)}"


def _escaped(text: str, more: str = "") -> str:
    """With `%`, line breaks and the characters `more` as the runner decodes them."""
    for char in "%\r\n" + more:
        text = text.replace(char, f"%{ord(char):02X}")
    return text
