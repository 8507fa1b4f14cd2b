"""Two entries of the reference list have the same number.

参考文献表中两条文献的编号相同。

## What it does
Compares the labels of the list, `[17]` and `[17]`.

## Why it matters
A citation of this number means two works, and all later numbers may be wrong by one.

## Example
```text
[17] FATHI I, MIKI T. …
[17] WANG F, WANG L, …
```

## How to mend it
Renumber the list, and the citations with it.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="MAN003",
    name="number-given-twice",
    severity=Severity.ERROR,
    message=Message(
        en="the number {number} is given twice; it stands at line {line} already",
        zh="编号 {number} 重复；第 {line} 段已使用该编号",
    ),
    help=Message(en="renumber the list and the citations", zh="请重新编号，并相应改正引用"),
    inputs=("manuscript",),
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    seen: dict[int, int] = {}
    for entry in review.manuscript.entries if review.manuscript is not None else ():
        if entry.number is None:
            continue
        if entry.number in seen:
            yield RULE.finding(entry.span, number=entry.number, line=seen[entry.number])
        else:
            seen[entry.number] = entry.span.line
