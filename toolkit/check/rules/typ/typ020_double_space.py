"""Two or more blanks stand in a row.

连续两个以上的空格。

## What it does
Reports runs of blanks inside a line of text, once per paragraph at the first place, with a fix
for all. Two blanks behind a number (`表 1  …`), a full stop, question mark, exclamation mark or
colon in English are a habit of typists and pass, as do indents, line ends, table cells and spaced
labels (`摘  要`).

## Why it matters
In Word the gap is visible, above all in justified lines.

## Example
```markdown
外泌体  可促进愈合。
```

## How to mend it
Keep one blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from toolkit.check.prose import prose
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Applicability, Finding, Fix, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="TYP020",
    name="double-space",
    severity=Severity.HINT,
    message=Message(en="{count} blanks in a row", zh="连续 {count} 个空格"),
    help=Message(en="keep one", zh="请只保留一个"),
)
KEEP = Message(en="keep one blank", zh="保留一个空格")

_RUN = re.compile(r"(?<=\S)(?<![\d.?!:\ufffc]) {2,}(?=[^\s\ufffc])")


def check(review: ResolvedReview) -> Iterator[Finding]:
    for item in prose(review):
        if item.passage.place == "cell" or "  " not in item.text:
            continue
        places = [
            match.span() for match in _RUN.finditer(item.text) if len(item.text[: match.start()].strip()) > 1
        ]
        if places:
            edits = [edit for start, end in places if (edit := item.edit(start, end, " "))]
            fix = Fix(KEEP.texts, tuple(edits), Applicability.SAFE) if len(edits) == len(places) else None
            start, end = places[0]
            yield RULE.finding(item.passage.span(start, end), fix=fix, count=end - start)
