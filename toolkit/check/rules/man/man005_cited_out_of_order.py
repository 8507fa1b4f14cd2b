"""A work is cited before others whose numbers are lower.

文献的首次引用次序与编号不符。

## What it does
Follows the first citation of every number through the text and reports those that have to be moved, as few
as possible, for the numbers to grow. Works that are cited in tables as well are left out: journals
number these in different places. Where the list is in the order of names, or a third of the numbers
would have to move, the rule abstains.

## Why it matters
In a numbered list the works stand in the order of their first citation.

## Example
```text
……愈合[1]。……血管生成[4]。……炎症[2-3]。
```

## How to mend it
Renumber the list in the order of first citation.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.rule import Message, Outcome, Rule
from toolkit.check.submitted import displaced, in_text, numbered
from toolkit.model.diagnostic import Severity
from toolkit.model.review import ResolvedReview
from toolkit.model.source import Span

RULE = Rule(
    code="MAN005",
    name="cited-out-of-order",
    severity=Severity.WARNING,
    message=Message(
        en="{number} is first cited here, out of the order of the numbers",
        zh="{number} 在此处首次引用，与编号次序不符",
    ),
    help=Message(
        en="renumber the works in the order of their first citation", zh="请按首次引用的先后重新编号"
    ),
    inputs=("manuscript",),
)
NO_ORDER = Message(
    en="{count} of {all} numbers are cited out of order: the list follows another order",
    zh="{all} 个编号中有 {count} 个未按次序引用：文献表可能按其他次序排列",
)
_FEWEST = 2


def check(review: ResolvedReview) -> Iterator[Outcome]:
    manuscript = numbered(review)
    if manuscript is None:
        return
    elsewhere = {
        work.printed for cluster in manuscript.clusters if cluster.place != "text" for work in cluster.works
    }
    first: dict[str, Span] = {}
    for cluster in in_text(manuscript):
        for work in cluster.works:
            if work.key and work.printed not in elsewhere:
                first.setdefault(work.printed, work.span)
    numbers = [int(printed) for printed in first]
    moved = displaced(numbers)
    if len(moved) > max(_FEWEST, len(numbers) // 3):
        yield RULE.abstention(NO_ORDER, count=len(moved), all=len(numbers))
        return
    places = list(first.values())
    for index in moved:
        yield RULE.finding(places[index], number=numbers[index])
