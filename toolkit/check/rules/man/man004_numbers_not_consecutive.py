"""The numbers of the reference list have a gap or are out of order.

参考文献表的编号有缺漏或次序颠倒。

## What it does
Goes through the labels of the list and reports a number that does not follow the one before it: `[7]`
behind `[5]`, or `[5]` behind `[6]`. A number that stands twice is reported by MAN003.

## Why it matters
An entry was deleted or moved without renumbering, and the citations behind it are wrong.

## Example
```text
[5] AUTHOR A. …
[7] AUTHOR B. …
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
    code="MAN004",
    name="numbers-not-consecutive",
    severity=Severity.WARNING,
    message=Message(
        en="{number} follows {before} in the reference list", zh="文献表中 {before} 之后是 {number}"
    ),
    help=Message(en="renumber the list and the citations", zh="请重新编号，并相应改正引用"),
    inputs=("manuscript",),
)
FIRST = Message(en="the reference list begins with {number}", zh="文献表从 {number} 开始编号")


def check(review: ResolvedReview) -> Iterator[Finding]:
    before = 0
    seen: set[int] = set()
    for entry in review.manuscript.entries if review.manuscript is not None else ():
        number = entry.number
        if number is None or number in seen:
            continue
        if number != before + 1:
            message = FIRST if not seen else None
            yield RULE.finding(entry.span, message=message, number=number, before=before)
        seen.add(number)
        before = number
