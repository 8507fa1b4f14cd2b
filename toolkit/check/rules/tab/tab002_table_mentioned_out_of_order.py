"""A table is mentioned before one with a lower number.

表的提及顺序与编号不一致。

## What it does
Compares the order in which the text first mentions its tables with their numbers. A number
typed by hand (“表 1”) counts as a mention but is itself never reported, since it may speak
of another work (“Table 2 of [14]”). Tables named in one bracket count as named together.

## Why it matters
Tables are numbered in the order of their first mention; journals send back manuscripts
where table 2 comes before table 1.

## Example
```markdown
临床研究见 @tbl:trials，水凝胶见 @tbl:hydrogels。
```
where `hydrogels` is placed first and so is 表 1.

## How to mend it
Place the tables in the order of their mention (the numbers follow), or mention the other
one first.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.mentions import out_of_order
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TAB002",
    name="table-mentioned-out-of-order",
    severity=Severity.WARNING,
    message=Message(
        en="table {number} is mentioned before table {earlier}", zh="表 {number} 先于表 {earlier} 被提及"
    ),
    help=Message(
        en="place the tables in the order of their mention, or mention table {earlier} first",
        zh="请按提及的先后放置各表，或先提及表 {earlier}",
    ),
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for place, number, earlier in out_of_order(review, "tbl"):
        yield RULE.finding(place.span, number=number, earlier=earlier)
