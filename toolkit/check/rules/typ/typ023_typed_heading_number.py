"""A heading begins with a typed number.

标题开头是手工输入的编号。

## What it does
Reports headings that begin with a number of the form `2.1 `, `2.1.3 ` or `2. `, `2、`, where the
journal numbers its headings. Other numbers (`3D 打印`, `2024 年`) pass.

## Why it matters
The journal's own number stands before the heading: `2.1  2.1 公式`.

## Example
```markdown
### 2.1.1 公式
```

## How to mend it
Delete the typed number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.edits import replacement
from toolkit.check.passages import flatten, source_span
from toolkit.check.rule import Message, Rule
from toolkit.model.block import NumberedHeading
from toolkit.model.diagnostic import Applicability, Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TYP023",
    name="typed-heading-number",
    severity=Severity.WARNING,
    message=Message(
        en="the heading has the number `{label}` and the typed number `{typed}`",
        zh="该标题已自动编号 `{label}`，又手工输入了 `{typed}`",
    ),
    help=Message(en="delete the typed number", zh="请删去手工输入的编号"),
    inputs=("folder",),
)
DELETE = Message(en="delete `{typed}`", zh="删去 `{typed}`")
_TYPED = re.compile(r"\d{1,2}(?:(?:\.\d{1,2})+[.、]?(?=\s)|(?:\.\s|、))")


def check(review: ResolvedReview) -> Iterator[Finding]:
    for block in review.blocks:
        if not isinstance(block, NumberedHeading) or not block.label.strip():
            continue
        text, pieces = flatten(block.content)
        typed = _TYPED.match(text)
        if typed:
            span = (source_span(pieces[0].node) if pieces else None) or block.source.span
            number = typed[0].strip()
            blank = text[typed.end() :]
            old = text[: len(text) - len(blank.lstrip())]
            # Unsafe, for a heading may begin with a quantity: 2.5 亿人的……
            fix = replacement(review, span, old, "", DELETE, Applicability.UNSAFE, typed=number)
            yield RULE.finding(span, fix=fix, label=block.label.strip(), typed=number)
