"""The counts of the literature search do not add up.

文献检索与筛选的数量前后不符。

## What it does
Follows the counts of `search:` in review.yaml through the boxes of a PRISMA 2020 flow diagram:
records identified minus those removed are those screened, records screened minus those excluded
are the reports sought, reports assessed minus those excluded are the reports included, and so
on, for databases and registers as for other methods. What was not given is not asked for.

## Why it matters
The flow diagram is the first thing that a reader of a systematic review checks, and journals
return manuscripts whose boxes do not add up.

## Example
```yaml
search:
  databases: [{name: PubMed, records: 532}]
  removed: {duplicates: 120}
  records_screened: 421
```

## How to mend it
Compare the counts with the export of the screening tool. 532 − 120 are 412.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview
from toolkit.model.search import mismatches

RULE = Rule(
    code="NUM006",
    name="selection-counts-do-not-add-up",
    severity=Severity.WARNING,
    message=Message(
        en="`{key}` is {given}, but {sum} is {expected}", zh="`{key}` 为 {given}，而 {sum} 为 {expected}"
    ),
    help=Message(
        en="compare the counts of the search with the records of the screening",
        zh="请与筛选记录核对检索各步的数量",
    ),
    inputs=("folder",),
)
AT_MOST = Message(
    en="`{key}` is {given}, but it can be {expected} at most", zh="`{key}` 为 {given}，但至多为 {expected}"
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    search = review.source.metadata.search
    for wrong in mismatches(search) if search else ():
        yield RULE.finding(
            search.spans.get(wrong.key) if search else None,
            message=AT_MOST if wrong.relation == "≤" else None,
            key=wrong.key,
            given=wrong.given,
            sum=wrong.sum,
            expected=wrong.expected,
        )
