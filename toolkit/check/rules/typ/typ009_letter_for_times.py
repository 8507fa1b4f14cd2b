"""A letter x or an asterisk stands for the multiplication sign.

以字母 x 或星号代替乘号 ×。

## What it does
Reports `x`, `X` or `*` between two numbers, with the same gap on both sides: `3 x 10`, `5*10^6^`,
`2x2`. Codes (`0x1F`), names with letters around them (`10X Genomics`), and `4x` alone pass.

## Why it matters
The letter is read as a variable, and search for `5 × 10` does not find it.

## Example
```markdown
每侧注射 5x10^6^ 个细胞。
```

## How to mend it
Write `×`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.prose import prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TYP009",
    name="letter-for-times",
    severity=Severity.WARNING,
    message=Message(en="`{typed}` has `{mark}` for `×`", zh="`{typed}` 中以 `{mark}` 代替了乘号"),
    help=Message(en="write `×`", zh="请改为 `×`"),
)
WRITE = Message(en="write `{right}`", zh="改为 `{right}`")

_TIMES = re.compile(
    r"(?<![\w.#-])(?!0[xX])\d+(?:\.\d+)?( ?)([xX*])\1(?=\d+(?:\.\d+)?(?![A-Fa-f]?\w*[G-Zg-z]\d))\d+",
    re.ASCII,
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for item in prose(review):
        if not any(mark in item.text for mark in "xX*"):
            continue
        for match in _TIMES.finditer(item.text):
            start, end = match.span(2)
            if item.raised_or_lowered(*match.span(2)):
                continue
            yield RULE.finding(
                item.passage.span(*match.span()),
                fix=item.fix(start, end, "×", WRITE),
                typed=match[0],
                mark=match[2],
            )
