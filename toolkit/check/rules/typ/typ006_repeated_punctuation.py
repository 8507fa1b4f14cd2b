"""A punctuation mark is typed twice, or dots stand for an ellipsis.

标点重复，或以英文句点代替省略号。

## What it does
Reports `。。`, `，，`, `、、`, `；；`, `：：` and mixtures such as `，。` or `。，`; in English
`,,`, `;;` and a lone `..`; and in Chinese prose `...` or `。。。` where `……` is meant. `？！`,
`！！`, `……` and paths such as `../data` pass.

## Why it matters
It is left over from editing and the reader stumbles.

## Example
```markdown
外泌体可促进愈合。。水凝胶可延长滞留时间，，减少给药次数...
```

## How to mend it
Keep one mark; write `……` for an ellipsis.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.prose import Prose, is_han, prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TYP006",
    name="repeated-punctuation",
    severity=Severity.WARNING,
    message=Message(en="`{typed}` repeats a punctuation mark", zh="标点重复：`{typed}`"),
    help=Message(en="write `{right}`", zh="请改为 `{right}`"),
)
DOTS = Message(en="`{typed}` stands for an ellipsis", zh="`{typed}` 代替了省略号")
WRITE = Message(en="write `{right}`", zh="改为 `{right}`")
CHOOSE = Message(en="keep one of the marks", zh="请只保留一个标点")

_DOUBLE = re.compile(r"([。，、；：,;])[。，、；：,;]+|(?<![./\\])\.{2,}(?![./\\])")


def check(review: ResolvedReview) -> Iterator[Finding]:
    for item in prose(review):
        for match in _DOUBLE.finditer(item.text):
            yield from _judge(item, match)


def _judge(item: Prose, match: re.Match[str]) -> Iterator[Finding]:
    typed, (start, end) = match[0], match.span()
    span = item.passage.span(start, end)
    same = len(set(typed)) == 1
    if same and typed[0] in ".。" and len(typed) >= 3:
        if is_han(item.text[start - 1 : start]) or typed[0] == "。":
            fix = item.fix(start, end, "……", WRITE)
            yield RULE.finding(span, message=DOTS, fix=fix, typed=typed, right="……")
    elif same and typed.isascii() and typed[0] == "." and not item.text[start - 1 : start].isalnum():
        return
    elif same:
        yield RULE.finding(span, fix=item.fix(start, end, typed[0], WRITE), typed=typed, right=typed[0])
    elif not typed.isascii():
        yield RULE.finding(span, help=CHOOSE, typed=typed)
