"""The report for programs keeps its shape."""

from __future__ import annotations

import json
from pathlib import Path

from toolkit.check.report.json import json_report
from toolkit.check.run import CheckResult
from toolkit.model.diagnostic import Abstention, Applicability, Edit, Finding, Fix, Problem, Severity
from toolkit.model.source import Span

BASE = Path("/work")
SPAN = Span.at(BASE / "refs.bib", 3, 7, 5)
FIX = Fix({"en": "write `x`", "zh": "应写作 `x`"}, (Edit(SPAN, "x"),), Applicability.SAFE)
RESULT = CheckResult(
    findings=(
        Finding(
            "REF003", Severity.WARNING, {"en": "bad", "zh": "有误"}, SPAN, {"en": "mend", "zh": "更正"}, FIX
        ),
        Finding("CIT001", Severity.ERROR, {"en": "none"}, None),
    ),
    abstentions=(Abstention("CIT003", {"en": "why", "zh": "原因"}),),
    suppressed=(Finding("CIT002", Severity.WARNING, {"en": "silent"}, SPAN),),
    rules=("CIT001", "REF003"),
)
PLACE = {"path": "refs.bib", "line": 3, "column": 7, "end_line": 3, "end_column": 12}
NOWHERE = {"path": None, "line": None, "column": None, "end_line": None, "end_column": None}


def test_the_whole_shape() -> None:
    report = json.loads(json_report(RESULT, problems=[Problem("unread", SPAN, "do")], base=BASE))
    assert report == {
        "version": 1,
        "language": "en",
        "findings": [
            {
                "code": "REF003",
                "name": "malformed-doi",
                "severity": "warning",
                "message": "bad",
                "help": "mend",
                **PLACE,
                "fix": {
                    "message": "write `x`",
                    "applicability": "safe",
                    "edits": [{**PLACE, "text": "x"}],
                },
            },
            {
                "code": "CIT001",
                "name": "unknown-citation-key",
                "severity": "error",
                "message": "none",
                "help": "",
                **NOWHERE,
                "fix": None,
            },
        ],
        "suppressed": [
            {
                "code": "CIT002",
                "name": "uncited-reference",
                "severity": "warning",
                "message": "silent",
                "help": "",
                **PLACE,
                "fix": None,
            }
        ],
        "baseline": [],
        "abstentions": [{"code": "CIT003", "name": "narrative-name-mismatch", "reason": "why"}],
        "problems": [{"message": "unread", "help": "do", **PLACE}],
        "counts": {
            "errors": 1,
            "warnings": 1,
            "hints": 0,
            "suppressed": 1,
            "baseline": 0,
            "abstentions": 1,
            "problems": 1,
        },
        "rules": ["CIT001", "REF003"],
    }


def test_chinese_is_written_as_it_is() -> None:
    text = json_report(RESULT, base=BASE, language="zh")
    assert "有误" in text
    assert json.loads(text)["language"] == "zh"


def test_the_same_input_gives_the_same_text() -> None:
    assert json_report(RESULT, base=BASE) == json_report(RESULT, base=BASE)
    assert json_report(RESULT, base=BASE).endswith("}\n")
