"""An invisible character in the text changes the direction of writing.

文本中有改变书写方向的不可见字符。

## What it does
Reports the bidirectional controls of Unicode (UAX 9): U+061C, U+200E, U+200F, U+202A to U+202E,
U+2066 to U+2069. They come along when text is copied from PDF files and web pages.

## Why it matters
They cannot be seen, and U+202E turns the rest of the line around in print.

## Example
```markdown
共纳入⟨U+202E⟩123 例。
```
prints as 共纳入, then everything behind the character from right to left.

## How to mend it
Delete the character; the place names the column where it stands. The fix does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.passages import passages
from toolkit.check.prose import Prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TYP024",
    name="direction-control",
    severity=Severity.WARNING,
    message=Message(
        en="the invisible character {name} changes the direction of writing",
        zh="不可见字符 {name} 会改变书写方向",
    ),
    help=Message(en="delete it", zh="请删除"),
)
DELETE = Message(en="delete {name}", zh="删除 {name}")
_CONTROL = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def check(review: ResolvedReview) -> Iterator[Finding]:
    for passage in passages(review):
        if passage.text.isascii():
            continue
        for match in _CONTROL.finditer(passage.text):
            name = f"U+{ord(match[0]):04X}"
            fix = Prose(passage, passage.text).fix(*match.span(), "", DELETE, name=name)
            yield RULE.finding(passage.span(*match.span()), fix=fix, name=name)
