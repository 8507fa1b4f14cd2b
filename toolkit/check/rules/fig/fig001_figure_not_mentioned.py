"""A figure is never mentioned in the text.

图在正文中从未被提及。

## What it does
Reports figures that no cross-reference names, `@fig:id`. A mention typed by hand (“图 1”,
“Figure 1”) counts too. What the figure says of itself, in its caption or notes, does not.

## Why it matters
Journals require that every figure is mentioned: the reader must know when to look at it, and
the typesetter where to put it.

## Example
```markdown
::: figure mechanism
:::
```
while no sentence says `@fig:mechanism`.

## How to mend it
Mention it where its content is discussed, or take it out.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.mentions import named
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="FIG001",
    name="figure-not-mentioned",
    severity=Severity.WARNING,
    message=Message(
        en="the text never mentions figure {number}, `{id}`", zh="正文从未提及图 {number}（`{id}`）"
    ),
    help=Message(
        en="mention it with `@fig:{id}` where its content is discussed",
        zh="请在相关论述处用 `@fig:{id}` 提及",
    ),
    manuscript_help=Message(en="mention it where its content is discussed", zh="请在讨论其内容处提及"),
)

UNNAMED = Message(en="the text never mentions figure {number}", zh="正文从未提及图 {number}")


def check(review: ResolvedReview) -> Iterator[Finding]:
    mentioned = {number for place in named(review) if place.kind == "fig" for number in place.numbers}
    for name, figure in review.figures.items():
        if figure.number not in mentioned:
            typed = UNNAMED if review.manuscript is not None else None
            yield RULE.finding(figure.source.span, message=typed, number=figure.number, id=name)
