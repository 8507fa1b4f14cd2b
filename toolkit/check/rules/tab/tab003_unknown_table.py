"""A table is placed that is specified nowhere.

放置的表没有任何说明文件。

## What it does
Reports `::: table ID` for which `tables/` holds no specification, with the nearest id that is
specified.

## Why it matters
The caption prints with nothing below it.

## Example
```markdown
::: table hydrogel
:::
```
while the specification in `tables/` says `id: hydrogels`.

## How to mend it
Correct the id, or write `tables/hydrogel.yaml`. A table typed as Markdown needs no such block:
it has its id in its caption, `: Hydrogels {#tbl:hydrogels}`.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview
from toolkit.nearest import nearest

RULE = Rule(
    code="TAB003",
    name="unknown-table",
    severity=Severity.ERROR,
    message=Message(en="no table is specified as `{id}`", zh="没有标识为 `{id}` 的表"),
    help=Message(
        en="correct the id, or write `tables/{id}.yaml`",
        zh="请更正标识，或编写 `tables/{id}.yaml`",
    ),
)
NEAREST = Message(en="did you mean `{nearest}`?", zh="是否应为 `{nearest}`？")


def check(review: ResolvedReview) -> Iterator[Finding]:
    for miss in review.unresolved:
        if miss.kind == "table":
            close = nearest(miss.name, review.source.tables)
            yield RULE.finding(
                miss.span,
                help=NEAREST if close else None,
                id=miss.name,
                nearest=close or "",
            )
