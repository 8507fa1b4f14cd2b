"""Findings as SARIF 2.1.0 (OASIS), which code hosts and editors show beside the file.

https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html; the numbers below are its
sections. Columns count Unicode code points (3.14.17), as ours do.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from toolkit import __version__
from toolkit.check import registry
from toolkit.check.baseline import fingerprint
from toolkit.check.places import relative_posix
from toolkit.check.report.common import pick
from toolkit.check.verdict import Verdict
from toolkit.messages import translated
from toolkit.model.diagnostic import Abstention, Finding, Fix, Problem, Severity
from toolkit.model.source import Span

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note"}
_BASE = "SRCROOT"


def sarif_report(verdicts: Sequence[Verdict], *, base: Path, language: str = "en") -> str:
    """One run for all manuscripts, as JSON text. Addresses of files are relative to `base`."""
    codes = sorted({code for verdict in verdicts for code in verdict.result.rules})
    shape = _Shape(base, language, codes)
    run = {
        "tool": {
            "driver": {
                "name": "review",
                "fullName": "Review Toolkit",
                "version": __version__,
                "language": "zh-CN" if language == "zh" else "en",
                "rules": [shape.rule(code) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_BASE: {"uri": base.absolute().as_uri().rstrip("/") + "/"}},
        "invocations": [
            {
                "executionSuccessful": not any(verdict.problems for verdict in verdicts),
                "toolExecutionNotifications": [
                    *(shape.problem(problem) for verdict in verdicts for problem in verdict.problems),
                    *(shape.abstention(item) for verdict in verdicts for item in verdict.result.abstentions),
                ],
            }
        ],
        "results": [result for verdict in verdicts for result in shape.results(verdict)],
    }
    report = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(report, ensure_ascii=False, indent=2) + "\n"


class _Shape:
    """Turns what was found into objects of the standard."""

    def __init__(self, base: Path, language: str, codes: Sequence[str]) -> None:
        self.base = base
        self.language = language
        self.index = {code: number for number, code in enumerate(codes)}

    def rule(self, code: str) -> dict[str, Any]:
        """A reportingDescriptor (3.49)."""
        entry = registry.by_code()[code]
        page = entry.page(self.language)
        return {
            "id": code,
            "name": entry.name,
            "shortDescription": {"text": entry.summary(self.language)},
            "help": {"text": page, "markdown": page},
            "defaultConfiguration": {"level": _LEVELS[entry.rule.severity]},
        }

    def results(self, verdict: Verdict) -> Iterable[dict[str, Any]]:
        has_baseline = bool(verdict.result.known)
        for finding in verdict.result.findings:
            yield self._result(finding, verdict, "new" if has_baseline else "")
        for finding in verdict.result.known:
            yield self._result(finding, verdict, "unchanged")
        for finding in verdict.result.suppressed:
            suppressed = self._result(finding, verdict, "")
            yield {**suppressed, "suppressions": [{"kind": "inSource"}]}

    def _result(self, finding: Finding, verdict: Verdict, state: str) -> dict[str, Any]:
        """A result (3.27)."""
        text = pick(finding.message, self.language)
        remedy = pick(finding.help, self.language)
        result: dict[str, Any] = {
            "ruleId": finding.code,
            "level": _LEVELS[finding.severity],
            "message": {"text": f"{text}\n{remedy}" if remedy else text},
            "locations": self._locations(finding.span, verdict),
            "partialFingerprints": {"review/v1": fingerprint(finding, verdict.sources)},
        }
        if finding.code in self.index:
            result["ruleIndex"] = self.index[finding.code]
        if state:
            result["baselineState"] = state
        if finding.fix and finding.fix.edits:
            result["fixes"] = [self._fix(finding.fix)]
        return result

    def _locations(self, span: Span | None, verdict: Verdict | None = None) -> list[dict[str, Any]]:
        if span is None:
            return []
        region: dict[str, Any] = _region(span)
        lines = verdict.sources.get(span.path, "").split("\n") if verdict else []
        if span.line == span.end_line and span.line <= len(lines):
            region["snippet"] = {"text": lines[span.line - 1][span.column - 1 : span.end_column - 1]}
        return [{"physicalLocation": {"artifactLocation": self._address(span.path), "region": region}}]

    def _address(self, path: Path) -> dict[str, str]:
        """An artifactLocation (3.4): relative to the base, unless it lies on another drive."""
        relative = relative_posix(path, self.base)
        if Path(relative).is_absolute():
            return {"uri": path.as_uri()}
        return {"uri": quote(relative), "uriBaseId": _BASE}

    def _fix(self, fix: Fix) -> dict[str, Any]:
        """A fix (3.55), its edits grouped by file."""
        by_path: dict[Path, list[dict[str, Any]]] = {}
        for edit in fix.edits:
            replacement = {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}
            by_path.setdefault(edit.span.path, []).append(replacement)
        changes = [
            {"artifactLocation": self._address(path), "replacements": replacements}
            for path, replacements in by_path.items()
        ]
        return {"description": {"text": pick(fix.message, self.language)}, "artifactChanges": changes}

    def problem(self, problem: Problem) -> dict[str, Any]:
        """A notification (3.58)."""
        parts = (translated(part, self.language) for part in (problem.message, problem.help) if part)
        text = "\n".join(parts)
        return {"level": "error", "message": {"text": text}, "locations": self._locations(problem.span)}

    def abstention(self, abstention: Abstention) -> dict[str, Any]:
        return {
            "level": "note",
            "message": {"text": pick(abstention.reason, self.language)},
            "associatedRule": {"id": abstention.code},
        }


def _region(span: Span) -> dict[str, Any]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
