"""Straight quotation marks stand in Chinese prose.

中文中使用了直引号。

## What it does
Reports a pair of `"` in a Chinese passage when what they enclose holds a Chinese character, or a
Chinese character stands right before or behind. Inches, seconds, code and quotations of English
titles pass. A passage with an odd number of them is not judged.

## Why it matters
Chinese is quoted with “ ”; the straight mark comes from the keyboard's other layout.

## Example
```markdown
作为"无细胞"疗法受到重视。
```

## How to mend it
Write `“` and `”`.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.prose import Prose, is_han, prose
from toolkit.check.rule import Message, Rule
from toolkit.check.scripts import has_han
from toolkit.model.diagnostic import Applicability, Finding, Fix, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TYP007",
    name="straight-quotes",
    severity=Severity.WARNING,
    message=Message(en='`"` stands for “ and ” in Chinese prose', zh='中文中使用了直引号 `"`'),
    help=Message(en="write “…”", zh="请改为“……”"),
)
WRITE = Message(en="write “ and ”", zh="改为“”")


def check(review: ResolvedReview) -> Iterator[Finding]:
    for item in prose(review):
        if not item.chinese or '"' not in item.text:
            continue
        places = [place for place, char in enumerate(item.text) if char == '"']
        marks = [place for place in places if not item.text[place - 1 : place].isdigit() or place == 0]
        if len(marks) % 2 or len(marks) != len(places):
            continue
        for first, second in zip(marks[::2], marks[1::2], strict=True):
            if _is_chinese(item.text, first, second):
                yield RULE.finding(item.passage.span(first, first + 1), fix=_fix(item, first, second))


def _is_chinese(text: str, first: int, second: int) -> bool:
    around = is_han(text[first - 1 : first]) or is_han(text[second + 1 : second + 2])
    return has_han(text[first + 1 : second]) or (around and " " not in text[first:second])


def _fix(item: Prose, first: int, second: int) -> Fix | None:
    edits = item.edit(first, first + 1, "“"), item.edit(second, second + 1, "”")
    if edits[0] is None or edits[1] is None:
        return None
    if edits[0].span.path.suffix.lower() != ".md":
        return None  # in YAML a straight quote may be the file's own
    return Fix(WRITE.texts, (edits[0], edits[1]), Applicability.SAFE)
