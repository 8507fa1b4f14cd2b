"""A footnote mark has no footnote.

脚注标记没有对应的脚注。

## What it does
Reports `[^id]` for which the same file has no line `[^id]: …`.

## Why it matters
The mark would lead the reader to nothing.

## Example
```markdown
外泌体的定义仍有争议[^mise]。
```
without a line `[^mise]: …`.

## How to mend it
Write the note in the same file, on a line of its own: `[^mise]: 见 MISEV 指南。`
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="XRF002",
    name="unknown-footnote",
    severity=Severity.ERROR,
    message=Message(en="there is no footnote `{id}` in this file", zh="本文件中没有脚注 `{id}`"),
    help=Message(
        en="write it on a line of its own: `[^{id}]: …`", zh="请在同一文件中另起一行写明：`[^{id}]: …`"
    ),
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for miss in review.unresolved:
        if miss.kind == "footnote":
            yield RULE.finding(miss.span, id=miss.name)
