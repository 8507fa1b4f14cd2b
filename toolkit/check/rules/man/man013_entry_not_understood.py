"""An entry of the reference list has none of the usual forms.

文献表中的条目不符合任何常见著录格式。

## What it does
Reports entries in which neither the form of GB/T 7714 nor that of Vancouver, AMA, APA or their kin was
recognised, and numbers with no text behind them. Other rules say nothing of such an entry.

## Why it matters
Mostly a mark is missing, such as `[J]` or the full stop behind the title, or two entries have run
together.

## Example
```text
[12] AUTHOR A, Synthetic title, Synth J 2020
```

## How to mend it
Compare it with the other entries.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="MAN013",
    name="entry-not-understood",
    severity=Severity.HINT,
    message=Message(
        en="{entry} could not be taken apart into authors, title and source",
        zh="无法从 {entry} 中分辨出作者、题名和出处",
    ),
    help=Message(
        en="compare it with the other entries; a mark may be missing", zh="请与其他条目对照，可能缺少某个标识"
    ),
    inputs=("manuscript",),
)


EMPTY = Message(en="{entry} is a number with no text", zh="{entry} 只有编号，没有内容")
FILL = Message(
    en="write the entry, or delete it and renumber the list and the citations",
    zh="请补上内容，或删除该条并重新编号",
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    for entry in review.manuscript.entries if review.manuscript is not None else ():
        if not entry.style:
            empty = not any(map(str.isalnum, entry.text))
            yield RULE.finding(
                entry.span,
                message=EMPTY if empty else None,
                help=FILL if empty else None,
                severity=Severity.WARNING if empty else None,
                entry=entry.key,
            )
