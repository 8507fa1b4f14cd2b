"""Most of the references are old.

参考文献大多较旧。

## What it does
Hints at a reference list of which more than half is older than ten years. Age is counted from
the latest date in review.yaml (`dates:`), and where there is none from the newest reference:
the same review is judged alike on every day.

It says nothing of fewer than 20 references, and abstains where a third of them has no year.

## Why it matters
A review is read for what is new. Many journals ask for half of the references from the last
five years, and editors look at this first.

## Example
```yaml
dates: {received: 2026-03-06}
```
with 31 of 50 references from before 2016.

## How to mend it
Search for what appeared since. If the subject itself is historical, switch the rule off:
`check: {ignore: [CIT011]}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Abstention, Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="CIT011",
    name="old-references",
    severity=Severity.HINT,
    message=Message(
        en="{old} of {count} references are more than {age} years old, counted from {year}",
        zh="以 {year} 年计，{count} 条参考文献中有 {old} 条超过 {age} 年",
    ),
    help=Message(en="look for what has appeared since", zh="请检索并补充近年的文献"),
)
FEW = Message(
    en="the share of old references is not judged: there are only {count} references with a year",
    zh="未判断旧文献比例：有年份的参考文献只有 {count} 条",
)
_AGE = 10
_FEWEST = 20
_YEAR = re.compile(r"(?:19|20)\d\d")


def check(review: ResolvedReview) -> Iterator[Finding | Abstention]:
    years = [
        date.year
        for entry in review.bibliography
        if (date := entry.reference.dates.get("issued")) is not None and date.year is not None
    ]
    if len(review.bibliography) < _FEWEST:
        return
    if 3 * len(years) < 2 * len(review.bibliography):
        yield RULE.abstention(FEW, count=len(years))
        return
    metadata = review.source.metadata
    dated = [int(match[0]) for date in metadata.dates.values() if (match := _YEAR.match(date))]
    year = max(dated) if dated else max(years)
    old = sum(published < year - _AGE for published in years)
    if 2 * old > len(years):
        span = metadata.spans.get("bibliography")
        yield RULE.finding(span, old=old, count=len(years), age=_AGE, year=year)
