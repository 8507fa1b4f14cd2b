"""A range of numbers ends below its beginning.

数值范围的起点大于终点。

## What it does
Reports ranges whose second number is the smaller one: `10～5 mg/kg`, `60%~40%`, and intervals
such as `95% CI: 0.83–0.40`. Between other numbers only `~` and `～` are read as marks of a
range: with a hyphen or a dash it may be something else.

## Why it matters
One of the two numbers is wrong, or they were exchanged; the reader cannot tell which.

## Example
```markdown
推荐剂量为 10～5 mg/kg。
```

## How to mend it
Look the numbers up in the source and put the smaller one first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.patterns import lazy
from toolkit.check.prose import Prose, prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="NUM007",
    name="range-runs-backwards",
    severity=Severity.WARNING,
    message=Message(en="the range `{typed}` runs backwards", zh="范围 `{typed}` 前后颠倒"),
    help=Message(en="compare the numbers with the source", zh="请与原始文献核对"),
)
_RANGE = lazy(
    r"(?<![\w.,/^×*=~～–−-])(?P<low>\d+(?:\.\d+)?)(?P<sign> ?[%％﹪])? ?[~～] ?(?P<high>\d+(?:\.\d+)?)"
    r"(?![\d/^~～×]|\.\d| ?×)(?= ?(?:[%％﹪℃°a-zA-Zμµ]|个|例|岁|年|月|周|天|日|次|倍|种|小时|分钟|秒))",
    re.ASCII,
)
_INTERVAL = lazy(
    r"95 ?% ?(?:CI|可信区间|置信区间)[^\d−–-]{0,6}(?P<low>\d+(?:\.\d+)?) ?[%％]?"
    r" ?(?:[~～–—−-]|,|，|to|至) ?(?P<high>\d+(?:\.\d+)?)(?![\d.])",
    re.IGNORECASE,
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for item in prose(review):
        patterns = [_RANGE()] if "~" in item.text or "～" in item.text else []
        if "95" in item.text:
            patterns.append(_INTERVAL())
        for pattern in patterns:
            for match in pattern.finditer(item.text):
                if float(match["low"]) > float(match["high"]) and _is_whole(item, match):
                    yield RULE.finding(item.passage.span(*match.span()), typed=match[0].strip())


def _is_whole(item: Prose, match: re.Match[str]) -> bool:
    """Not the digits of an exponent, whose power of ten stands raised beside them."""
    return not item.raised_or_lowered(match.start("low"), match.end("high") + 1)
