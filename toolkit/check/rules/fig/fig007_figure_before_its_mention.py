"""A figure stands before the text that first mentions it.

图先于首次提及它的正文出现。

## What it does
Reports figures that are placed before their first mention, by `@fig:…` or as typed. A figure that
is never mentioned is another rule's.

## Why it matters
Journals print a figure behind the paragraph that first names it. Before that paragraph the reader
meets a figure that nobody has announced.

## Example
```markdown
::: figure hydrogels
:::

各种水凝胶见 @fig:hydrogels。
```

## How to mend it
Move the figure behind the paragraph that mentions it first.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.mentions import placed_before_mention
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="FIG007",
    name="figure-before-its-mention",
    severity=Severity.HINT,
    message=Message(
        en="figure {number} stands before the text that mentions it first",
        zh="图 {number} 先于首次提及它的正文出现",
    ),
    help=Message(en="move it behind that paragraph", zh="请将其移到首次提及它的段落之后"),
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for name, number in placed_before_mention(review, "fig"):
        yield RULE.finding(review.figures[name].source.span, number=number)
