"""A table is never mentioned in the text.

表在正文中从未被提及。

## What it does
Reports tables that no cross-reference names, `@tbl:id`. A mention typed by hand (“表 1”,
“Table 1”) counts too. What the table says of itself, in its caption or notes, does not.

## Why it matters
Journals require that every table is mentioned: the reader must know when to look at it, and
the typesetter where to put it.

## Example
```markdown
::: table hydrogels
:::
```
while no sentence says `@tbl:hydrogels`.

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
    code="TAB001",
    name="table-not-mentioned",
    severity=Severity.WARNING,
    message=Message(
        en="the text never mentions table {number}, `{id}`", zh="正文从未提及表 {number}（`{id}`）"
    ),
    help=Message(
        en="mention it with `@tbl:{id}` where its content is discussed",
        zh="请在相关论述处用 `@tbl:{id}` 提及",
    ),
    manuscript_help=Message(en="mention it where its content is discussed", zh="请在讨论其内容处提及"),
)
UNNAMED = Message(en="the text never mentions table {number}", zh="正文从未提及表 {number}")
NAME_IT = Message(
    en="give it an id in its caption, `: … {{#tbl:ID}}`, and mention it with `@tbl:ID`",
    zh="请在表题中给出标识，`: … {{#tbl:标识}}`，并用 `@tbl:标识` 提及",
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    mentioned = {number for place in named(review) if place.kind == "tbl" for number in place.numbers}
    for name, table in review.tables.items():
        if table.number not in mentioned:
            unnamed = ":" in name  # a typed table without an id, called by its place
            yield RULE.finding(
                table.source.span,
                message=UNNAMED if unnamed or review.manuscript is not None else None,
                help=NAME_IT if unnamed else None,
                number=table.number,
                id=name,
            )
