"""A table stands before the text that first mentions it.

表先于首次提及它的正文出现。

## What it does
Reports tables that are placed before their first mention, by `@tbl:…` or as typed. A table that
is never mentioned is another rule's.

## Why it matters
Journals print a table behind the paragraph that first names it. Before that paragraph the reader
meets a table that nobody has announced.

## Example
```markdown
::: table hydrogels
:::

各种水凝胶见 @tbl:hydrogels。
```

## How to mend it
Move the table behind the paragraph that mentions it first.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.mentions import placed_before_mention
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TAB010",
    name="table-before-its-mention",
    severity=Severity.HINT,
    message=Message(
        en="table {number} stands before the text that mentions it first",
        zh="表 {number} 先于首次提及它的正文出现",
    ),
    help=Message(en="move it behind that paragraph", zh="请将其移到首次提及它的段落之后"),
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for name, number in placed_before_mention(review, "tbl"):
        yield RULE.finding(review.tables[name].source.span, number=number)
