"""Findings for programs, as JSON of a fixed shape.

```
{
  "version": 1,                     rises only when a field changes its meaning or goes
  "language": "en",                 of message, help, reason
  "findings": [{
    "code": "CIT001", "name": "unknown-citation-key", "severity": "error|warning|hint",
    "message": "…", "help": "…",
    "path": "sections/01.md",       from the base folder, with "/"; null if it has no place
    "line": 12, "column": 9,        from 1, in Unicode code points; null if it has no place
    "end_line": 12, "end_column": 17,            exclusive
    "fix": null | {"message": "…", "applicability": "safe|unsafe|display",
                   "edits": [{"path", "line", "column", "end_line", "end_column", "text"}]}
  }],
  "suppressed": […],                the same shape: findings that a comment silences
  "baseline": […],                  the same shape: findings that a baseline knows
  "abstentions": [{"code", "name", "reason"}],
  "problems": [{"message", "help", "path", "line", "column", "end_line", "end_column"}],
  "counts": {"errors", "warnings", "hints", "suppressed", "baseline", "abstentions",
             "problems"},
  "rules": ["ABB001", …]            that ran
}
```
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from toolkit.check.places import relative_posix
from toolkit.check.report.common import pick, rule_name
from toolkit.check.run import CheckResult
from toolkit.messages import translated
from toolkit.model.diagnostic import Abstention, Finding, Fix, Problem, Severity
from toolkit.model.source import Span

VERSION = 1


def json_report(
    result: CheckResult,
    *,
    problems: Sequence[Problem] = (),
    base: Path | None = None,
    language: str = "en",
) -> str:
    """The report as JSON text, with a final line break. Paths are seen from `base` (the current folder)."""
    shape = _Shape(base or Path.cwd(), language)
    report = {
        "version": VERSION,
        "language": language,
        "findings": [shape.finding(finding) for finding in result.findings],
        "suppressed": [shape.finding(finding) for finding in result.suppressed],
        "baseline": [shape.finding(finding) for finding in result.known],
        "abstentions": [shape.abstention(abstention) for abstention in result.abstentions],
        "problems": [
            {
                "message": translated(problem.message, language),
                "help": translated(problem.help, language),
                **shape.place(problem.span),
            }
            for problem in problems
        ],
        "counts": {
            "errors": result.count(Severity.ERROR),
            "warnings": result.count(Severity.WARNING),
            "hints": result.count(Severity.HINT),
            "suppressed": len(result.suppressed),
            "baseline": len(result.known),
            "abstentions": len(result.abstentions),
            "problems": len(problems),
        },
        "rules": list(result.rules),
    }
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


class _Shape:
    """Turns findings into plain data."""

    def __init__(self, base: Path, language: str) -> None:
        self.base = base
        self.language = language

    def finding(self, finding: Finding) -> dict[str, Any]:
        return {
            "code": finding.code,
            "name": rule_name(finding.code),
            "severity": finding.severity.value,
            "message": pick(finding.message, self.language),
            "help": pick(finding.help, self.language),
            **self.place(finding.span),
            "fix": self._fix(finding.fix) if finding.fix else None,
        }

    def abstention(self, abstention: Abstention) -> dict[str, Any]:
        return {
            "code": abstention.code,
            "name": rule_name(abstention.code),
            "reason": pick(abstention.reason, self.language),
        }

    def place(self, span: Span | None) -> dict[str, Any]:
        if span is None:
            return dict.fromkeys(("path", "line", "column", "end_line", "end_column"))
        return {
            "path": relative_posix(span.path, self.base),
            "line": span.line,
            "column": span.column,
            "end_line": span.end_line,
            "end_column": span.end_column,
        }

    def _fix(self, fix: Fix) -> dict[str, Any]:
        return {
            "message": pick(fix.message, self.language),
            "applicability": fix.applicability.value,
            "edits": [{**self.place(edit.span), "text": edit.text} for edit in fix.edits],
        }
