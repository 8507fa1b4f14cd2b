"""There are more or fewer figures than the journal wants.

图的数量不符合期刊要求。

## What it does
Counts the numbered figures against the journal's profile (`limits: {figures: …}`).

## Why it matters
They cost pages; what is too many goes into a supplement.

## Example
```yaml
limits: {figures: {high: 3}}
```
for a review with five.

## How to mend it
Join some of them, or move some into the supplement.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.limits import place, wanted
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="JRN007",
    name="figure-count",
    severity=Severity.WARNING,
    message=Message(
        en="there are {count} figures; the journal wants {wanted}", zh="图共 {count} 个，期刊要求{wanted} 个"
    ),
    help=Message(en="join some, move some into the supplement, or add some", zh="请合并、移入附录或予以补充"),
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    count = len(review.figures)
    if want := wanted(review.journal.limits.figures, count):
        last = list(review.figures.values())[-1].source.span if count else None
        yield RULE.finding(last or place(review), count=count, wanted=want)
