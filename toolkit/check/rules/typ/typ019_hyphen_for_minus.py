"""A hyphen stands for the minus sign.

以连字符代替负号。

## What it does
Reports, as a hint, a hyphen right before a temperature (`-80 ℃`, `-20 °C`) and before a raised exponent
(`10^-3^`). Ranges (`4-8 ℃`), names and codes are not touched, nor is a dash that the text uses for
minus (`–80 ℃`).

## Why it matters
A hyphen is shorter than a minus sign, sits lower, and lets a line break between it and its number.

## Example
```markdown
保存于 -80 ℃。
```

## How to mend it
Write `−` (U+2212).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.prose import prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Applicability, Finding, Severity
from toolkit.model.inline import Style
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TYP019",
    name="hyphen-for-minus",
    severity=Severity.HINT,
    message=Message(
        en="the hyphen in `{typed}` stands for a minus sign", zh="`{typed}` 中以连字符代替了负号"
    ),
    help=Message(en="write `−`", zh="请改为 `−`"),
)
WRITE = Message(en="write `{right}`", zh="改为 `{right}`")

_COLD = re.compile(r"(?<![\w)）%℃\]-])-(?=\d+(?:\.\d+)?\s?(?:℃|°\s?C))\d+(?:\.\d+)?\s?(?:℃|°\s?C)", re.ASCII)
_RAISED = re.compile(r"(?<=10)-\d{1,2}(?!\d)")


def check(review: ResolvedReview) -> Iterator[Finding]:
    for item in prose(review):
        if "-" not in item.text:
            continue
        for match in _COLD.finditer(item.text):
            before = item.text[max(0, match.start() - 2) : match.start()]
            if before[-1:] == " " and before[:1].isdigit():
                continue  # `4 -8 ℃` may be a range
            yield RULE.finding(
                item.passage.span(*match.span()),
                fix=item.fix(match.start(), match.start() + 1, "−", WRITE, Applicability.UNSAFE),
                typed=match[0],
            )
        for match in _RAISED.finditer(item.text):
            if Style.SUPER in item.passage.styles_at(match.start()):
                yield RULE.finding(
                    item.passage.span(*match.span()),
                    fix=item.fix(match.start(), match.start() + 1, "−", WRITE, Applicability.UNSAFE),
                    typed="10" + match[0],
                )
