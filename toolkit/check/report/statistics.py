"""How often each rule found something."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from toolkit.check.mendable import mended
from toolkit.check.report.common import rule_name
from toolkit.check.report.text import MENDABLE
from toolkit.check.verdict import Verdict, all_results
from toolkit.model.diagnostic import Applicability, Finding


def statistics(verdicts: Sequence[Verdict]) -> str:
    """A line per rule, the most frequent first: number, code, whether `--fix` mends all or some, name.

    ```
    12  TYP016  [*] wrong-character
     3  CIT001  [ ] unknown-citation-key
    ```
    """
    findings = all_results(verdicts).findings
    counts = _ordered(findings)
    if not counts:
        return ""
    width = len(str(counts[0][1]))
    lines = [
        f"{count:>{width}}  {code}  {MENDABLE if _safe(findings, code) else '[ ]'} {rule_name(code)}"
        for code, count in counts
    ]
    return "\n".join(lines) + "\n"


def statistics_json(verdicts: Sequence[Verdict]) -> str:
    """The same as JSON: a list of `{"code", "name", "count", "fixable"}`, `fixable` counting safe fixes."""
    findings = all_results(verdicts).findings
    data = [
        {"code": code, "name": rule_name(code), "count": count, "fixable": _safe(findings, code)}
        for code, count in _ordered(findings)
    ]
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _ordered(findings: Sequence[Finding]) -> list[tuple[str, int]]:
    counts = Counter(finding.code for finding in findings)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _safe(findings: Sequence[Finding], code: str) -> int:
    """How many findings of a rule `--fix` mends."""
    return sum(finding.code == code and mended(finding) is Applicability.SAFE for finding in findings)
