"""A range of citation numbers runs backwards or is implausibly long.

引用编号的范围颠倒或过长。

## What it does
Reports `[5-3]`, `[4-4]`, and, as a warning, a range of more than twenty works such as `[3-35]`.

## Why it matters
A range that runs backwards means nothing; a very long one is mostly a comma that became a
hyphen, as in `[3-35]` for `[3,35]`.

## Example
```text
……可促进愈合[5-3]。
```

## How to mend it
Write the numbers that are meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="MAN006",
    name="range-inverted-or-too-long",
    severity=Severity.ERROR,
    message=Message(en="the range {first}-{last} runs backwards", zh="编号范围 {first}-{last} 颠倒"),
    help=Message(en="write the numbers that are meant", zh="请写出实际所指的编号"),
    inputs=("manuscript",),
)
TOO_LONG = Message(
    en="the range {first}-{last} stands for {count} works", zh="编号范围 {first}-{last} 包含 {count} 篇文献"
)
ALONE = Message(en="the range {first}-{last} is one number", zh="编号范围 {first}-{last} 只是一个编号")
_LONGEST = 20


def check(review: ResolvedReview) -> Iterator[Finding]:
    for cluster in review.manuscript.clusters if review.manuscript is not None else ():
        for group in cluster.groups:
            is_range = group.span.end_column - group.span.column > len(str(group.first))
            length = group.last - group.first + 1
            if length > 1 and length <= _LONGEST:
                continue
            if length > _LONGEST:
                yield RULE.finding(
                    group.span,
                    message=TOO_LONG,
                    severity=Severity.WARNING,
                    first=group.first,
                    last=group.last,
                    count=length,
                )
            elif length < 1:
                yield RULE.finding(group.span, first=group.first, last=group.last)
            elif is_range:
                yield RULE.finding(group.span, message=ALONE, first=group.first, last=group.last)
