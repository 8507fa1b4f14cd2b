"""Very many works are cited in one place.

同一处引用的文献过多。

## What it does
Hints at places where more than eight works are cited for one statement, in one bracket or in
several side by side. Cells of tables, which often list all studies of a kind, are not
counted.

## Why it matters
A reader cannot tell which of them supports what, and reviewers take it for a padded list. Most
statements need one to three works: the first to show it, and the best.

## Example
```markdown
外泌体可促进愈合[@a; @b; @c; @d; @e; @f; @g; @h; @i]。
```

## How to mend it
Keep the works that matter most, cite a review of the others, or split the statement so that
each part has its own.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.passages import passages
from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.inline import ResolvedCitation
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="CIT010",
    name="many-citations-in-a-row",
    severity=Severity.HINT,
    message=Message(en="{count} works are cited in one place", zh="此处一次引用了 {count} 篇文献"),
    help=Message(
        en="keep those that matter most, or give each part of the statement its own",
        zh="请保留最重要的几篇，或将其分别放到所支持的论述之后",
    ),
)
_MOST = 8


def check(review: ResolvedReview) -> Iterator[Finding]:
    for passage in passages(review):
        if passage.place == "cell":
            continue
        run: list[ResolvedCitation] = []
        end = -1
        for offset, node in passage.nodes():
            if not isinstance(node, ResolvedCitation):
                continue
            if passage.text[max(end, 0) : offset].strip() or end < 0:
                yield from _judged(run)
                run = []
            run.append(node)
            end = offset + 1
        yield from _judged(run)


def _judged(run: list[ResolvedCitation]) -> Iterator[Finding]:
    count = len({key for node in run for key in node.keys})
    if count > _MOST:
        first, last = run[0].source.span, run[-1].source.span
        yield RULE.finding(first.to(last) if first and last else first, count=count)
