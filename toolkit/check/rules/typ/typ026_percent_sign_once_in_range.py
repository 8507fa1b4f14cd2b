"""The first per cent sign of a range is left out in Chinese prose.

中文数值范围省略了前一个百分号。

## What it does

Reports `60～70%` in Chinese prose: two numbers that ascend, a range mark (`～`, `~`, `—`, `–`, `-`)
and one per cent sign, behind the second. English text and the cells of tables are not judged.

## Why it matters

GB/T 15835-2011 (numerals in Chinese publications) keeps the sign of the first number where leaving
it out is ambiguous, per cent among them: `60～70%` reads as 60 to 0.7. Chinese editors mend every one.

## Example

```markdown
发生率约为 60～70%。
```

## How to mend it

Write the sign twice: `60%～70%`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.number_ranges import number_ranges
from toolkit.check.prose import prose
from toolkit.check.rule import Message, Rule
from toolkit.check.scripts import has_han
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TYP026",
    name="percent-sign-once-in-range",
    severity=Severity.HINT,
    message=Message(
        en="the range `{typed}` has a per cent sign only behind its second number",
        zh="范围 `{typed}` 省略了前一个百分号",
    ),
    help=Message(en="write `{right}`", zh="请改为 `{right}`"),
)
WRITE = Message(en="write `{right}`", zh="改为 `{right}`")
_SIGN = re.compile(r" ?[%％﹪]")


def check(review: ResolvedReview) -> Iterator[Finding]:
    for item in prose(review):
        text = item.text
        if not item.chinese or not has_han(text) or item.passage.place == "cell":
            continue
        for place in number_ranges(item):
            low = text[place.start : place.mark_start].rstrip()
            sign = _SIGN.match(text, place.end)
            if sign is None or not low[-1].isdigit():
                continue
            at = place.start + len(low)
            yield RULE.finding(
                item.passage.span(place.start, place.end + len(sign[0])),
                fix=item.fix(at, at, sign[0], WRITE),
                typed=text[place.start : place.end] + sign[0],
                right=low + sign[0] + text[at : place.end] + sign[0],
            )
