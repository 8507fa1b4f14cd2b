"""A pair of brackets is half full-width and half half-width.

一对括号一全角一半角。

## What it does
Reports a bracket that opens with `（` and closes with `)`, or the other way round. The fix takes
the form that the text uses more often.

## Why it matters
It shows in print, and programs that look for definitions or citations do not see the pair.

## Example
```markdown
间充质干细胞（mesenchymal stem cells, MSCs)来源广泛。
```

## How to mend it
Write both brackets in one width.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.bracket_pairs import pairs
from toolkit.check.prose import count_any, prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TYP003",
    name="brackets-of-two-widths",
    severity=Severity.WARNING,
    message=Message(
        en="`{opening}` is closed by `{closing}`, a bracket of another width",
        zh="`{opening}` 与 `{closing}` 全角、半角不一致",
    ),
    help=Message(en="write `{right}`", zh="请改为 `{right}`"),
)
WRITE = Message(en="write `{right}`", zh="改为 `{right}`")

_OTHER = {"（": "(", "）": ")", "(": "（", ")": "）", "[": "［", "]": "］", "［": "[", "］": "]"}


def check(review: ResolvedReview) -> Iterator[Finding]:
    texts = prose(review)
    full = count_any((item for item in texts if item.chinese), "（）")
    half = count_any((item for item in texts if item.chinese), "()")
    for item in texts:
        wide = item.chinese and full >= half
        for start, end in pairs(item.text).matched:
            opening, closing = item.text[start], item.text[end]
            if opening.isascii() == closing.isascii():
                continue
            wrong = start if opening.isascii() == wide else end
            right = _OTHER[item.text[wrong]]
            yield RULE.finding(
                item.passage.span(wrong, wrong + 1),
                fix=item.fix(wrong, wrong + 1, right, WRITE),
                opening=opening,
                closing=closing,
                right=right,
            )
