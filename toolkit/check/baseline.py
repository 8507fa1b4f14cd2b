"""A baseline: the findings that are known and accepted, so that only new ones are reported.

A finding is recognised by its rule, the words it is about and the words around them, not by
its line: text may move and grow. Punctuation, blanks and case around it do not count, so that
mending one place does not make its neighbour new. What a message quotes between backquotes
counts too (the field that is missing), the rest of its wording does not. Where the same stands
several times, as many findings are known as the baseline counts.

The file is JSON, one entry a line, in an order that makes differences readable:

```
{"version": 1, "findings": [
{"code": "TYP016", "count": 1, "fingerprint": "5f0c…", "path": "sections/01.md", "text": "显着"}
]}
```
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from toolkit.check.places import relative_posix
from toolkit.check.run import CheckResult
from toolkit.check.verdict import Verdict
from toolkit.errors import ToolkitError
from toolkit.model.diagnostic import Finding
from toolkit.model.source import Span

VERSION = 1
_AROUND = 8
"""Letters and digits before and after the passage that make it known: so few that a sentence added
nearby rarely counts."""
_LONGEST = 80
"""Characters of a passage that count."""
_QUOTED = re.compile(r"`([^`]*)`")
_PLACE = re.compile(r":\d+(?::\d+)?$")


def fingerprint(finding: Finding, sources: Mapping[Path, str]) -> str:
    """What a finding is known by: 16 hexadecimal digits."""
    quoted = [_PLACE.sub("", part) for part in _QUOTED.findall(finding.message.get("en", ""))]
    before, passage, after = _around(finding.span, sources)
    parts = (finding.code, before, " ".join(passage.split()), after, *quoted)
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _around(span: Span | None, sources: Mapping[Path, str]) -> tuple[str, str, str]:
    """The words before a passage, its own (of the first line), and those after it."""
    lines = sources.get(span.path, "").split("\n") if span else []
    if span is None or not 1 <= span.line <= len(lines):
        return "", "", ""
    line = lines[span.line - 1]
    start = min(span.column - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    return (
        _letters(line[max(0, start - 8 * _AROUND) : start])[-_AROUND:],
        line[start:end][:_LONGEST],
        _letters(line[end : end + 8 * _AROUND])[:_AROUND],
    )


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def baseline_text(verdicts: Iterable[Verdict], base: Path) -> str:
    """The baseline file that makes every finding of these verdicts known, those of an older one included."""
    counts: Counter[tuple[str, str, str, str]] = Counter()
    for verdict in verdicts:
        for finding in (*verdict.result.findings, *verdict.result.known):
            path = relative_posix(finding.span.path, base) if finding.span else ""
            text = " ".join(_around(finding.span, verdict.sources)[1].split())
            counts[path, finding.code, fingerprint(finding, verdict.sources), text] += 1
    entries = [
        json.dumps(
            {"code": code, "count": count, "fingerprint": mark, "path": path, "text": text},
            ensure_ascii=False,
        )
        for (path, code, mark, text), count in sorted(counts.items())
    ]
    return f'{{"version": {VERSION}, "findings": [\n' + ",\n".join(entries) + "\n]}\n"


def read_baseline(text: str, path: Path) -> Counter[str]:
    """How often each fingerprint is known. Raises `ToolkitError` if this is no baseline."""
    try:
        data = json.loads(text)
        if data["version"] != VERSION:
            raise ToolkitError.of(
                f"the baseline has version {data['version']}; this toolkit reads version {VERSION}",
                Span.at(path),
                "write it anew with --write-baseline",
            )
        counts: Counter[str] = Counter()
        for entry in data["findings"]:
            counts[str(entry["fingerprint"])] += int(entry["count"])
    except json.JSONDecodeError as error:
        raise ToolkitError.of(
            f"the baseline is not valid JSON: {error.msg}",
            Span.at(path, error.lineno, error.colno),
            "restore the file, or write it anew with --write-baseline",
        ) from error
    except (KeyError, TypeError, ValueError) as error:
        raise ToolkitError.of(
            "the file is JSON, but no baseline of `review check`",
            Span.at(path),
            "name a file that --write-baseline wrote",
        ) from error
    return counts


def without_known(verdicts: Sequence[Verdict], known: Mapping[str, int]) -> tuple[list[Verdict], int]:
    """The verdicts with known findings put aside, and how many that the baseline knows are gone."""
    left = Counter(known)
    judged: list[Verdict] = []
    for verdict in verdicts:
        new: list[Finding] = []
        old: list[Finding] = []
        for finding in verdict.result.findings:
            mark = fingerprint(finding, verdict.sources)
            (old if left[mark] > 0 else new).append(finding)
            left[mark] -= 1
        result: CheckResult = replace(verdict.result, findings=tuple(new), known=tuple(old))
        judged.append(replace(verdict, result=result))
    return judged, sum(count for count in left.values() if count > 0)
