"""There are more or fewer references than the journal wants.

参考文献数量不符合期刊要求。

## What it does
Counts the entries of the printed reference list against the journal's profile
(`limits: {references: …}`).

## Why it matters
Journals limit the list for its cost in pages; reviews are often asked for a least number too.

## Example
```yaml
limits: {references: {high: 60}}
```
for a list of 74.

## How to mend it
Keep the works that matter most, and cite a review for the others.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.limits import place, wanted
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="JRN005",
    name="reference-count",
    severity=Severity.WARNING,
    message=Message(
        en="there are {count} references; the journal wants {wanted}",
        zh="参考文献共 {count} 条，期刊要求{wanted} 条",
    ),
    help=Message(en="keep those that matter most, or add some", zh="请保留最重要的文献或予以补充"),
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    count = len(review.bibliography)
    if count and (want := wanted(review.journal.limits.references, count)):
        yield RULE.finding(place(review, "bibliography"), count=count, wanted=want)
