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

from collections.abc import Iterator

from toolkit.check import registry
from toolkit.check.rule import Message, Rule
from toolkit.check.run import Run
from toolkit.check.suppress import silences
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

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


def check_run(review: ResolvedReview, run: Run) -> Iterator[Finding]:
    for silence in silences(review):
        meant = registry.matching(silence.selector)
        if RULE.code in meant:
            continue  # what it would silence is this very report
        if meant and meant <= run.ran and silence not in run.used:
            yield RULE.finding(silence.comment.span, code=silence.selector)
