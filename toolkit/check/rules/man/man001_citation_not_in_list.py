"""The text cites a number that the reference list does not have.

正文引用了参考文献表中没有的编号。

## What it does
Reads every citation of a submitted manuscript, `[3]`, `[1,3-5]`, `［2，4～6］` or raised numbers, and
looks its numbers up in the reference list, whether they are typed there or given by Word. A
manuscript that cites but has no reference list is reported once.

## Why it matters
The reader cannot find the work; mostly an entry was deleted or the numbers have slipped.

## Example
```text
……可促进血管生成[31]。        (the list ends with [30])
```

## How to mend it
Add the entry, or correct the number.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="MAN001",
    name="citation-not-in-list",
    severity=Severity.ERROR,
    message=Message(en="the reference list has no number {number}", zh="参考文献表中没有编号 {number}"),
    help=Message(en="add the entry, or correct the number", zh="请补上该条文献，或改正编号"),
    inputs=("manuscript",),
)
NO_LIST = Message(
    en="the manuscript cites works, but no reference list was found", zh="稿件有引用，但未找到参考文献表"
)
WRITE_LIST = Message(
    en="put the list below a heading such as `References`", zh="请将文献表置于“参考文献”等标题之下"
)
NOT_LISTED = Message(
    en="the reference list has no entry for `{number}`", zh="参考文献表中没有 `{number}` 的条目"
)


def check(review: ResolvedReview) -> Iterator[Finding]:
    manuscript = review.manuscript
    if manuscript is None or not manuscript.clusters:
        return
    if not manuscript.entries:
        yield RULE.finding(manuscript.clusters[0].span, message=NO_LIST, help=WRITE_LIST)
        return
    for cluster in manuscript.clusters:
        for work in cluster.works:
            if not work.key:
                message = NOT_LISTED if cluster.form == "author-year" else None
                yield RULE.finding(work.span, message=message, number=work.printed)
