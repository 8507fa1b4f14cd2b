"""The letter u stands for the sign of micro.

以字母 u 代替微（μ）。

## What it does
Reports units after a number in which `u` stands for `μ`: `5 ug/mL`, `20 ul`, `10 uM`, `3 umol/L`,
`100 um`, and names such as `uL` alone are left. `U` (units), `IU` and `mU` are units of their own.
Whether `μ` is typed as the Greek letter or as the micro sign makes no difference in print and is
not judged.

## Why it matters
`ug` is no unit of the SI; read in haste it becomes mg or U.

## Example
```markdown
加入 20 ug/mL 外泌体。
```

## How to mend it
Write `μ`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.prose import prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TYP011",
    name="letter-for-micro",
    severity=Severity.WARNING,
    message=Message(en="`{typed}` has the letter `u` for `μ`", zh="`{typed}` 中以字母 u 代替了 μ"),
    help=Message(en="write `{right}`", zh="请改为 `{right}`"),
)
WRITE = Message(en="write `{right}`", zh="改为 `{right}`")

_MICRO = re.compile(r"(?:(?<=\d)|(?<=\d )|(?<=[/·]))u(?:g|l|L|m|M|mol|Ci|A|V|W)(?=[²2]?(?![A-Za-z0-9-]))")


def check(review: ResolvedReview) -> Iterator[Finding]:
    for item in prose(review):
        if "u" not in item.text:
            continue
        for match in _MICRO.finditer(item.text):
            right = "μ" + match[0][1:]
            yield RULE.finding(
                item.passage.span(*match.span()),
                fix=item.fix(*match.span(), right, WRITE),
                typed=match[0],
                right=right,
            )
