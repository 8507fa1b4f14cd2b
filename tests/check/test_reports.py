"""The reports for machines: SARIF, JUnit, GitHub, one line each; and the counts."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest

from toolkit.check.report.concise import concise_report
from toolkit.check.report.github import github_report
from toolkit.check.report.junit import junit_report
from toolkit.check.report.sarif import sarif_report
from toolkit.check.report.statistics import statistics, statistics_json
from toolkit.check.run import CheckResult
from toolkit.check.verdict import Verdict
from toolkit.model.diagnostic import Abstention, Applicability, Edit, Finding, Fix, Problem, Severity
from toolkit.model.source import Span

BASE = Path("/work")
FILE = BASE / "sections" / "01 引言.md"
TEXT = "外泌体可显着促进愈合[@nokey]。\n"
SLIP = Span.at(FILE, 1, 5, 2)
FIX = Fix({"en": "write `显著`", "zh": "改为 `显著`"}, (Edit(SLIP, "显著"),), Applicability.SAFE)
FINDINGS = (
    Finding(
        "TYP016", Severity.WARNING, {"en": "a slip: 5%, so", "zh": "错字"}, SLIP, {"en": "mend\nit"}, FIX
    ),
    Finding("CIT001", Severity.ERROR, {"en": "no key", "zh": "没有此键"}, Span.at(FILE, 1, 12, 6)),
    Finding("JRN001", Severity.HINT, {"en": "too \x1b[31mlong"}, None),
)
RESULT = CheckResult(
    FINDINGS,
    (Abstention("CIT003", {"en": "why", "zh": "原因"}),),
    suppressed=(replace(FINDINGS[0], fix=None),),
    rules=("CIT001", "CIT003", "JRN001", "TYP016"),
)
UNREAD = Problem("cannot be read", Span.at(BASE / "review.yaml", 3, 1), "mend it")
VERDICT = Verdict(BASE, RESULT, (UNREAD,), {FILE: TEXT}, "题名")
CLEAN = Verdict(BASE / "other", CheckResult(rules=("CIT001",)), title="Clean")
BOTH = (VERDICT, CLEAN)


def test_concise() -> None:
    assert concise_report(BOTH, base=BASE) == (
        "review.yaml:3:1: error: cannot be read\n"
        f"{Path('sections/01 引言.md')}:1:5: warning TYP016 [*] a slip: 5%, so\n"
        f"{Path('sections/01 引言.md')}:1:12: error CIT001 no key\n"
        "hint JRN001 too ␛[31mlong\n"
    )
    assert "错误 CIT001 没有此键" in concise_report(BOTH, base=BASE, language="zh")


def test_github_escapes_what_its_runner_decodes() -> None:
    place = "file=sections/01 引言.md,line=1,endLine=1"
    assert github_report(BOTH, base=BASE).splitlines() == [
        "::error file=review.yaml,line=3,endLine=3,col=1,endColumn=1,title=review::cannot be read%0Amend it",
        f"::warning {place},col=5,endColumn=7,title=TYP016 wrong-character::a slip: 5%25, so%0Amend%0Ait",
        f"::error {place},col=12,endColumn=18,title=CIT001 unknown-citation-key::no key",
        "::notice title=JRN001 abstract-length::too \x1b[31mlong",
    ]
    odd = replace(FINDINGS[1], span=Span.at(BASE / "a,b:c%.md", 2))
    assert "file=a%2Cb%3Ac%25.md," in github_report([Verdict(BASE, CheckResult((odd,)))], base=BASE)


def test_github_sees_paths_from_its_checkout(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(BASE.parent))
    assert "file=work/review.yaml," in github_report([VERDICT], base=BASE)


def test_junit_counts_and_names() -> None:
    root = ET.fromstring(junit_report(BOTH, base=BASE))
    assert {key: root.get(key) for key in ("tests", "failures", "errors", "skipped")} == {
        "tests": "6",
        "failures": "3",
        "errors": "1",
        "skipped": "1",
    }
    first, second = root.findall("testsuite")
    assert [case.get("name") for case in first] == [
        "unreadable-input 3:1",
        "TYP016 wrong-character 1:5",
        "CIT001 unknown-citation-key 1:12",
        "JRN001 abstract-length",
        "CIT003 narrative-name-mismatch",
    ]
    failure = first.find("testcase/failure")
    assert failure is not None
    assert failure.text == "sections/01 引言.md:1:5\na slip: 5%, so\nmend\nit"
    assert [len(case) for case in second] == [0], "a manuscript without findings is a test that passed"


SPAN = {
    "type": "object",
    "properties": {name: {"type": "integer", "minimum": 1} for name in (
        "startLine", "startColumn", "endLine", "endColumn")} | {"snippet": {"required": ["text"]}},
    "required": ["startLine"],
    "additionalProperties": False,
}  # fmt: skip
ADDRESS = {
    "type": "object",
    "properties": {"uri": {"type": "string", "format": "uri-reference"}, "uriBaseId": {"type": "string"}},
    "additionalProperties": False,
}
MESSAGE = {"type": "object", "required": ["text"], "additionalProperties": False, "properties": {"text": {}}}
LOCATIONS = {
    "type": "array",
    "items": {
        "required": ["physicalLocation"],
        "properties": {
            "physicalLocation": {
                "required": ["artifactLocation"],
                "properties": {"artifactLocation": ADDRESS, "region": SPAN},
                "additionalProperties": False,
            }
        },
    },
}
LEVEL = {"enum": ["none", "note", "warning", "error"]}
FIXES = {
    "type": "array",
    "minItems": 1,
    "items": {
        "required": ["artifactChanges"],
        "properties": {
            "description": MESSAGE,
            "artifactChanges": {
                "type": "array",
                "minItems": 1,
                "items": {
                    "required": ["artifactLocation", "replacements"],
                    "properties": {
                        "artifactLocation": ADDRESS,
                        "replacements": {
                            "type": "array",
                            "minItems": 1,
                            "items": {
                                "required": ["deletedRegion"],
                                "properties": {"deletedRegion": SPAN, "insertedContent": MESSAGE},
                                "additionalProperties": False,
                            },
                        },
                    },
                    "additionalProperties": False,
                },
            },
        },
        "additionalProperties": False,
    },
}
RESULT_SCHEMA = {
    "required": ["message"],
    "properties": {
        "ruleId": {"type": "string"},
        "ruleIndex": {"type": "integer", "minimum": -1},
        "level": LEVEL,
        "message": MESSAGE,
        "locations": LOCATIONS,
        "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
        "baselineState": {"enum": ["new", "unchanged", "updated", "absent"]},
        "suppressions": {
            "items": {"required": ["kind"], "properties": {"kind": {"enum": ["inSource", "external"]}}}
        },
        "fixes": FIXES,
    },
    "additionalProperties": False,
}
DRIVER = {
    "required": ["name"],
    "properties": {
        "rules": {
            "uniqueItems": True,
            "items": {
                "required": ["id"],
                "properties": {
                    "shortDescription": MESSAGE,
                    "help": {"required": ["text"]},
                    "defaultConfiguration": {"properties": {"level": LEVEL}},
                },
            },
        }
    },
}
SARIF = {
    "type": "object",
    "required": ["version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "items": {
                "required": ["tool"],
                "properties": {
                    "tool": {"required": ["driver"], "properties": {"driver": DRIVER}},
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "results": {"type": "array", "items": RESULT_SCHEMA},
                    "invocations": {
                        "items": {
                            "required": ["executionSuccessful"],
                            "properties": {
                                "toolExecutionNotifications": {
                                    "items": {
                                        "required": ["message"],
                                        "properties": {
                                            "message": MESSAGE,
                                            "level": LEVEL,
                                            "locations": LOCATIONS,
                                            "associatedRule": {"type": "object"},
                                        },
                                        "additionalProperties": False,
                                    }
                                }
                            },
                        }
                    },
                },
            },
        },
    },
    "additionalProperties": False,
    "patternProperties": {r"^\$schema$": {"format": "uri"}},
}
"""The part of the schema of SARIF 2.1.0 that a report of ours uses, with what the standard requires."""


def test_junit_names_every_test_once() -> None:
    """GitLab and Jenkins tell tests apart by class and name."""
    finding = BOTH[0].result.findings[0]
    result = replace(BOTH[0].result, findings=(finding, finding, finding))
    root = ET.fromstring(junit_report([replace(BOTH[0], result=result)], base=BASE))
    names = [(case.get("classname"), case.get("name")) for case in root.iter("testcase")]
    assert len(set(names)) == len(names) >= 3


def test_sarif_is_as_the_standard_requires() -> None:
    report = json.loads(sarif_report(BOTH, base=BASE))
    jsonschema.validate(report, SARIF, format_checker=jsonschema.FormatChecker())
    (run,) = report["runs"]
    assert [result["ruleId"] for result in run["results"]] == ["TYP016", "CIT001", "JRN001", "TYP016"]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    first = run["results"][0]
    place = first["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": "sections/01%20%E5%BC%95%E8%A8%80.md", "uriBaseId": "SRCROOT"}
    assert place["region"]["snippet"] == {"text": "显着"}
    assert first["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"] == {"text": "显著"}
    assert run["results"][-1]["suppressions"] == [{"kind": "inSource"}]
    assert run["invocations"][0]["executionSuccessful"] is False
    levels = [item["level"] for item in run["invocations"][0]["toolExecutionNotifications"]]
    assert levels == ["error", "note"]


def test_sarif_says_what_a_baseline_knows() -> None:
    known = Verdict(
        BASE, CheckResult(FINDINGS[:1], known=FINDINGS[1:2], rules=RESULT.rules), sources={FILE: TEXT}
    )
    results = json.loads(sarif_report([known], base=BASE))["runs"][0]["results"]
    assert [result["baselineState"] for result in results] == ["new", "unchanged"]


def test_statistics_count_by_rule_the_most_frequent_first() -> None:
    many = Verdict(BASE, CheckResult((*FINDINGS, *FINDINGS[1:2] * 10)))
    assert statistics([many]) == (
        "11  CIT001  [ ] unknown-citation-key\n 1  JRN001  [ ] abstract-length\n"
        " 1  TYP016  [*] wrong-character\n"
    )
    assert json.loads(statistics_json([many]))[0] == {
        "code": "CIT001",
        "name": "unknown-citation-key",
        "count": 11,
        "fixable": 0,
    }
    assert statistics([CLEAN]) == ""
