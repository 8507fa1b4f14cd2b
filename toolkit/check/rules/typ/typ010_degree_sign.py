"""A degree sign is another character, or Celsius is written in two forms.

摄氏度符号有误，或同一篇中写法不一。

## What it does
Reports `º` (the ordinal of Spanish), `˚` (a ring accent), a small circle `○` and a letter,
`37 oC`, where `°C` is meant, and, in a text that has both `℃` and `°C`, the form that is used less often.

## Why it matters
The wrong sign sits at another height, is missing from some fonts, and is not found by a search.

## Example
```markdown
样品保存于 −80 ºC。
```

## How to mend it
Write `℃` or `°C`, as the journal does, and only one of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.prose import Prose, prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TYP010",
    name="degree-sign",
    severity=Severity.WARNING,
    message=Message(en="`{typed}` is not a degree sign", zh="`{typed}` 不是正确的摄氏度符号"),
    help=Message(en="write `{right}`", zh="请改为 `{right}`"),
)
MIXED = Message(en="`{typed}` stands here, `{right}` elsewhere", zh="此处为 `{typed}`，其他各处为 `{right}`")
WRITE = Message(en="write `{right}`", zh="改为 `{right}`")

_WRONG = re.compile(r"(?<=[\d ])[º˚○]\s?C(?![A-Za-z])")
_LETTER = re.compile(r"(?<=\d)(?: ?[oO]|(?<=\d) 0)C(?![A-Za-z0-9])")
"""The letter o or the digit 0 for the sign, usually come down from a superscript."""


def check(review: ResolvedReview) -> Iterator[Finding]:
    for chinese in (True, False):
        texts = [item for item in prose(review) if item.chinese is chinese]
        one = sum(item.text.count("℃") for item in texts)
        two = sum(item.text.count("°C") for item in texts)
        right = "℃" if one > two or (chinese and one == two) else "°C"
        for item in texts:
            if any(mark in item.text for mark in "º˚○"):
                for match in _WRONG.finditer(item.text):
                    yield _finding(item, match.start(), match.end(), right, RULE.message)
            if "C" in item.text:
                for match in _LETTER.finditer(item.text):
                    start = match.start() + match[0].startswith(" ")
                    yield _finding(item, start, match.end(), right, RULE.message)
            other = "°C" if right == "℃" else "℃"
            start = item.text.find(other) if one and two else -1
            while start >= 0:
                yield _finding(item, start, start + len(other), right, MIXED)
                start = item.text.find(other, start + 1)


def _finding(item: Prose, start: int, end: int, right: str, message: Message) -> Finding:
    return RULE.finding(
        item.passage.span(start, end),
        message=message,
        severity=None if message is RULE.message else Severity.HINT,
        fix=item.fix(start, end, right, WRITE),
        typed=item.text[start:end],
        right=right,
    )
