"""A figure is mentioned before one with a lower number.

图的提及顺序与编号不一致。

## What it does
Compares the order in which the text first mentions its figures with their numbers. A number
typed by hand (“图 1”) counts as a mention but is itself never reported, since it may speak
of another work (“Figure 2 of [14]”). Figures named in one bracket count as named together.

## Why it matters
Figures are numbered in the order of their first mention; journals send back manuscripts
where figure 2 comes before figure 1.

## Example
```markdown
临床研究见 @fig:trials，水凝胶见 @fig:mechanism。
```
where `mechanism` is placed first and so is 图 1.

## How to mend it
Place the figures in the order of their mention (the numbers follow), or mention the other
one first.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.mentions import out_of_order
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="FIG002",
    name="figure-mentioned-out-of-order",
    severity=Severity.WARNING,
    message=Message(
        en="figure {number} is mentioned before figure {earlier}", zh="图 {number} 先于图 {earlier} 被提及"
    ),
    help=Message(
        en="place the figures in the order of their mention, or mention figure {earlier} first",
        zh="请按提及的先后放置各图，或先提及图 {earlier}",
    ),
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for place, number, earlier in out_of_order(review, "fig"):
        yield RULE.finding(place.span, number=number, earlier=earlier)
