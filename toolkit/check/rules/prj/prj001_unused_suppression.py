"""A comment silences a check that finds nothing there.

忽略检查的注释没有可忽略的问题。

## What it does
Reports codes in `<!-- check: ignore CODE reason -->` comments for which the rule finds nothing
on that line, or in that file. Codes of rules that did not run, or that abstained, are not
judged.

## Why it matters
The passage was mended or moved. The comment that stays behind will hide the next mistake.

## Example
```markdown
<!-- check: ignore CIT003 the eponym is meant -->
水凝胶可延长外泌体的滞留时间[@yang2024]。
```

## How to mend it
Take the code out of the comment, or the whole comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check import registry
from toolkit.check.edits import replacement
from toolkit.check.rule import Message, Rule
from toolkit.check.run import Run
from toolkit.check.suppress import Silence, silences
from toolkit.model.diagnostic import Applicability, Edit, Finding, Fix, Severity
from toolkit.model.review import ResolvedReview
from toolkit.model.source import Span

RULE = Rule(
    code="PRJ001",
    name="unused-suppression",
    severity=Severity.WARNING,
    message=Message(
        en="nothing is found here that `{code}` would silence", zh="此处没有需要由 `{code}` 忽略的问题"
    ),
    help=Message(en="take `{code}` out of the comment", zh="请从该注释中删去 `{code}`"),
    inputs=("folder",),
)
DELETE = Message(en="take out `{code}`", zh="删去 `{code}`")


def check_run(review: ResolvedReview, run: Run) -> Iterator[Finding]:
    for silence in silences(review):
        meant = registry.matching(silence.selector)
        if RULE.code in meant:
            continue  # what it would silence is this very report
        if meant and meant <= run.ran and silence not in run.used:
            fix = _fix(review, silence)
            yield RULE.finding(silence.comment.span, fix=fix, code=silence.selector)


def _fix(review: ResolvedReview, silence: Silence) -> Fix | None:
    """Take the code out of its comment, or the comment out of the text if it has no other."""
    span = silence.comment.span
    lines = review.source.sources.get(span.path, "").split("\n")
    if span.line != span.end_line or span.line > len(lines):
        return None
    line = lines[span.line - 1]
    if len(silence.comment.codes) > 1:
        return replacement(
            review, span, *_without(line, span, silence.selector), DELETE, Applicability.SAFE,
            code=silence.selector,
        )  # fmt: skip
    before, after = line[: span.column - 1], line[span.end_column - 1 :]
    if after.strip():
        return None  # what follows may mean something else at the beginning of a line
    if before.strip():
        text = before.rstrip()
        place = Span.at(span.path, span.line, len(text) + 1, span.end_column - len(text) - 1)
    elif span.line < len(lines) and (not lines[span.line].strip() or lines[span.line][0].isalnum()):
        place = Span(span.path, span.line, 1, span.line + 1, 1)  # the whole line
    else:
        return None
    return Fix(DELETE.fill({"code": silence.selector}), (Edit(place, ""),), Applicability.SAFE)


def _without(line: str, span: Span, code: str) -> tuple[str, str]:
    """What in the comment names the code, with one comma beside it, and what takes its place."""
    comment = line[span.column - 1 : span.end_column - 1]
    pattern = rf"(?<![A-Za-z]){code}\s*[,，、]\s*|\s*[,，、]\s*{code}(?![A-Za-z0-9])"
    found = re.search(pattern, comment, re.IGNORECASE)
    return (found[0], "") if found else ("", "")
