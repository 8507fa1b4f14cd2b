"""A citation is typed by hand, while a reference manager keeps the others.

个别引用是手工键入的，而其他引用由文献管理软件维护。

## What it does
Where most citations are live fields of Zotero, EndNote, Mendeley, NoteExpress or Word, reports those that
are plain text.

## Why it matters
At the next refresh the fields are renumbered and the typed number stays: it then means another work.

## Example
```text
……可促进愈合[1]。        (the others are fields)
```

## How to mend it
Insert the citation with the reference manager, or turn all fields into text before submission.
"""

from __future__ import annotations

from collections.abc import Iterator

from toolkit.check.rule import Message, Rule
from toolkit.model.diagnostic import Finding, Severity
from toolkit.model.review import ResolvedReview

RULE = Rule(
    code="MAN008",
    name="typed-among-live-citations",
    severity=Severity.WARNING,
    message=Message(
        en="`{text}` is typed by hand; {count} of {all} citations are live fields",
        zh="`{text}` 为手工键入；{all} 处引用中有 {count} 处是域",
    ),
    help=Message(en="insert it with the reference manager", zh="请用文献管理软件插入"),
    inputs=("manuscript",),
)
_FEWEST = 3


def check(review: ResolvedReview) -> Iterator[Finding]:
    clusters = review.manuscript.clusters if review.manuscript is not None else ()
    live = sum(cluster.live is not None for cluster in clusters)
    if live < _FEWEST or 2 * live <= len(clusters):
        return
    for cluster in clusters:
        if cluster.live is None:
            yield RULE.finding(cluster.span, text=cluster.text, count=live, all=len(clusters))
