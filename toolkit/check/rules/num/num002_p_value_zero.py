"""A P value is given as zero, or is no probability.

P 值写作 0，或不是概率。

## What it does
Reports `P = 0.000`, `p=0.00`, `P = 0`, `P < 0.000`, and values above 1 (`P = 1.2`, `P > 1`).
Programs print `.000` for what is smaller than the last digit shown.

## Why it matters
No test gives a probability of zero; reporting guidelines (SAMPL, ICMJE) ask for `P < 0.001`.

## Example
```markdown
两组差异有统计学意义（P = 0.000）。
```

## How to mend it
Write `P < 0.001`, or the exact value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.prose import prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Applicability, Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="NUM002",
    name="p-value-zero",
    severity=Severity.WARNING,
    message=Message(en="`{typed}`: no test gives a probability of zero", zh="`{typed}`：概率不会等于 0"),
    help=Message(en="write `P < 0.001`, or the exact value", zh="请写作 `P < 0.001` 或给出确切值"),
)
ABOVE = Message(en="`{typed}`: no probability is above 1", zh="`{typed}`：概率不会大于 1")
LOOK_UP = Message(en="look up the value", zh="请核对原文")
WRITE = Message(en="write `{right}`", zh="改为 `{right}`")

_ZERO = re.compile(
    r"(?<![A-Za-z0-9_-])[Pp](?:值)?(?:[ -]?values?)? ?([=＝<＜]) ?(0?\.0{2,}|0(?![.\d]))"
    r"(?!\d|[ \u2009\u202f]\d)"  # `0.000 4` groups its digits
)
_ABOVE = re.compile(
    r"(?<![A-Za-z0-9_/-])[Pp] ?[=＝>＞] ?(?:1\.\d*[1-9]\d*"
    r"|1(?:\.0+)?(?<=[>＞ ]1)(?![.\d%])|[2-9](?:\.\d+)?)(?![\d.%]|\s?[×xX])"
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for item in prose(review):
        if "P" not in item.text and "p" not in item.text:
            continue
        for match in _ZERO.finditer(item.text):
            right = f"{'< ' if item.text[match.end(1)] == ' ' else '<'}0.001"
            certain = match[2].endswith("000") and match[1] in "=＝" and item.text[match.end(1) - 1] == "="
            yield RULE.finding(
                item.passage.span(*match.span()),
                fix=item.fix(match.start(1), match.end(), right, WRITE, Applicability.UNSAFE)
                if certain
                else None,
                typed=match[0],
            )
        for match in _ABOVE.finditer(item.text):
            if "=" in match[0] and re.search(r"[=＝] ?1(?:\.0+)?$", match[0]):
                continue  # P = 1 is possible
            yield RULE.finding(item.passage.span(*match.span()), message=ABOVE, help=LOOK_UP, typed=match[0])
