"""The number of a table or figure is typed by hand.

图表编号为手工输入。

## What it does
In a review that has tables or figures of its own, reports `表 1`, `图 2A` or `Table 1` typed in
the text, and says so where there is no table or figure of that number. 附表 1 and `Table S1` are
of a supplement and pass; so does a table or figure of a cited work, beside a citation or behind
原文.

## Why it matters
The number does not follow when a table is added or moved, and it links to nothing.

## Example
```markdown
各种水凝胶见表 1。
```
with `::: table hydrogels`.

## How to mend it
Write `@tbl:hydrogels` or `@fig:pathway`: word and number are set as the journal wants them.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.mentions import named
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="XRF003",
    name="typed-cross-reference",
    severity=Severity.WARNING,
    message=Message(
        en="the number in `{typed}` is typed by hand and will not follow when numbers change",
        zh="`{typed}` 中的编号为手工输入，编号变动时不会随之更新",
    ),
    help=Message(en="write `@{kind}:` and the id", zh="请改写为 `@{kind}:` 加标识"),
    inputs=("folder",),
)
NO_SUCH = Message(
    en="`{typed}` names number {number}, but the review has only {count}",
    zh="`{typed}` 的编号为 {number}，而本文只有 {count} 个",
)
WITH_ID = Message(en="write `@{kind}:{id}`", zh="请改写为 `@{kind}:{id}`")


def check(review: ResolvedReview) -> Iterator[Finding]:
    ids = {
        "tbl": {table.number: table.source.id for table in review.tables.values()},
        "fig": {figure.number: figure.source.id for figure in review.figures.values()},
    }
    for place in named(review):
        if not place.typed or not place.numbers or place.of_another:
            continue
        known = ids[place.kind]
        highest = max(place.numbers)
        name = known.get(place.numbers[0], "") if len(place.numbers) == 1 else ""
        yield RULE.finding(
            place.span,
            message=NO_SUCH if highest not in known else None,
            help=WITH_ID if name else None,
            typed=place.text,
            number=highest,
            count=len(known),
            kind=place.kind,
            id=name,
        )
