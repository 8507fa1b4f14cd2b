"""The gap between Chinese and Latin letters or digits is not the same throughout.

中文与西文、数字之间的空格全文不统一。

## What it does
Counts the places where a Chinese character and a Latin letter or digit meet in the running text,
with a blank between them and without. If the text clearly prefers one way (five to one, ten
places at least), the others are reported once for the whole text, at the first place. A text
without a clear habit is not judged. Line breaks, citations, mathematics and words within titles
count as no place.

## Why it matters
The standard leaves the gap to typography but asks that it be uniform. Mixed gaps show that a text
was pasted together.

## Example
```markdown
MSCs 来源广泛，MSCs可分泌外泌体。
```

## How to mend it
Decide for one way. The fix follows the habit of the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from toolkit.check.chinese_typing import script_gaps
from toolkit.check.prose import Prose, prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Applicability, Finding, Fix, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TYP005",
    name="gap-between-scripts",
    severity=Severity.HINT,
    message=Message(
        en="{count} of {all} places where Chinese and Latin meet have no blank; the others have one",
        zh="中西文相接的 {all} 处中有 {count} 处没有空格，其余均有",
    ),
    help=Message(en="set the gap in the same way throughout", zh="请全文统一"),
)
BLANK = Message(
    en="{count} of {all} places where Chinese and Latin meet have a blank; the others have none",
    zh="中西文相接的 {all} 处中有 {count} 处有空格，其余均无",
)
MEND = Message(en="make the gap the same at {count} places", zh="统一 {count} 处的空格")

_CLEAR = 5
_LEAST = 10


def check(review: ResolvedReview) -> Iterator[Finding]:
    gaps: list[tuple[Prose, int, int]] = []
    tight: list[tuple[Prose, int, int]] = []
    for item in prose(review):
        if not item.chinese or item.passage.part != "body" or item.passage.place != "paragraph":
            continue
        for start, end in script_gaps(item.text):
            (gaps if end > start else tight).append((item, start, end))
    if len(tight) >= max(_LEAST, _CLEAR * len(gaps)):
        yield from _finding(gaps, len(gaps) + len(tight), BLANK, "")
    elif len(gaps) >= max(_LEAST, _CLEAR * len(tight)):
        yield from _finding(tight, len(gaps) + len(tight), RULE.message, " ")


def _finding(
    places: list[tuple[Prose, int, int]], together: int, message: Message, gap: str
) -> Iterator[Finding]:
    if not places:
        return
    item, start, end = places[0]
    edits = [
        edit
        for text, low, high in places
        if (edit := text.edit(low - 1, high + 1, text.text[low - 1] + gap + text.text[high]))
    ]
    fix = Fix(MEND.fill({"count": len(edits)}), tuple(edits), Applicability.UNSAFE)
    overlap = any(
        first[0] is second[0] and first[2] + 1 > second[1] - 1 for first, second in pairwise(places)
    )
    yield RULE.finding(
        item.passage.span(start - 1, end + 1),
        message=message,
        fix=None if overlap or len(edits) < len(places) else fix,
        count=len(places),
        all=together,
    )
